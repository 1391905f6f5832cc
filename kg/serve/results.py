"""Answers row by row in the SPARQL 1.1 result formats, graphs in the RDF formats; stopped where they grow too large.

https://www.w3.org/TR/sparql11-results-json/ · https://www.w3.org/TR/rdf-sparql-XMLres/ ·
https://www.w3.org/TR/sparql11-results-csv-tsv/
"""

from __future__ import annotations

import io
import json
import re
from html import escape
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.export import formats as rdf
from kg.query.formats import json_term, plain, result_text, xml_term
from kg.query.result import Answer, Description
from kg.rdf.dataset import Dataset
from kg.rdf.terms import language_tag
from kg.serve.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from kg.query.result import Term

TABLES = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv; charset=utf-8",
    "tsv": "text/tab-separated-values; charset=utf-8",
}
"""Formats of tables and truth values → media type; the first is the default."""

GRAPHS = {
    "turtle": "text/turtle; charset=utf-8",
    "ntriples": "application/n-triples",
    "jsonld": "application/ld+json",
    "rdfxml": "application/rdf+xml",
}
"""Formats of graphs → media type; the first is the default."""

DATASETS = {"trig": "application/trig", "nquads": "application/n-quads"}
"""Formats of whole datasets → media type."""

_CACHE = 50_000
_CSV_QUOTE = re.compile('[",\r\n]')
_TAG = re.compile(r'(?<="@)[A-Za-z0-9-]+$')


class Meter:
    """Counts what an answer amounts to.

    Args:
        rows: the most rows.
        size: the most bytes.
    """

    def __init__(self, rows: int, size: int) -> None:
        self._rows, self._size = rows, size
        self.rows = self.size = 0

    def row(self) -> None:
        """One more row.

        Raises:
            Problem: it is one too many.
        """
        self.rows += 1
        if self.rows > self._rows:
            raise Problem(
                413, f"the answer has more than {self._rows:,} rows; add LIMIT and OFFSET, or aggregate", limit="rows"
            )

    def text(self, piece: str) -> bytes:
        """A piece of the answer as bytes.

        Raises:
            Problem: it is too large.
        """
        data = piece.encode("utf-8", "replace")
        self.size += len(data)
        if self.size > self._size:
            raise Problem(413, f"the answer is larger than {self._size:,} bytes; ask for less", limit="size")
        return data


def table_bytes(columns: Sequence[str], rows: Iterable[Sequence[Term | None]], form: str, meter: Meter) -> bytes:
    """A table of solutions.

    Args:
        columns: the names of the variables.
        rows: the solutions, taken one after the other.
        form: one of `TABLES`.
        meter: counts them.

    Raises:
        Problem: there are too many.
    """
    out = io.BytesIO()
    for piece in _WRITERS[form](columns, rows, meter):
        out.write(meter.text(piece))
    return out.getvalue()


def answer_bytes(answer: Answer, form: str) -> bytes:
    """The answer of an ASK query; CSV and TSV have no form for it, so it is the bare word there."""
    if form in {"csv", "tsv"}:
        return b"true\n" if answer else b"false\n"
    return result_text(answer, form).encode()


def graph_bytes(triples: Iterable[ox.Triple], form: str, meter: Meter, *, base: str) -> bytes:
    """The triples that CONSTRUCT or DESCRIBE made, or those of a graph; the same triples give the same bytes.

    Args:
        triples: taken one after the other.
        form: one of `GRAPHS`.
        meter: counts them.
        base: what the IRIs of things begin with, for the prefixes.

    Raises:
        Problem: there are too many.
    """
    found = []
    for triple in triples:
        meter.row()
        found.append(triple)
    found = sorted(set(found), key=str)
    if form == "turtle":
        return meter.text(result_text(Description(tuple(found)), "turtle", base=base))
    store = ox.Store()
    store.extend(ox.Quad(t.subject, t.predicate, t.object) for t in found)
    return b"".join(map(meter.text, _RDF[form](Dataset(store, base=base))))


