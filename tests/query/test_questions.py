"""Saved questions and their parameters: what a user writes becomes terms, and never text of a query."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import example, given
from hypothesis import strategies as st

from kg.errors import QueryError
from kg.query.guard import inspect
from kg.query.question import KINDS, LANGUAGES, read_question
from kg.query.result import Table
from kg.query.saved import VIEWS, saved_queries, saved_question, saved_questions
from kg.query.values import filled

if TYPE_CHECKING:
    from pathlib import Path

    from kg.graph import KnowledgeGraph
    from kg.query.question import Question

TEXT = """# title@zh: 试
# title@en: try
# parameter word: text
# parameter who: name Organization|Area
# parameter kind: class Activity
# parameter status: individual ActStatus
# parameter least: number
# parameter since: first-day
# parameter until: last-day
SELECT ?word ?who ?kind ?status ?least ?since ?until WHERE {
  VALUES ?word { UNDEF } VALUES ?who { UNDEF } VALUES ?kind { UNDEF } VALUES ?status { UNDEF }
  VALUES ?least { 10 } VALUES ?since { UNDEF } VALUES ?until { UNDEF }
}"""
TRY = read_question("try", TEXT)


def asked(graph: KnowledgeGraph, question: Question = TRY, **values: object) -> dict[str, object]:
    """What is bound in the one row of the answer."""
    result = graph.query(filled(question, values, graph.dataset))
    assert isinstance(result, Table)
    (row,) = result.records()
    return {name: value for name, value in row.items() if value is not None}


def test_what_is_left_out_is_the_default_or_nothing(graph: KnowledgeGraph) -> None:
    assert asked(graph) == {"least": 10}
    assert asked(graph, least=None, word="") == {"least": 10}


NAMES = {
    "the whole name": "清河区教育局",
    "an abbreviation": "区教育局",
    "with spaces about it": "  清河区教育局 ",
    "pinyin": "qinghequjiaoyuju",
    "pinyin with spaces": "Qinghe qu jiaoyu ju",
    "pinyin with tones": "Qīnghéqū Jiàoyùjú",
    "a prefixed name": "organization:清河区教育局",
    "an IRI": "https://w3id.org/govkg/id/organization/清河区教育局",
}


@pytest.mark.parametrize("name", NAMES)
def test_a_thing_is_found_by_any_of_its_names(graph: KnowledgeGraph, name: str) -> None:
    assert asked(graph, who=NAMES[name])["who"] == graph.dataset.base + "organization/清河区教育局"


def test_a_misspelt_name_is_told_which_names_are_near(graph: KnowledgeGraph) -> None:
    with pytest.raises(QueryError, match=r"who=清河区教育居.*清河区教育局"):
        asked(graph, who="清河区教育居")


@pytest.mark.parametrize(
    "name", ["清", "(", "[a-z]*", "\\\\p{L}", ".*", "清河区教育居)|(", "_ _", "qing.*", "\U00020000"]
)
def test_what_is_no_name_is_never_read_as_an_expression(graph: KnowledgeGraph, name: str) -> None:
    with pytest.raises(QueryError, match="no such thing is in the graph"):
        asked(graph, who=name)


def test_a_name_of_another_kind_of_thing_is_told_so(graph: KnowledgeGraph) -> None:
    with pytest.raises(QueryError, match="it is no organization or area"):
        asked(graph, who="教师培训班")


VALUES: dict[str, tuple[str, object, object]] = {
    "a class by its label": ("kind", "培训", "https://w3id.org/govkg/ontology#Training"),
    "a class by its English label": ("kind", "Meeting", "https://w3id.org/govkg/ontology#Meeting"),
    "an individual": ("status", "计划", "https://w3id.org/govkg/ontology#Planned"),
    "an individual in English": ("status", "under way", "https://w3id.org/govkg/ontology#UnderWay"),
    "a number": ("least", "1,000", 1000),
    "a number of Python's": ("least", 0.5, Decimal("0.5")),
    "the first day of a year": ("since", "2019", datetime.date(2019, 1, 1)),
    "the first day of a month": ("since", "2019-5", datetime.date(2019, 5, 1)),
    "a day": ("since", datetime.date(2019, 5, 2), datetime.date(2019, 5, 2)),
    "the last day of a year": ("until", 2019, datetime.date(2019, 12, 31)),
    "the last day of a February": ("until", "2020-02", datetime.date(2020, 2, 29)),
}


@pytest.mark.parametrize("what", VALUES)
def test_a_value_is_read_as_its_kind(graph: KnowledgeGraph, what: str) -> None:
    name, written, value = VALUES[what]

    assert asked(graph, **{name: written})[name] == value


UNFIT = {
    "no class": {"kind": "培训斑"},
    "a class that is no activity": {"kind": "学校"},
    "no state": {"status": "half"},
    "no number": {"least": "ten"},
    "an endless number": {"least": "1e999999999"},
    "infinity": {"least": "inf"},
    "no date": {"since": "yesterday"},
    "a day that there is not": {"since": "2019-02-30"},
    "a month that there is not": {"until": "2019-13"},
    "the year nought": {"until": "0000"},
    "half a character": {"word": "\ud800"},
    "a parameter that there is not": {"where": "here"},
}


@pytest.mark.parametrize("what", UNFIT)
def test_what_does_not_fit_is_refused_in_one_line(graph: KnowledgeGraph, what: str) -> None:
    with pytest.raises(QueryError) as caught:
        asked(graph, **UNFIT[what])

    assert caught.value.remedy or what in {"no number", "an endless number", "infinity", "half a character"}
    assert "\n" not in str(caught.value)


HOSTILE = (
    '" } DROP ALL #',
    "' } SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } #",
    "\\",
    '\\"',
    "UNDEF",
    "<https://example.org/>",
    '"""',
    "}}}",
    "{{{",
    "# no comment",
    "?who",
    "a\nb\r\nc\td",
    "\x00\x01\x7f\x85\u2028\ufeff\uffff",
    "𠀀😀",
    '"@en } UNION { ?s ?p ?o',
    "<b>&amp;</b>",
    "%s %(name)s {0} $word",
)


