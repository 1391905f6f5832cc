"""Answers as text: the SPARQL 1.1 result formats (JSON, XML, CSV), and Turtle for CONSTRUCT and DESCRIBE.

https://www.w3.org/TR/sparql11-results-json/ · https://www.w3.org/TR/rdf-sparql-XMLres/ ·
https://www.w3.org/TR/sparql11-results-csv-tsv/
"""

from __future__ import annotations

import csv
import io
import json
import re
from html import escape
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import QueryError
from kg.query.result import Answer, Description, Result
from kg.rdf.dataset import Dataset
from kg.rdf.terms import language_tag
from kg.rdf.turtle import turtle
from kg.schema.terms import XSD

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from kg.query.result import Row, Term

_STRING = XSD + "string"
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def result_text(result: Result, form: str, *, base: str | None = None) -> str:
    """An answer in one of `FORMATS`; CONSTRUCT and DESCRIBE give Turtle or N-Triples whatever is asked for tables.

    Args:
        result: the answer.
        form: one of `FORMATS`.
        base: what the IRIs of things begin with, for the prefixes of Turtle.

    Raises:
        QueryError: the format does not exist, or cannot hold this kind of answer.
    """
    if form not in FORMATS:
        raise QueryError(f"there is no result format {form!r}", remedy=f"one of {', '.join(FORMATS)}")
    return FORMATS[form](result, base)


def _csv(result: Result, base: str | None) -> str:
    if isinstance(result, Description):
        return _turtle(result, base)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    if isinstance(result, Answer):
        writer.writerows([["answer"], [_boolean(result)]])
    else:
        writer.writerow(result.columns)
        writer.writerows([plain(term) for term in row] for row in result.terms)
    return out.getvalue()


def _json(result: Result, base: str | None) -> str:
    if isinstance(result, Description):
        return _turtle(result, base)
    answer: dict[str, object] = {"head": {}}
    if isinstance(result, Answer):
        answer["boolean"] = result.value
    else:
        answer["head"] = {"vars": list(result.columns)}
        answer["results"] = {
            "bindings": [
                {c: json_term(t) for c, t in zip(result.columns, row, strict=True) if t is not None}
                for row in result.terms
            ]
        }
    return json.dumps(answer, ensure_ascii=False, indent=1) + "\n"


def json_term(term: Term) -> dict[str, object]:
    """A term as SPARQL 1.1 Query Results JSON Format writes it."""
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, ox.Literal):
        found: dict[str, object] = {"type": "literal", "value": term.value}
        if term.language:
            found["xml:lang"] = language_tag(term.language)
        elif term.datatype.value != _STRING:
            found["datatype"] = term.datatype.value
        return found
    parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
    return {"type": "triple", "value": {name: json_term(part) for name, part in parts.items()}}


def _xml(result: Result, base: str | None) -> str:
    if isinstance(result, Description):
        return _turtle(result, base)
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<sparql xmlns="http://www.w3.org/2005/sparql-results#">']
    if isinstance(result, Answer):
        lines += ["  <head/>", f"  <boolean>{_boolean(result)}</boolean>"]
    else:
        lines += ["  <head>", *(f'    <variable name="{escape(c)}"/>' for c in result.columns), "  </head>"]
        lines.append("  <results>")
        for row in result.terms:
            cells = (
                f'<binding name="{escape(c)}">{xml_term(t)}</binding>'
                for c, t in zip(result.columns, row, strict=True)
                if t is not None
            )
            lines.append(f"    <result>{''.join(cells)}</result>")
        lines.append("  </results>")
    return "\n".join([*lines, "</sparql>", ""])


def xml_term(term: Term) -> str:
    """A term as SPARQL Query Results XML Format writes it."""
    if isinstance(term, ox.NamedNode):
        return f"<uri>{escape(term.value)}</uri>"
    if isinstance(term, ox.BlankNode):
        return f"<bnode>{escape(term.value)}</bnode>"
    if isinstance(term, ox.Literal):
        kind = ""
        if term.language:
            kind = f' xml:lang="{escape(language_tag(term.language))}"'
        elif term.datatype.value != _STRING:
            kind = f' datatype="{escape(term.datatype.value)}"'
        # XML 1.0 has no way to write control characters
        return f"<literal{kind}>{escape(_NOT_XML.sub(chr(0xFFFD), term.value))}</literal>"
    parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
    inner = "".join(f"<{name}>{xml_term(part)}</{name}>" for name, part in parts.items())
    return f"<triple>{inner}</triple>"


def _turtle(result: Result, base: str | None) -> str:
    if not isinstance(result, Description):
        raise QueryError("a table cannot be written as Turtle", remedy="use csv, json or xml, or a CONSTRUCT query")
    store = ox.Store()
    store.extend(ox.Quad(t.subject, t.predicate, t.object) for t in result)
    dataset = Dataset(store, base=base)
    used = _used(dataset)
    return "".join(turtle(dataset.entries(apart=False), {p: ns for p, ns in dataset.prefixes.items() if p in used}))


def _used(dataset: Dataset) -> set[str]:
    """Prefixes that occur: an answer of three triples should not begin with forty declarations."""
    terms = {t for s, pairs in dataset.union.items() for t in (s, *(part for pair in pairs for part in pair))}
    used = {t.partition(":")[0] for t in terms if t[:1] not in {'"', "<"}}
    return used | {t.rpartition("^^")[2].partition(":")[0] for t in terms if t[:1] == '"'}


def _boolean(answer: Answer) -> str:
    return "true" if answer else "false"


def plain(term: Term | None) -> str:
    """A term as SPARQL 1.1 Query Results CSV Format writes it, without quotation."""
    if term is None:
        return ""
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else str(term)


def html_table(columns: Sequence[str], rows: Sequence[Row], *, most: int = 50) -> str:
    """Rows as an HTML table for notebooks; of more than *most* the first, with their number."""
    cells = "".join(f"<th>{escape(column)}</th>" for column in columns)
    lines = [f"<thead><tr>{cells}</tr></thead><tbody>"]
    for row in rows[:most]:
        values = ("" if value is None else escape(str(value)) for value in row)
        lines.append(f"<tr>{''.join(f'<td>{value}</td>' for value in values)}</tr>")
    number = f"{len(rows):,} {'row' if len(rows) == 1 else 'rows'}"
    shown = f"{most:,} of {number}" if len(rows) > most else number
    return f"<table><caption>{shown}</caption>{''.join(lines)}</tbody></table>"


FORMATS: Mapping[str, Callable[[Result, str | None], str]] = {
    "csv": _csv,
    "json": _json,
    "xml": _xml,
    "turtle": _turtle,
}
