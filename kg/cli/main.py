"""The command line's first word: which verb, and what happens when one fails."""

from __future__ import annotations

import importlib
import os
import sys
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from kg.cli.options import complain
from kg.errors import InternalError, KgError
from kg.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Verb(NamedTuple):
    """Where a verb's command is, and its line in `kg --help`, which is shown without loading the command."""

    module: str
    help: str


VERBS: Mapping[str, Verb] = {
    "build": Verb("kg.cli.build", "Build a graph from reports."),
    "query": Verb("kg.cli.query", "Ask a graph a SPARQL query, or a saved one."),
    "ask": Verb("kg.cli.ask", "Ask a graph a question in words, without a language model."),
    "view": Verb("kg.cli.view", "Write a graph as one HTML page to look at."),
    "serve": Verb("kg.cli.serve", "Serve a graph to browsers and programs, with SPARQL."),
    "export": Verb("kg.cli.export", "Write a graph in another format."),
    "check": Verb("kg.cli.check", "Check a graph, or the ontology, for mistakes."),
    "ontology": Verb("kg.cli.ontology", "Write the documentation of the ontology."),
    "list": Verb("kg.cli.list", "List the reports of a graph."),
    "stats": Verb("kg.cli.stats", "Show a graph in numbers."),
    "push": Verb("kg.cli.push", "Load a graph into another SPARQL server."),
    "remove": Verb("kg.cli.remove", "Take a report out of a store."),
    "backup": Verb("kg.cli.backup", "Copy a store while it is in use."),
    "doctor": Verb("kg.cli.doctor", "Look whether a store is sound, and say how to repair it."),
    "explain": Verb("kg.cli.explain", "Show sentence by sentence what is found in a report, and why."),
    "eval": Verb("kg.cli.eval", "Measure the software on reports with gold files."),
    "demo": Verb("kg.cli.demo", "Build and show the graph of a sample report."),
}

_CODES = """\b
Exit codes:
  0  done                             5  a graph cannot be read
  1  a check found a violation        6  a query is wrong or refused
  2  the command line is wrong        7  a result cannot be written
  3  a report cannot be read          8  an optional package is missing
  4  the ontology has a mistake       9  a question was not understood
                                     70  the software itself failed
"""


class LazyGroup(click.Group):
    """A group that loads the module of a verb only when that verb is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - the signature is Click's
        """The verbs in the order of a first session."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The verb's command, which its module calls `command`."""
        if cmd_name not in VERBS:
            return None
        found = importlib.import_module(VERBS[cmd_name].module).command
        return found if isinstance(found, click.Command) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """The list of verbs, from the table alone."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, verb.help) for name, verb in VERBS.items()])


@click.group(
    cls=LazyGroup,
    epilog=_CODES,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(VERSION, "-V", "--version", prog_name="kg", message="%(prog)s %(version)s")
def cli() -> None:
    """Knowledge graphs from Chinese government reports: every fact with the sentence it came from.

    Results go to standard output, messages to standard error; `-` is standard input or output.
    """


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; returns by `SystemExit` with one of the documented codes."""
    _speak_utf8()
    try:
        code = cli.main(args=list(arguments) if arguments is not None else None, prog_name="kg", standalone_mode=False)
    except KgError as error:
        complain(error)
        sys.exit(error.exit_code)
    except click.exceptions.Abort:
        click.echo("kg: stopped", err=True)
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except BrokenPipeError:
        # the reader of our output has gone, as `head` does; what is still buffered must not be tried again at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as error:  # noqa: BLE001 - whatever it is, the user gets one line and a code
        failure = InternalError.of(error)
        failure.__cause__ = error
        complain(failure)
        sys.exit(failure.exit_code)
    sys.exit(code if isinstance(code, int) else 0)


def _speak_utf8() -> None:
    """UTF-8 on all three streams, whatever the locale says."""
    streams: tuple[Any, ...] = (sys.stdin, sys.stdout, sys.stderr)
    for stream in streams:
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace" if stream is sys.stderr else None)


if __name__ == "__main__":
    main()
