"""Measuring against marked reports: what is right, extra, missed and neutral."""

from __future__ import annotations

import pytest

from kg.evaluate.marked import VERBS, MarkedMeasurement, measure_marks
from kg.evaluate.measure import Tally
from kg.learn.corpus import parse_marked
from kg.pipeline import Pipeline
from kg.text.read import DocumentReader


@pytest.fixture(scope="module")
def measured(schema):
    """Measure one marked sentence."""
    reader, pipeline = DocumentReader(schema), Pipeline(schema)

    def measure(marked: str) -> MarkedMeasurement:
        (report,) = parse_marked(f"# kind: t | date: 2024-03-05\n{marked}", place="t")
        return measure_marks([report], reader, pipeline)

    return measure


def test_a_marked_name_and_verb_that_are_found_are_right(measured) -> None:
    tallies = measured("3月5日，[[宁都县:a]教育局:o][举办:v]了2期[教师培训班:y]。").tallies
    assert (tallies["organization"], tallies["area"], tallies["activity"]) == (Tally(1), Tally(1), Tally(1))
    assert tallies[VERBS] == Tally(1)


def test_what_is_marked_and_not_found_is_missed_and_what_is_not_marked_is_extra(measured) -> None:
    tallies = measured("3月5日，宁都县教育局举办了2期[教师:p]培训班。").tallies
    assert (tallies["person"].missed, tallies["organization"].extra, tallies[VERBS].extra) == (1, 1, 1)


def test_what_readers_may_differ_on_is_neutral(measured) -> None:
    found = measured("3月5日，[[宁都县:a?]教育局:o?][举办:v?]了2期[教师培训班:y?]。")
    assert found.tallies["organization"] == found.tallies["area"] == found.tallies[VERBS] == Tally()
    assert {f.kept for f in found.findings if f.type in {"organization", "area", "act"}} == {None}


def test_a_body_named_only_inside_a_marked_post_is_neutral(measured) -> None:
    found = measured("[[宁都县:a]水利局局长:t][曾立言:p][主持:v]会议。")
    assert found.tallies["organization"] == Tally()


def test_marks_with_one_number_are_one_thing(measured) -> None:
    tallies = measured("[[宁都县:a]教育局:o1][举办:v]培训班，[该局:o1][印发:v]通知。").tallies
    assert (tallies["organization"].right, tallies["organization"].missed) == (1, 0)


def test_findings_tell_the_rule_and_how_often_a_thing_is_named(measured) -> None:
    found = measured("[[宁都县:a]教育局:o][举办:v]培训班。[[宁都县:a]教育局:o][印发:v]通知。")
    (body,) = (f for f in found.findings if f.type == "organization")
    assert (body.kept, body.named, body.rule.startswith("body")) == (True, 2, True)
