"""Whether every quote is what stands at its place in the report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.query.result import Table
from kg.query.run import run_query

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.rdf.dataset import Dataset

_TEXTS = "SELECT ?report ?text { ?report kg:text ?text }"
_SENTENCES = """SELECT ?sentence ?report ?start ?end ?exact {
  ?sentence oa:hasSource ?report ; oa:hasSelector ?position, ?quote .
  ?position oa:start ?start ; oa:end ?end . ?quote oa:exact ?exact
} ORDER BY ?sentence"""
_QUOTES = """SELECT DISTINCT ?node ?report ?start ?end ?quote {
  ?node kg:start ?start ; kg:end ?end ; kg:quote ?quote ; prov:wasDerivedFrom/oa:hasSource ?report
} ORDER BY ?node"""


def wrong_quotes(dataset: Dataset) -> Iterator[tuple[str, str]]:
    """The sentences and clauses whose offsets do not lead to their words, with what is wrong."""
    texts = {report: str(text) for report, text in _rows(dataset, _TEXTS)}
    for query in (_SENTENCES, _QUOTES):
        for node, report, start, end, quote in _rows(dataset, query):
            text = texts.get(report)
            if text is None:
                yield str(node), f"the text of its report <{report}> is missing"
            elif not (isinstance(start, int) and isinstance(end, int) and text[start:end] == quote):
                yield str(node), f"what stands from {start} to {end} in the report is not what it quotes"


def _rows(dataset: Dataset, query: str) -> tuple[tuple[object, ...], ...]:
    result = run_query(dataset, query)
    return result.rows if isinstance(result, Table) else ()
