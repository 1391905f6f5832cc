"""`kg check`: whether a graph, or the ontology, is as it should be."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.cli import options
from kg.cli.options import plural

if TYPE_CHECKING:
    from kg.check.run import Finding, Outcome


@click.command()
@click.argument("graph", required=False, metavar="[GRAPH]")
@options.ontology
def command(graph: str | None, ontology: tuple[str, ...]) -> int:
    """Check GRAPH against the SHACL shapes of the ontology, and every quote against the text of its report.

    Without GRAPH the ontology itself is checked, together with the files of your own given with --ontology.
    The exit code is 1 where there is a violation; warnings leave it 0.

    \b
    Example:
      kg check graph.ttl
    """
    if graph is None:
        return _ontology(ontology)
    outcome = options.open_graph(graph, ontology).check()
    for kind, findings in (("violation", outcome.violations), ("warning", outcome.warnings)):
        for finding in findings:
            click.echo(_line(kind, finding))
    options.say(_verdict(outcome))
    return 0 if outcome else 1


def _line(kind: str, finding: Finding) -> str:
    quote = f" “{finding.quote}”" if finding.quote else ""
    where = f" ({finding.where})" if finding.where else ""
    return f"{kind}: {finding.node}{where}: {finding.message}{quote}"


def _verdict(outcome: Outcome) -> str:
    found = f"{plural(len(outcome.violations), 'violation')}, {plural(len(outcome.warnings), 'warning')}"
    return f"{'conforms' if outcome else 'does not conform'}: {found}"


def _ontology(files: tuple[str, ...]) -> int:
    from pathlib import Path

    from kg.schema.load import load_schema

    schema = load_schema(tuple(map(Path, files)))
    words = sum(len(words) for words in schema.clues.values())
    click.echo(
        f"no mistake: {plural(len(schema.classes), 'class', 'classes')}, {plural(len(schema.relations), 'relation')}, "
        f"{plural(words, 'word')} under {plural(len(schema.clues), 'clue')}"
    )
    return 0
