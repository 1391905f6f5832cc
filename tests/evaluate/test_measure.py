"""`kg eval`: the figures of the annotation guide."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.evaluate.measure import TASKS, Measurement
from kg.evaluate.record import ActRecord, EntityRecord, QuantityRecord, Record, RelationRecord, TimeRecord, read_gold
from kg.evaluate.run import evaluate
from kg.evaluate.similar import dice, pair_up
from kg.resources import ontology_dir

SHARED = Path(__file__).resolve().parents[3] / "shared" / "eval"

REPORT = Record(
    "report",
    "2024-03-05",
    (
        EntityRecord("e1", "organization", ("清河区教育局", "区教育局")),
        EntityRecord("e2", "activity", ("教师培训班",)),
        EntityRecord("e3", "group", ("家长",), optional=True),
    ),
    (RelationRecord("e2", "carried_out_by", "e1"),),
    (ActRecord("举办", ("e1",), "教师培训班", (4.0, "期"), ("2024-03-05", "2024-03-05"), None, "举办4期教师培训班"),),
    (QuantityRecord(4.0, None, "期", "教师培训班", "exact"),),
    (TimeRecord("3月5日", "2024-03-05", "2024-03-05"),),
)
EMPTY = Record("report", None, (), (), (), (), ())


def measured(gold: Record, found: Record) -> Measurement:
    measurement = Measurement()
    measurement.compare(gold, found)
    return measurement


def test_a_record_against_itself_is_right_in_every_task() -> None:
    assert [measured(REPORT, REPORT).tallies[task].f1 for task in TASKS] == [1.0] * len(TASKS)


def test_nothing_found_misses_all_that_is_required_and_nothing_optional() -> None:
    tallies = measured(REPORT, EMPTY).tallies
    assert (tallies["entities"].missed, tallies["relations"].missed, tallies["actions"].missed) == (2, 1, 1)
    assert tallies["action arguments"].missed == 3


def test_what_the_gold_does_not_list_is_extra() -> None:
    tallies = measured(EMPTY, REPORT).tallies
    assert (tallies["entities"].extra, tallies["quantities"].extra, tallies["times"].extra) == (3, 1, 1)


def test_an_optional_item_that_is_found_counts_neither_for_nor_against() -> None:
    tally = measured(REPORT, REPORT).tallies["entities"]
    assert (tally.right, tally.extra) == (2, 0)


def test_two_phrases_for_one_span_are_one_time() -> None:
    twice = Record(
        "r", None, (), (), (), (), (*REPORT.times, TimeRecord("当天", "2024-03-05", "2024-03-05", optional=True))
    )
    assert measured(twice, REPORT).tallies["times"].right == 1


@given(st.text(max_size=12), st.text(max_size=12))
def test_similarity_is_symmetric_and_between_0_and_1(one: str, two: str) -> None:
    assert dice(one, two) == dice(two, one)
    assert 0 <= dice(one, two) <= 1


@given(st.lists(st.integers(0, 5), max_size=6), st.lists(st.integers(0, 5), max_size=6))
def test_a_pairing_uses_each_item_once(golds: list[int], found: list[int]) -> None:
    pairs = pair_up(golds, found, lambda g, p: float(g == p), 1.0)
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)


def test_a_folder_without_gold_files_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no gold file"):
        evaluate(tmp_path)


def test_a_damaged_gold_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"entities": []', encoding="utf-8")
    with pytest.raises(InputError, match=r"a\.json"):
        read_gold(tmp_path / "a.json")


@pytest.mark.skipif(not SHARED.is_dir(), reason="the marked reports are not beside this checkout")
def test_the_figures_are_those_of_the_guides_own_scorer(tmp_path: Path) -> None:
    folder = tmp_path / "gold"
    folder.mkdir()
    for gold in sorted((SHARED / "dev").glob("*.json"))[::6]:
        (folder / gold.name).write_bytes(gold.read_bytes())
        (folder / gold.with_suffix(".txt").name).write_bytes(gold.with_suffix(".txt").read_bytes())
    command = [
        sys.executable,
        SHARED / "score.py",
        folder,
        "--views",
        ontology_dir() / "views",
        "--json",
        tmp_path / "f",
    ]
    build = f"{sys.executable} -m kg build {{txt}} -o {{ttl}} --date {{date}}"
    subprocess.run([*command, "--build", build], check=True, capture_output=True)
    theirs = json.loads((tmp_path / "f").read_text(encoding="utf-8"))
    ours = evaluate(folder).tallies
    assert {t: (ours[t].right, ours[t].extra, ours[t].missed) for t in TASKS} == {
        t: (theirs[t]["tp"], theirs[t]["fp"], theirs[t]["fn"]) for t in TASKS
    }
