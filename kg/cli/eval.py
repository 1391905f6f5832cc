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
@click.option("--calibration", is_flag=True, help="Show what the stated confidence promises against what holds.")
def command(gold: Path, ontology: tuple[str, ...], errors: Path | None, *, calibration: bool) -> int:
    """Measure the software on the reports of GOLD_DIR: each ID.txt with a gold file ID.json beside it.

    Precision, recall and F1 for each task; what the gold file marks as optional counts neither for nor against.

    \b
    Example:
      kg eval my-reports --ontology my-field.ttl --errors errors.txt
    """
    from kg.evaluate.calibration import calibration_error, reliability
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
    for task in ("entities", "actions") if calibration else ():
        bins = reliability(f for f in measured.findings if f.task == task)
        click.echo(f"\n{'confidence of ' + task:<28}{'stated':>10}{'observed':>10}{'findings':>10}")
        for b in bins:
            click.echo(f"{f'{b.low:.2f} to {b.high:.2f}':<28}{b.stated:>10.3f}{b.observed:>10.3f}{b.count:>10}")
        click.echo(f"{'expected calibration error':<28}{calibration_error(bins):>10.3f}")
    if errors is not None:
        write_whole(errors, ["\n".join(measured.errors), "\n"])
    return 0
