"""From what a user writes for a question's parameters to RDF terms."""

from __future__ import annotations

import calendar
import datetime
import re
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import QueryError
from kg.query.names import near_names, nearest, things_named
from kg.rdf.terms import prefixes
from kg.schema.load import individuals, load_schema
from kg.schema.terms import KG, XSD

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from kg.query.question import Parameter, Question
    from kg.rdf.dataset import Dataset

    Terms = tuple[ox.NamedNode | ox.Literal, ...]

_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.ASCII)


def filled(question: Question, values: Mapping[str, object], dataset: Dataset, ontology: Sequence[Path] = ()) -> str:
    """The query of a question with the user's values.

    Args:
        question: the question.
        values: by parameter; text as it is typed, or Python's own dates and numbers. None and "" count as not given.
        dataset: in which names are looked up.
        ontology: the user's own Turtle files, for the labels of their classes.

    Raises:
        QueryError: a value does not fit its parameter (the message tells which would), or a required one is missing.
    """
    terms: dict[str, Terms] = {}
    for name, value in values.items():
        parameter = question.parameter(name)
        written = "" if value is None else str(value).strip()
        if written:
            terms[name] = _terms(parameter, written, dataset, ontology)
    return question.with_terms(terms)


def _terms(parameter: Parameter, written: str, dataset: Dataset, ontology: Sequence[Path]) -> Terms:
    try:
        written.encode()
    except UnicodeEncodeError as error:
        raise _unfit(parameter, written, "it is no valid Unicode") from error
    if parameter.kind == "name":
        return _things(parameter, written, dataset)
    if parameter.kind in {"class", "individual"}:
        return (_term_of_ontology(parameter, written, ontology),)
    return (_LITERALS[parameter.kind](parameter, written),)


def _things(parameter: Parameter, written: str, dataset: Dataset) -> Terms:
    iri = _iri(written, dataset)
    if iri is not None:
        return (iri,)
    found = things_named(dataset, written, parameter.classes)
    if found:
        return found
    near = near_names(dataset, written, parameter.classes)
    if near:
        remedy = f"near are {', '.join(near)}"
    elif parameter.classes and things_named(dataset, written, ()):
        remedy = f"there is a thing of that name, but it is no {' or '.join(map(str.lower, parameter.classes))}"
    else:
        remedy = "--saved entities lists all names"
    raise _unfit(parameter, written, "no such thing is in the graph", remedy)


def _iri(written: str, dataset: Dataset) -> ox.NamedNode | None:
    """A whole IRI, or a prefixed name of the graph's prefixes."""
    prefix, colon, local = written.partition(":")
    if not colon:
        return None
    namespace = prefixes(dataset.base).get(prefix)
    try:
        return ox.NamedNode(namespace + local if namespace else written) if namespace or "://" in written else None
    except ValueError:
        return None


def _term_of_ontology(parameter: Parameter, written: str, ontology: Sequence[Path]) -> ox.NamedNode:
    """A class or an individual by its label or its local name."""
    schema = load_schema(ontology)
    if parameter.kind == "class":
        known = {
            c.key: (c.iri, c.labels)
            for c in schema.classes.values()
            if not parameter.classes or any(schema.is_a(c.key, wanted) for wanted in parameter.classes)
        }
    else:
        known = individuals([KG + c for c in parameter.classes], ontology)
    by_name: dict[str, str] = {}
    for key, (iri, labels) in known.items():
        for name in (key, *labels.values()):
            by_name.setdefault(name.casefold(), iri)
    found = by_name.get(written.casefold())
    if found is None:
        near = nearest(written.casefold(), sorted(by_name))
        names = near or tuple(labels.get("zh", key) for key, (_, labels) in known.items())
        raise _unfit(parameter, written, "the ontology has no such term", ", ".join(names[:30]))
    return ox.NamedNode(found)


def _text(parameter: Parameter, written: str) -> ox.Literal:  # noqa: ARG001 - one signature for all kinds
    return ox.Literal(written)


def _number(parameter: Parameter, written: str) -> ox.Literal:
    try:
        number = Decimal(written.replace(",", ""))
        if not number.is_finite() or abs(number.adjusted()) > 40:
            raise InvalidOperation  # noqa: TRY301 - the same to the user
    except InvalidOperation as error:
        raise _unfit(parameter, written, "that is no number") from error
    whole = number == number.to_integral_value()
    return ox.Literal(f"{number:.0f}" if whole else f"{number:f}", datatype=_xsd("integer" if whole else "decimal"))


def _first_day(parameter: Parameter, written: str) -> ox.Literal:
    year, month, day = _date(parameter, written)
    return _day(parameter, written, year, month or 1, day or 1)


def _last_day(parameter: Parameter, written: str) -> ox.Literal:
    year, month, day = _date(parameter, written)
    month = month or 12
    if not day and 1 <= month <= 12 and year:
        day = calendar.monthrange(year, month)[1]
    return _day(parameter, written, year, month, day)


def _date(parameter: Parameter, written: str) -> tuple[int, int, int]:
    """Year, month and day; 0 where it is not told."""
    match = _DATE.fullmatch(written)
    if match is None:
        raise _unfit(parameter, written, "that is no date", "YYYY, YYYY-MM or YYYY-MM-DD")
    year, month, day = (int(part or 0) for part in match.groups())
    return year, month, day


def _day(parameter: Parameter, written: str, year: int, month: int, day: int) -> ox.Literal:
    try:
        found = datetime.date(year, month, day)
    except ValueError as error:
        raise _unfit(parameter, written, "there is no such day", "YYYY, YYYY-MM or YYYY-MM-DD") from error
    return ox.Literal(found.isoformat(), datatype=_xsd("date"))


def _xsd(name: str) -> ox.NamedNode:
    return ox.NamedNode(XSD + name)


def _unfit(parameter: Parameter, written: str, cause: str, remedy: str | None = None) -> QueryError:
    return QueryError(f"{parameter.name}={written}: {cause}", remedy=remedy)


_LITERALS: Mapping[str, Callable[[Parameter, str], ox.Literal]] = {
    "text": _text,
    "number": _number,
    "first-day": _first_day,
    "last-day": _last_day,
}
