"""`kg ontology`: the documentation of the ontology."""

from __future__ import annotations

import click

from kg.cli import options


@click.command()
@click.option(
    "-o", "--output", required=True, metavar="DIR", help="The folder to write; it is made where it is missing."
)
@options.ontology
def command(output: str, ontology: tuple[str, ...]) -> None:
    """Write the documentation of the ontology, with the files of your own given with --ontology.

    index.html (index.en.html in English) shows classes, relations and properties with their words, shapes and examples,
    two diagrams, and the saved questions; words.html all words by clue. Beside them ontology.ttl, shapes.ttl,
    context.jsonld and void.ttl for programs. The pages need no network and run no script.

    \b
    Example:
      kg ontology -o ontology-pages
    """
    from kg.documentation.write import document_ontology

    written = document_ontology(output, ontology=ontology)
    options.say(f"wrote {options.plural(len(written), 'file')}: open {output}/index.html in a browser")
