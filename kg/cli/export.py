"""`kg export`: a graph in another format."""

from __future__ import annotations

import sys

import click

from kg.cli import options
from kg.export.choices import choose, described

_HELP = f"""Write GRAPH in another format.

The extension of FILE says the format, or --format does. `-o -` writes to standard output, as Turtle unless --format
says otherwise. What a format cannot hold is told on standard error.

\b
Formats:
{described()}

A folder without extension gets the five views as CSV. `.ttl .nt .rdf` hold all reports together, `.trig .nq .jsonld`
keep a named graph for each. The RDF formats but `.rdf` are written from a store in memory that does not grow with it.

\b
Examples:
  kg export graph.ttl -o actions.csv
  kg export graph.ttl -o briefing.md --about NAME
  kg export archive -o neo4j-files --format neo4j
"""


@click.command(help=_HELP)
@options.graph_argument
@click.option("-o", "--output", required=True, metavar="FILE", help="The file or folder to write, or -.")
@click.option("--format", "form", metavar="NAME", help="The format by name, whatever the extension.")
@click.option("--about", metavar="NAME|IRI", help="The report or thing that a briefing is about.")
@click.option(
    "--language",
    type=click.Choice(["zh", "en"]),
    default="zh",
    show_default=True,
    help="Of labels and headings where a format has one language.",
)
@options.ontology
def command(
    *, graph: str, output: str, form: str | None, about: str | None, language: str, ontology: tuple[str, ...]
) -> None:
    """Write GRAPH in another format."""
    from pathlib import Path

    from kg.export.write import check_target, pieces

    found = choose(Path(output), form or "turtle") if output == "-" else check_target(output, form)
    if about is not None and found.name != "markdown":
        raise click.UsageError("--about is for a briefing (.md, or --format markdown)")
    opened = options.open_graph(graph, ontology)
    if output == "-":
        content = pieces(
            opened.dataset, found.name, ontology=tuple(map(Path, ontology)), about=about, language=language
        )
        for piece in content:
            sys.stdout.buffer.write(piece.encode() if isinstance(piece, str) else piece)
        sys.stdout.buffer.flush()
    else:
        for path in opened.export(output, form=form, about=about, language=language):
            options.say(f"wrote {path}")
    if found.drops:
        options.say(f"{found.name} leaves out {found.drops}")
