"""A SPARQL query put to a dataset."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import QueryError
from kg.query.guard import inspect, refuse_unknown_graphs, whole
from kg.query.result import Answer, Description, Result, Table, python_value
from kg.rdf.terms import Names

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.rdf.dataset import Dataset

_AT = re.compile(r"error at (\d+):(\d+):", re.DOTALL)
# Oxigraph lists the symbols its grammar expected; among them stand these sentences, which people understand.
_CAUSES = (
    "Prefix not found",
    "The SELECT contains a variable that is unbound",
    "SELECT * is not authorized with GROUP BY",
)


def run_query(dataset: Dataset, query: str) -> Result:
    """The answer of a SPARQL 1.1 query over all graphs of the dataset together.

    The dataset's prefixes hold where the query declares none of that name. Nothing outside the dataset is read.

    Raises:
        QueryError: the query has a mistake (the message gives line and column), or asks for what is refused.
    """
    facts = inspect(query)
    if facts.graphs:
        known = {graph.value for graph in dataset.store.named_graphs() if isinstance(graph, ox.NamedNode)}
        refuse_unknown_graphs(query, facts, known | {_short(iri, dataset) for iri in known})
    try:
        if len(facts.default) > 1:
            default, named = ([whole(g, dataset.prefixes) for g in some] for some in (facts.default, facts.named))
            return _result(dataset.ask_among(query, default, named))
        # with FROM the query itself says which graphs make up the default graph
        return _result(dataset.ask(query, union=not facts.graphs))
    except SyntaxError as error:
        raise mistake(query, error) from error
    except (ValueError, OSError, RuntimeError) as error:
        raise QueryError(f"the query cannot be answered: {error}", remedy="simplify it") from error


def _short(iri: str, dataset: Dataset) -> str:
    return Names(dataset.base).iri(iri)


def _result(found: ox.QuerySolutions | ox.QueryBoolean | Iterable[ox.Triple]) -> Result:
    if isinstance(found, ox.QueryBoolean):
        return Answer(bool(found))
    if not isinstance(found, ox.QuerySolutions):
        return Description(tuple(sorted(found, key=str)))
    columns = tuple(variable.value for variable in found.variables)
    solutions = tuple(tuple(solution) for solution in found)
    return Table(columns, tuple(tuple(map(python_value, row)) for row in solutions), solutions)


def mistake(query: str, error: SyntaxError) -> QueryError:
    """Oxigraph's complaint about a query in words for people, with line and column."""
    message = str(error)
    at = _AT.search(message)
    cause = next((c for c in _CAUSES if c in message), None)
    if at is None:
        return QueryError(f"no valid SPARQL: {message.splitlines()[0]}", remedy="mend the query")
    line, column = int(at[1]), int(at[2])
    lines = query.split("\n")
    text = lines[line - 1] if line <= len(lines) else ""
    before, after = text[: column - 1][-24:].lstrip(), text[column - 1 :][:24].rstrip()
    where = f"between {before!r} and {after!r}" if after else f"behind {before!r}" if before else "it is empty"
    remedy = (
        "declare it with PREFIX; those of the graph are known without that"
        if cause == _CAUSES[0]
        else "mend the query there"
    )
    return QueryError(
        f"no valid SPARQL: {cause or 'not understood'} {where}", place=f"line {line}, column {column}", remedy=remedy
    )
