"""Acts with their roles, their status, and the relations they state."""

from __future__ import annotations

from typing import TYPE_CHECKING

import act_cases
import pytest
from acts_by_hand import ActsByHand, related, told
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract.model import Status
from kg.schema.load import load_schema

if TYPE_CHECKING:
    from pathlib import Path

_RULES = {"clause", "light_verb", "convened", "phrase", "relative", "embedded"}
_STATUS = [
    (sentence, verb, status)
    for status, cases in (
        (Status.DONE, act_cases.DONE),
        (Status.UNDER_WAY, act_cases.UNDER_WAY),
        (Status.PLANNED, act_cases.PLANNED),
        (Status.REQUIRED, act_cases.REQUIRED),
        (Status.NEGATED, act_cases.NEGATED),
    )
    for sentence, verb in cases
]


@pytest.fixture(scope="module")
def read() -> ActsByHand:
    return ActsByHand(load_schema())


@pytest.mark.parametrize(("sentence", "acts"), act_cases.ACTS)
def test_a_sentence_tells_its_acts(read: ActsByHand, sentence: str, acts: tuple[str, ...]) -> None:
    assert told(read("题目\n" + sentence)) == list(acts)


@pytest.mark.parametrize(("sentence", "verb", "status"), _STATUS)
def test_the_status_of_an_act(read: ActsByHand, sentence: str, verb: str, status: Status) -> None:
    found = {act.verb: act.status for act in read("题目\n" + sentence).acts}
    assert found[verb] == status


@pytest.mark.parametrize(("sentence", "relation"), act_cases.RELATIONS)
def test_an_act_states_a_relation(read: ActsByHand, sentence: str, relation: str) -> None:
    assert relation in related(read("题目\n" + sentence))


def test_a_new_relation_with_trigger_words_needs_no_code(tmp_path: Path) -> None:
    own = tmp_path / "own.ttl"
    own.write_text(
        """
        @prefix kg: <https://w3id.org/govkg/ontology#> .
        @prefix lex: <https://w3id.org/govkg/lexicon#> .
        @prefix owl: <http://www.w3.org/2002/07/owl#> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        kg:visited a owl:ObjectProperty ; kg:viewName "visited" ; rdfs:label "走访"@zh, "visited"@en ;
            rdfs:domain kg:Person ; rdfs:range kg:Organization ; lex:trigger "走访" .
        """,
        encoding="utf-8",
    )
    read = ActsByHand(load_schema([own]))
    assert related(read("题目\n[Person|何立新]走访[Organization|县粮站]。")) == ["何立新 visited 县粮站"]


def test_a_negated_act_states_no_relation(read: ActsByHand) -> None:
    assert related(read("题目\n[Organization|县教育局]没有举办[Activity|书法班]。")) == []


def test_each_act_says_how_it_was_found(read: ActsByHand) -> None:
    for sentence, _ in act_cases.ACTS:
        for act in read("题目\n" + sentence).acts:
            assert act.rule in _RULES
            assert 0 < act.confidence <= 1
            assert act.reason


def test_an_act_completes_what_a_count_counts(read: ActsByHand) -> None:
    reading = read("题目\n[Organization|县水利局]整改[Measure|安全隐患]43处。")
    assert [q.of for q in reading.quantities] == ["安全隐患"]


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="县局已将对由被把的、，。；“”《》（）举办检查3次是12月 \n", max_size=60))
def test_any_text_is_read(read: ActsByHand, text: str) -> None:
    doc = "题目\n" + text
    for act in read(doc).acts:
        assert 0 <= act.start <= act.verb_start < act.end <= len(doc)