@given(text=st.text(min_size=1, max_size=60).filter(lambda t: t.strip()))
@example(text=HOSTILE[0])
def test_any_text_is_one_literal_and_nothing_else(graph: KnowledgeGraph, text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError:
        return
    query = filled(TRY, {"word": text}, graph.dataset)

    assert inspect(query).form == "SELECT"
    assert asked(graph, word=text) == {"least": 10, "word": text.strip()}


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("name", ["who", "kind", "status", "least", "since", "until"])
def test_a_hostile_value_is_refused(graph: KnowledgeGraph, text: str, name: str) -> None:
    with pytest.raises(QueryError):
        filled(TRY, {name: text}, graph.dataset)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_is_one_literal_in_rdflib_too(graph: KnowledgeGraph, text: str) -> None:
    question = read_question("one", "# parameter word: text\nSELECT ?word WHERE { VALUES ?word { UNDEF } }")
    rows = list(rdflib.Graph().query(filled(question, {"word": text}, graph.dataset)))

    assert [str(row.word) for row in rows] == [text.strip()]


@pytest.mark.parametrize(
    "iri", ["https://example.org/> } #", "http://a b", "organization:x> ?p ?o", "://", "https://x/\n?y"]
)
def test_what_is_no_iri_is_no_thing(graph: KnowledgeGraph, iri: str) -> None:
    with pytest.raises(QueryError):
        filled(TRY, {"who": iri}, graph.dataset)


def test_braces_in_strings_and_comments_are_no_block(graph: KnowledgeGraph) -> None:
    question = read_question(
        "braces",
        """# parameter word: text
SELECT ?a ?word WHERE { # VALUES ?word { "no" }
  BIND ("VALUES ?word { UNDEF }" AS ?a) VALUES ?word { "}" "{" }
}""",
    )

    assert asked(graph, question, word="x") == {"a": "VALUES ?word { UNDEF }", "word": "x"}


def test_things_of_one_name_are_all_asked_for(graph: KnowledgeGraph) -> None:
    term = ox.NamedNode("https://example.org/a"), ox.NamedNode("https://example.org/b")

    result = graph.query(TRY.with_terms({"who": term}))

    assert len(result) == 2


class TestFiles:
    def test_a_users_file_is_asked_like_ours(self, graph: KnowledgeGraph, tmp_path: Path) -> None:
        path = tmp_path / "verbs.rq"
        path.write_text(
            "# parameter verb: text required\nSELECT ?act WHERE { VALUES ?verb { UNDEF } ?act kg:verb ?verb }",
            encoding="utf-8-sig",
        )

        assert len(graph.saved(str(path), verb="举办")) == 1
        with pytest.raises(QueryError, match="needs a value for verb"):
            graph.saved(str(path))

    MISTAKES = (
        ("# parameter verb: text\nSELECT * { ?act kg:verb ?verb }", r"bad\.rq: .*VALUES \?verb"),
        ("# parameter verb: colour\nSELECT * { VALUES ?verb { UNDEF } }", "no known kind: colour"),
    )

    @pytest.mark.parametrize(("text", "message"), MISTAKES)
    def test_a_mistake_in_its_comments_is_told(
        self, graph: KnowledgeGraph, tmp_path: Path, text: str, message: str
    ) -> None:
        path = tmp_path / "bad.rq"
        path.write_text(text, encoding="utf-8")
        with pytest.raises(QueryError, match=message):
            graph.saved(str(path))

    def test_a_file_that_is_not_there_or_no_text_is_told(self, graph: KnowledgeGraph, tmp_path: Path) -> None:
        with pytest.raises(QueryError, match="cannot be read"):
            graph.saved(str(tmp_path / "none.rq"))
        (tmp_path / "bytes.rq").write_bytes(b"\xff\xfe\x00")
        with pytest.raises(QueryError, match="UTF-8"):
            graph.saved(str(tmp_path / "bytes.rq"))


@pytest.mark.parametrize("name", sorted(set(saved_queries()) - set(VIEWS)))
def test_a_question_says_in_both_languages_what_it_asks(name: str) -> None:
    question = saved_question(name)

    assert set(LANGUAGES) == set(question.titles) == set(question.asks)
    for parameter in question.parameters:
        assert parameter.kind in KINDS
        assert set(LANGUAGES) == set(parameter.labels), parameter.name


def test_a_parameter_is_called_the_same_everywhere() -> None:
    found: dict[str, set[tuple[str, ...]]] = {}
    for question in saved_questions().values():
        for parameter in question.parameters:
            found.setdefault(parameter.name, set()).add((parameter.kind, *parameter.labels.values()))

    assert {name: labels for name, labels in found.items() if len(labels) > 1} == {}


def test_a_name_that_is_no_question_is_told_which_are_near(graph: KnowledgeGraph) -> None:
    with pytest.raises(QueryError, match="perhaps acts-of"):
        graph.saved("act-of")
