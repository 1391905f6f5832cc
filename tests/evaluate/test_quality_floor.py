"""Quality does not fall: F1 on our own reports is not below what is pinned in `floor.json`.

`tests/gold/` holds reports of every kind with all that a careful reader takes from them; `tests/corpus/` many reports
whose names and verbs are marked (the judge of acts learned from these verbs, so their figure is no forecast).
Where a figure falls for a good reason, `python tests/evaluate/pin_floor.py` pins anew; the commit shows it.
"""

from __future__ import annotations

import json

import pytest
from pin_floor import CORPUS, GOLD, MEASURES, PIN, digest

PINNED = json.loads(PIN.read_text(encoding="utf-8"))


@pytest.mark.parametrize("folder", [GOLD, CORPUS], ids=lambda p: p.name)
def test_the_reports_are_those_that_the_floor_was_pinned_on(folder) -> None:
    assert digest(folder) == PINNED[folder.name]["sha256"], "reports changed: python tests/evaluate/pin_floor.py"


@pytest.mark.parametrize("name", MEASURES)
def test_no_task_falls_below_its_floor(name: str) -> None:
    floors = PINNED[name]["f1"]
    measured = MEASURES[name]()
    assert set(floors) == set(measured)
    fallen = [
        f"{task}: F1 {tally.f1:.3f} below {floors[task]:.2f} "
        f"(precision {tally.precision:.3f}, recall {tally.recall:.3f}; "
        f"{tally.right} right, {tally.extra} extra, {tally.missed} missed)"
        for task, tally in measured.items()
        if tally.f1 < floors[task]
    ]
    assert not fallen, "\n".join(fallen)


def test_the_gold_reports_have_every_kind_of_item() -> None:
    """Each gold file states entities, acts and times; together they have every type and every relation."""
    kinds: set[str] = set()
    relations: set[str] = set()
    for path in sorted(GOLD.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        assert path.with_suffix(".txt").is_file()
        assert all(gold[part] for part in ("entities", "relations", "actions", "quantities", "times")), path.name
        kinds |= {e["type"] for e in gold["entities"] if not e.get("optional")}
        relations |= {r["p"] for r in gold["relations"] if not r.get("optional")}
    assert (len(kinds), len(relations)) == (10, 11)
