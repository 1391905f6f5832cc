"""`kg doctor`: whether a store is sound."""

from __future__ import annotations

import click

from kg.cli.options import plural, say


@click.command()
@click.argument("store", metavar="STORE")
@click.option("--repair", is_flag=True, help="Repair what can be repaired without the sources.")
def command(*, store: str, repair: bool) -> int:
    """Read all of STORE, look whether it is sound, and say how to repair what is not; the exit code is then 1.

    Building the store again from its sources always works.

    \b
    Example:
      kg doctor archive
    """
    from kg.store.doctor import examine

    found, repaired = examine(store, repair=repair)
    for ailment in repaired:
        click.echo(f"repaired: {ailment.message}")
    for ailment in found:
        click.echo(f"{ailment.message} ({ailment.remedy})" if ailment.remedy else ailment.message)
    say(f"{store}: {plural(len(found), 'finding')}" if found else f"{store} is sound")
    return 1 if found else 0
