"""`kg eval`: how much of what a careful reader takes from reports the software finds."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli import options


@click.command()
@click.argument("gold", metavar="GOLD_DIR", type=click.Path(exists=True, file_okay=False, path_type=Path))
@options.ontology
@click.option(
    "--errors",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write each miss (-) and each extra (+) to FILE.",
)
def command(gold: Path, ontology: tuple[str, ...], errors: Path | None) -> int:
    """Measure the software on the reports of GOLD_DIR: each ID.txt with a gold file ID.json beside it.

    Precision, recall and F1 for each task; what the gold file marks as optional counts neither for nor against.

    \b
    Example:
      kg eval my-reports --ontology my-field.ttl --errors errors.txt
    """
    from kg.evaluate.measure import TASKS
    from kg.evaluate.run import evaluate
    from kg.files import check_writable, write_whole

    if errors is not None:
        check_writable(errors)
    measured = evaluate(gold, ontology=ontology)
    click.echo(f"{'task':<20}{'precision':>10}{'recall':>10}{'F1':>8}{'right':>8}{'extra':>8}{'missed':>8}")
    for task in TASKS:
        tally = measured.tallies[task]
        figures = f"{tally.precision:>10.3f}{tally.recall:>10.3f}{tally.f1:>8.3f}"
        click.echo(f"{task:<20}{figures}{tally.right:>8}{tally.extra:>8}{tally.missed:>8}")
    click.echo(f"{'mean F1':<20}{measured.mean:>28.3f}")
    if errors is not None:
        write_whole(errors, ["\n".join(measured.errors), "\n"])
    return 0
