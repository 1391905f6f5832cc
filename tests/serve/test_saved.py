"""The saved queries that the query page offers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

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
