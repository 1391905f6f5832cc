"""`kg ask`: a question in words to a graph."""

from __future__ import annotations

import sys

import click

from kg.cli import options

NOT_UNDERSTOOD = 9
"""The exit code where a question was not understood."""


@click.command()
@options.graph_argument
@click.argument("question")
@options.ontology
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
    help="How to print it.",
)
@click.pass_context
def command(ctx: click.Context, graph: str, question: str, ontology: tuple[str, ...], form: str) -> None:
    """Ask GRAPH a QUESTION in Chinese words: who, what, how many, when, where, which, whether.

    No language model reads it: the words of the ontology do, and it becomes a SPARQL query. The answer is printed with
    the sentences it rests on and the query. A question that is not understood gets exit code 9 and is told which part.

    \b
    Examples:
      kg ask graph.ttl '清河县检视了多少问题?'
      kg ask graph.ttl '谁是清河县县长?' --format json
    """
    from kg.ask.text import answer_json, answer_text

    answer = options.open_graph(graph, ontology).ask(question)
    sys.stdout.write(answer_json(answer) if form == "json" else answer_text(answer))
    if not answer.understood:
        ctx.exit(NOT_UNDERSTOOD)
