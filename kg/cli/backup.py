"""`kg backup`: a copy of a store."""

from __future__ import annotations

import click

from kg.cli.options import say


@click.command()
@click.argument("store", metavar="STORE")
@click.argument("target", metavar="DIR")
def command(store: str, target: str) -> None:
    """Copy STORE to the new folder DIR; the copy is a store itself.

    On one file system it is made of hard links, so it is quick and takes little room. Name a folder on another disk to
    be safe from the loss of this one.

    \b
    Example:
      kg backup archive archive-2024-06-01
    """
    from kg.store.backup import backup

    backup(store, target)
    say(f"copied {store} to {target}")
