"""The saved queries that the query page offers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from kg.query.saved import saved_queries

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph

TITLE = re.compile(r"^# *title@(zh|en): *\S", re.MULTILINE)


@pytest.mark.parametrize("name", sorted(saved_queries()))
def test_every_saved_query_has_a_title_in_both_languages_and_is_answered(name: str, graph: KnowledgeGraph) -> None:
    text = saved_queries()[name].read_text(encoding="utf-8")
    assert {"zh", "en"} == set(TITLE.findall(text))
    if "$" not in text:  # one with parameters is asked with values for them
        graph.query(text)
