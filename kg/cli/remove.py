"""`kg remove`: a report out of a store."""

from __future__ import annotations

import click

from kg.cli.options import plural, say


@click.command()
@click.argument("store", metavar="STORE")
@click.argument("reports", nargs=-1, required=True, metavar="REPORT...")
def command(store: str, reports: tuple[str, ...]) -> None:
    """Take each REPORT out of STORE, named by its id (kg list shows it), its file, or FILE#ID of a row.

    What other reports say of the same things stays. While its file is in a folder, the next kg build on that folder
    takes the report up again.

    \b
    Example:
      kg remove archive 2019/report.txt
    """
    from pathlib import Path

    from kg.store.dataset import open_store
    from kg.store.layout import existing
    from kg.store.listing import find_report
    from kg.store.writer import StoreWriter

    layout = existing(store)
    dataset = open_store(store)
    try:
        found = {
            find_report(dataset, str(Path(given).resolve()) if Path(given).exists() else given): given
            for given in reports
        }
    finally:
        dataset.close()
    with StoreWriter(layout) as writer:
        for report in found:
            writer.remove(report)
    say(f"removed {plural(len(found), 'report')} from {store}")
