"""The saved queries that the query page offers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from kg.errors import QueryError
from kg.graph import load
from kg.query.saved import saved_queries

if TYPE_CHECKING:
    from server import Server

    from kg.graph import KnowledgeGraph

TITLE = re.compile(r"^# *title@(zh|en): *\S", re.MULTILINE)


@pytest.mark.parametrize("name", sorted(saved_queries()))
def test_every_saved_query_has_a_title_in_both_languages_and_is_answered(name: str, graph: KnowledgeGraph) -> None:
    text = saved_queries()[name].read_text(encoding="utf-8")
    assert {"zh", "en"} == set(TITLE.findall(text))
    if "$" not in text:  # one with parameters is asked with values for them
        graph.query(text)


def test_a_question_with_parameters_is_put_to_an_endpoint(reading_server: Server, graph: KnowledgeGraph) -> None:
    there = load(f"http://127.0.0.1:{reading_server.port}/sparql")

    rows = there.saved("acts-of", who="区教育局", since="2023").rows

    assert rows
    assert rows == graph.saved("acts-of", who="区教育局", since="2023").rows
    with pytest.raises(QueryError, match="near are 清河区教育局"):
        there.saved("acts-of", who="清河区教育居")


class TestOverHttp:
    def test_a_question_comes_with_its_values(self, reading_server: Server, graph: KnowledgeGraph) -> None:
        found = reading_server.get("/saved?name=acts-of&who=" + quote("区教育局"))

        assert (found.status, found.media) == (200, "application/sparql-query")
        assert found.text == graph.saved_text("acts-of", who="区教育局")

    def test_what_does_not_fit_is_told(self, reading_server: Server) -> None:
        found = reading_server.get("/saved?name=acts-of&who=" + quote("清河区教育居"))

        assert found.status == 400
        assert "near are 清河区教育局" in found.json["detail"]
        assert reading_server.get("/saved?name=acts-of").status == 400
        assert reading_server.get("/saved?name=acts-of&when=2023").status == 400

    @pytest.mark.parametrize("name", ["", "nothing", "/etc/passwd", "../../x.rq", "ontology/questions/acts-of.rq"])
    def test_only_our_own_questions_are_served(self, reading_server: Server, name: str) -> None:
        assert reading_server.get("/saved?name=" + quote(name, safe="")).status == 404
