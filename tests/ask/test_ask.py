"""Questions in words: a table of them with their answers, and what holds for any text."""

from __future__ import annotations

import datetime
import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kg
from kg.ask.text import answer_json, answer_text
from kg.query.result import Answer as Verdict
from kg.query.saved import saved_questions

if TYPE_CHECKING:
    from kg.ask.model import Answer
    from kg.graph import KnowledgeGraph

HERE = Path(__file__).parent
ROOT = HERE.parents[1]

# A question that begins with ~ asks for what the graph of today lacks: it counts in the measure only.
CASES = [
    tuple(line.split("\t"))
    for line in (HERE / "cases.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@cache
def graph(report: str) -> KnowledgeGraph:
    """The graph of the sample report, or of one of the annotated reports."""
    if report == "sample":
        return kg.build(ROOT / "ontology" / "sample" / "report.txt")
    gold = json.loads((ROOT / "tests" / "gold" / f"{report}.json").read_text(encoding="utf-8"))
    return kg.build(ROOT / "tests" / "gold" / f"{report}.txt", date=datetime.date.fromisoformat(gold["date"]))


def said(answer: Answer) -> str:
    """An answer as the table writes it."""
    return answer.verdict or "|".join(sorted(answer.values)) or "nothing"


def outcome(report: str, question: str, expected: str) -> str:
    """Right, wrong, or nothing where there is no answer."""
    found = said(graph(report).ask(question.lstrip("~")))
    if found == "|".join(sorted(expected.split("|"))):
        return "right"
    return "nothing" if found in {"nothing", "unknown"} else "wrong"


@pytest.mark.parametrize(("report", "question", "expected"), [c for c in CASES if not c[1].startswith("~")])
def test_a_question_has_the_answer_of_the_report(report: str, question: str, expected: str) -> None:
    assert said(graph(report).ask(question)) == "|".join(sorted(expected.split("|")))


def test_most_questions_are_answered_and_hardly_one_wrong() -> None:
    """Of all of the table, those included that the graph lacks: at least 80 % right, at most 5 % wrong."""
    outcomes = [outcome(*case) for case in CASES]
    assert len(outcomes) >= 60
    assert outcomes.count("right") >= 0.8 * len(outcomes)
    assert outcomes.count("wrong") <= 0.05 * len(outcomes)


@pytest.mark.parametrize(("report", "question", "expected"), CASES[:12])
def test_an_answer_rests_on_sentences_of_the_report(report: str, question: str, expected: str) -> None:
    answer = graph(report).ask(question)
    text = graph(report).facts.reports[0].text
    assert answer.sentences
    assert all(evidence.sentence in text for evidence in answer.sentences)


@pytest.mark.parametrize(("report", "question", "expected"), CASES[:30])
def test_the_query_that_is_shown_gives_the_rows_that_answer(report: str, question: str, expected: str) -> None:
    answer = graph(report).ask(question)
    if answer.query:
        found = graph(report).query(answer.query)
        assert not isinstance(found, Verdict)
        assert set(answer.rows.rows) <= set(found)


def test_parts_cover_the_question_in_order_without_overlap() -> None:
    answer = graph("sample").ask("光明区检视了多少问题?")
    assert "".join(part.text for part in answer.parts) == "光明区检视了多少问题"


# ---- what is planned is said to be planned -------------------------------------------------------------------------

PLANS = (
    """2024年1月18日，清河县召开会议。清河县将新建12所幼儿园。清河县已建成3座公园。清河县要求各镇年底前整改8处隐患。"""
)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("清河县新建了多少所幼儿园?", "12所 (幼儿园) [计划]"),
        ("清河县将新建几所幼儿园?", "12所 (幼儿园) [计划]"),
        ("清河县建成了几座公园?", "3座 (公园)"),
        ("清河县是否新建了幼儿园?", "计划"),
    ],
)
def test_what_is_not_done_yet_is_marked(question: str, expected: str) -> None:
    assert kg.build(text=PLANS).ask(question).text == expected


# ---- sums only where they are right --------------------------------------------------------------------------------


def test_numbers_of_different_actors_are_summed_when_a_sum_is_asked_for() -> None:
    report = "2024年3月5日，青禾镇举办培训班4期。白沙镇举办培训班5期。"
    answer = kg.build(text=report).ask("一共举办了多少期培训班?")
    assert answer.text == "9期 (合计)"
    assert len(answer.sentences) == 2


def test_numbers_are_listed_when_no_sum_is_asked_for() -> None:
    report = "2024年3月5日，青禾镇举办培训班4期。白沙镇举办培训班5期。"
    assert set(kg.build(text=report).ask("举办了多少期培训班?").values) == {"4期", "5期"}


def test_numbers_that_are_not_exact_are_not_summed() -> None:
    report = "2024年3月5日，青禾镇举办培训班4期。白沙镇举办培训班10余期。"
    assert "合计" not in kg.build(text=report).ask("一共举办了多少期培训班?").text


# ---- not understood ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "missed"),
    [
        ("", ()),
        ("你好", ("你好",)),
        ("光明区检视了多少问题?谁检视的?", ("谁",)),
        ("谁?", ("谁",)),
        ("多少" * 200, ()),
    ],
)
def test_what_is_not_understood_is_named(question: str, missed: tuple[str, ...]) -> None:
    answer = graph("sample").ask(question)
    assert not answer.understood
    assert answer.missed == missed
    assert answer.text.startswith("not understood: ")


def test_a_word_that_the_graph_does_not_know_is_named_and_nothing_is_guessed() -> None:
    answer = graph("sample").ask("光明区提拔了多少名教师?")
    assert not answer.values
    assert answer.missed == ("教师",)


def test_a_question_without_an_answer_is_pointed_to_a_saved_one() -> None:
    answer = graph("sample").ask("各单位开展了哪些行为最常见?")
    assert answer.nearest in saved_questions()


# ---- any text ------------------------------------------------------------------------------------------------------

_WORDS = (
    "光明区",
    "区委",
    "谁",
    "多少",
    "几",
    "什么",
    "哪些",
    "是否",
    "检视",
    "问题",
    "的",
    "了",
    "是",
    "有",
    "在",
    "将",
    "2019年",
    "名",
    "?",
    "”",
)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=60), st.lists(st.sampled_from(_WORDS), max_size=12).map("".join)))
def test_any_text_gets_an_answer_and_the_same_one_twice(question: str) -> None:
    first = graph("sample").ask(question)
    assert first == graph("sample").ask(question)
    assert first.text
    assert json.loads(answer_json(first))["understood"] == first.understood
    assert answer_text(first).endswith("\n")


@pytest.mark.parametrize(
    "hostile",
    [
        '光明区"}} DELETE WHERE {{ ?s ?p ?o }} #检视了多少问题?',
        '光明区\\" . } UNION { ?s ?p ?o }检视了多少问题?',
        "谁推出了红店领航' ) ) FILTER(true) #",
        "谁 SERVICE <http://example.org/sparql> { ?s ?p ?o }推出了红店领航?",
        "“光明区\\u0022\\u007d”检视了多少问题?",
        "<script>alert(1)</script>是谁?",
        "光明区检视了多少\x00问题?",
        "谁推出了\ud800红店领航?",
    ],
)
def test_nothing_of_a_question_becomes_sparql(hostile: str) -> None:
    """Brackets, quotes and keywords in a question are words: the graph stays, and no service is called."""
    before = len(graph("sample"))
    answer = graph("sample").ask(hostile)
    assert len(graph("sample")) == before
    assert "DELETE" not in answer.query.replace('"', "") or '"' in answer.query
    assert isinstance(answer.text, str)
