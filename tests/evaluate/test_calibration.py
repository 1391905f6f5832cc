"""What confidence promises against what holds."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pin_floor import GOLD

from kg.cli.main import main
from kg.evaluate.calibrate import FEWEST, regression, shares, written
from kg.evaluate.calibration import Finding, calibration_error, reliability
from kg.evaluate.marked import MarkedFinding
from kg.resolve.confidence import Table, log_odds, probability_of, read_table

FINDINGS = st.builds(Finding, st.just("entities"), st.floats(0, 1), st.one_of(st.none(), st.booleans()))


def test_a_bin_tells_what_was_stated_and_what_held() -> None:
    (only,) = reliability([Finding("entities", 0.8, kept) for kept in (True, True, True, False)])
    assert (only.low, only.high, only.count) == (0.8, 0.85, 4)
    assert (only.stated, only.observed) == pytest.approx((0.8, 0.75))
    assert calibration_error([only]) == pytest.approx(0.05)


def test_what_readers_may_differ_on_is_left_out() -> None:
    assert reliability([Finding("entities", 0.8, None)]) == ()
    assert calibration_error(()) == 0


@given(st.lists(FINDINGS))
def test_every_finding_that_counts_is_in_one_bin(findings: list[Finding]) -> None:
    bins = reliability(findings)
    assert sum(b.count for b in bins) == sum(f.kept is not None for f in findings)
    assert 0 <= calibration_error(bins) <= 1


def test_shares_are_smoothed_and_seldom_rules_left_out() -> None:
    often = [MarkedFinding("entities", 0.9, kept, "area", "often") for kept in (True, True, True, False, False)]
    seldom = [MarkedFinding("entities", 0.9, kept=True, type="area", rule="seldom")] * (FEWEST - 1)
    unsure = [MarkedFinding("entities", 0.9, None, "area", "often")]
    assert shares([*often, *seldom, *unsure]) == {("area", "often"): (round(4 / 7, 3), 5)}


def test_the_regression_finds_the_weights_that_made_the_data() -> None:
    chance = random.Random(7)  # noqa: S311 - a sample, no secret
    rows = []
    for _ in range(4000):
        x = chance.uniform(-3, 3)
        rows.append(((1.0, x), chance.random() < probability_of(0.5 + 0.8 * x)))
    assert regression(rows) == pytest.approx([0.5, 0.8], abs=0.1)


def test_the_regression_stands_data_of_one_kind_only() -> None:
    level, scale = regression([((1.0, 1.0), True)] * 20)
    assert probability_of(level + scale) > 0.9


def test_a_table_is_read_as_it_was_written(tmp_path) -> None:
    table = Table({("area", "a-rule"): (0.75, 12)}, 0.4, {"entities": (0.7, 0.9), "actions": (0.8, 0.1)})
    (tmp_path / "t.tsv").write_text(written(table), encoding="utf-8")
    assert read_table(tmp_path / "t.tsv") == table


@given(st.floats(0, 1))
def test_log_odds_and_probability_undo_each_other_within_their_limits(p: float) -> None:
    assert probability_of(log_odds(p)) == pytest.approx(min(max(p, 0.01), 0.99), abs=1e-3)


def test_kg_eval_shows_the_table(tmp_path, capsys) -> None:
    for path in GOLD.glob("campaign-*"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    with pytest.raises(SystemExit) as ended:
        main(["eval", str(tmp_path), "--calibration"])
    assert not ended.value.code
    out = capsys.readouterr().out
    assert out.count("expected calibration error") == 2
    assert "confidence of entities" in out
