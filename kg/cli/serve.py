"""`kg serve`: a graph or a store over HTTP."""

from __future__ import annotations

import os
from pathlib import Path

import click

from kg.cli import options
from kg.errors import InputError


@click.command()
@options.graph_argument
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="The address to listen on.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=7878,
    show_default=True,
    metavar="N",
    help="The port; 0 takes a free one.",
)
@click.option(
    "--name",
    "names",
    multiple=True,
    metavar="NAME",
    help="A further name it is called by, as behind a proxy; repeatable.",
)
@click.option("--writable", is_flag=True, help="Let those with the token change the store.")
@click.option(
    "--token-file",
    metavar="FILE",
    help="Holds the token; left out, it is KG_TOKEN of the environment, else a new one is made and shown.",
)
@click.option(
    "--allow",
    "allowed",
    multiple=True,
    metavar="IRI",
    help="An address that SERVICE and LOAD may name; left out, nothing is fetched. Repeatable.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(0.1, 3600),
    default=10.0,
    show_default=True,
    metavar="SECONDS",
    help="How long a query may take.",
)
@click.option(
    "--memory",
    type=click.IntRange(min=64),
    default=1024,
    show_default=True,
    metavar="MIB",
    help="How much memory a query may take.",
)
@click.option(
    "--rows",
    type=click.IntRange(min=1),
    default=100_000,
    show_default=True,
    metavar="N",
    help="How many rows an answer may have.",
)
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    default=None,
    metavar="N",
    help="How many queries run at once; left out, twice as many as there are processors.",
)
def command(
    *,
    graph: str,
    host: str,
    port: int,
    names: tuple[str, ...],
    writable: bool,
    token_file: str | None,
    allowed: tuple[str, ...],
    timeout: float,
    memory: int,
    rows: int,
    workers: int | None,
) -> None:
    """Serve GRAPH, a file or a store, to browsers and programs: SPARQL at /sparql, a query page, things to explore.

    It listens on this machine alone and changes nothing, unless told otherwise. Each query runs in a process of its
    own, which ends at its limit of time and memory; an answer is whole or refused.

    \b
    Examples:
      kg serve graph.ttl
      kg serve reports.store --writable --token-file token.txt
    """
    from kg.serve.limits import Limits
    from kg.serve.run import run

    token = _token(token_file) if writable else None
    number = workers or max(2, 2 * (os.cpu_count() or 1))
    head = max(1.0, min(Limits().head_seconds, timeout))
    limits = Limits(seconds=timeout, memory=memory, rows=rows, workers=number, heavy=number, head_seconds=head)
    run(
        graph,
        limits,
        host=host,
        port=port,
        names=names,
        token=token,
        allowed=allowed,
        on_ready=lambda address: options.say(f"{graph} is served at {address} (Ctrl-C ends it)"),
    )


def _token(file: str | None) -> str:
    """The token of those who may change the store."""
    import secrets

    if file is None:
        given = os.environ.get("KG_TOKEN", "")
        if given:
            return given
        made = secrets.token_urlsafe(24)
        options.say(f"token: {made}")
        return made
    try:
        found = Path(file).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", place=file, remedy="check the path") from error
    if len(found) < 16:
        raise InputError("the token is shorter than 16 characters", place=file, remedy="make a longer one")
    return found
