"""Options and small helpers that several verbs share."""

from __future__ import annotations

import os
import sys
import traceback
from typing import TYPE_CHECKING

import click

from kg.schema.terms import ID

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.errors import KgError
    from kg.graph import KnowledgeGraph


def user_language() -> str:
    """`zh` where the environment asks for Chinese, else `en`."""
    named = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := os.environ.get(name))), "")
    return "zh" if named.lower().startswith("zh") else "en"


ontology = click.option(
    "--ontology",
    "ontology",
    multiple=True,
    metavar="FILE",
    help="A Turtle file of your own with further classes, relations and words; may be repeated.",
)
date = click.option("--date", metavar="YYYY-MM-DD", help="The date of the report; else it is looked for in the text.")
base = click.option("--base", default=ID, show_default=True, metavar="IRI", help="What the IRIs of things begin with.")
min_confidence = click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    default=0.0,
    metavar="X",
    help="Leave out what is less sure than X (0 to 1).",
)
language = click.option(
    "--lang",
    "language",
    type=click.Choice(["zh", "en"]),
    default=user_language,
    help="Of titles and labels; left out, that of the environment (LC_ALL, LC_MESSAGES, LANG).",
)
graph_argument = click.argument("graph", metavar="GRAPH")


def open_graph(path: str, ontology: Iterable[str] = (), *, lazy: bool = False) -> KnowledgeGraph:
    """The graph that *path* names: a file, a store, or `-` for Turtle from standard input.

    Args:
        path: what the user gave.
        ontology: the user's own Turtle files.
        lazy: a file is parsed only when it is needed.
    """
    from kg.graph import KnowledgeGraph
    from kg.rdf.load import parse_dataset
    from kg.store.open import open_dataset

    if path != "-":
        return KnowledgeGraph(open_dataset(path, lazy=lazy), ontology=tuple(ontology))
    data = sys.stdin.buffer.read()
    return KnowledgeGraph(parse_dataset(data, ".ttl", place="standard input", lazy=lazy), ontology=tuple(ontology))


def say(message: str) -> None:
    """A message for people, on standard error."""
    click.echo(message, err=True)


def plural(number: int, singular: str, several: str | None = None) -> str:
    """`1 report`, `2 reports`.

    >>> plural(2, "report"), plural(1, "activity", "activities")
    ('2 reports', '1 activity')
    """
    return f"{number:,} {singular if number == 1 else several or singular + 's'}"


def complain(error: KgError) -> None:
    """One line on standard error; with KG_DEBUG set, the traceback before it."""
    if os.environ.get("KG_DEBUG"):
        click.echo("".join(traceback.format_exception(error)), err=True, nl=False)
    say(f"kg: {error}")