def dataset_bytes(quads: Iterable[ox.Quad], form: str, meter: Meter, *, base: str) -> bytes:
    """Quads in one of `DATASETS`, otherwise like `graph_bytes`."""
    store = ox.Store()
    for quad in quads:
        meter.row()
        store.add(quad)
    return b"".join(map(meter.text, _RDF[form](Dataset(store, base=base))))


_RDF: Mapping[str, Callable[[Dataset], Iterator[str]]] = {
    "turtle": rdf.as_turtle,
    "ntriples": rdf.as_ntriples,
    "jsonld": rdf.as_jsonld,
    "rdfxml": rdf.as_rdfxml,
    "trig": rdf.as_trig,
    "nquads": rdf.as_nquads,
}


class _Cells:
    """Writes terms, each distinct one once."""

    def __init__(self, write: Callable[[Term], str]) -> None:
        self._write = write
        self._known: dict[Term, str] = {}

    def __call__(self, term: Term) -> str:
        found = self._known.get(term)
        if found is None:
            found = self._write(term)
            if len(self._known) >= _CACHE:
                self._known.clear()
            self._known[term] = found
        return found


def _json(columns: Sequence[str], rows: Iterable[Sequence[Term | None]], meter: Meter) -> Iterator[str]:
    cell = _Cells(lambda term: json.dumps(json_term(term), ensure_ascii=False, separators=(",", ":")))
    keys = [json.dumps(c, ensure_ascii=False) + ":" for c in columns]
    yield f'{{"head":{{"vars":{json.dumps(list(columns), ensure_ascii=False)}}},"results":{{"bindings":['
    before = "\n"
    for row in rows:
        meter.row()
        found = ",".join([k + cell(t) for k, t in zip(keys, row, strict=True) if t is not None])
        yield f"{before}{{{found}}}"
        before = ",\n"
    yield "\n]}}\n"


def _xml(columns: Sequence[str], rows: Iterable[Sequence[Term | None]], meter: Meter) -> Iterator[str]:
    cell = _Cells(xml_term)
    heads = [f'<binding name="{escape(c)}">' for c in columns]
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">\n<head>'
    yield "".join(f'<variable name="{escape(c)}"/>' for c in columns) + "</head>\n<results>\n"
    for row in rows:
        meter.row()
        cells = [f"{h}{cell(t)}</binding>" for h, t in zip(heads, row, strict=True) if t is not None]
        yield f"<result>{''.join(cells)}</result>\n"
    yield "</results>\n</sparql>\n"


def _csv(columns: Sequence[str], rows: Iterable[Sequence[Term | None]], meter: Meter) -> Iterator[str]:
    cell = _Cells(_csv_cell)
    yield ",".join(columns) + "\r\n"
    for row in rows:
        meter.row()
        yield ",".join(["" if t is None else cell(t) for t in row]) + "\r\n"


def _csv_cell(term: Term) -> str:
    text = plain(term)
    return '"' + text.replace('"', '""') + '"' if _CSV_QUOTE.search(text) else text


def _tsv(columns: Sequence[str], rows: Iterable[Sequence[Term | None]], meter: Meter) -> Iterator[str]:
    cell = _Cells(_tsv_cell)
    yield "\t".join(f"?{c}" for c in columns) + "\n"
    for row in rows:
        meter.row()
        yield "\t".join(["" if t is None else cell(t) for t in row]) + "\n"


def _tsv_cell(term: Term) -> str:
    text = str(term).replace("\t", "\\t")
    if isinstance(term, ox.Literal) and term.language:
        return _TAG.sub(lambda m: language_tag(m.group()), text)
    return text


_WRITERS: Mapping[str, Callable[[Sequence[str], Iterable[Sequence[Term | None]], Meter], Iterator[str]]] = {
    "json": _json,
    "xml": _xml,
    "csv": _csv,
    "tsv": _tsv,
}
