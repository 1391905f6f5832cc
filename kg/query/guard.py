"""What a query may not do, found by its tokens before any engine sees it.

Engines differ in what they fetch: rdflib opens files and addresses named by FROM, Oxigraph calls the addresses named by
SERVICE, and nesting some thousand brackets deep ends the process. A query here only reads the graph it is put to.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.errors import QueryError

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping

MAX_DEPTH = 100
MAX_LENGTH = 100_000

_UPDATES = frozenset(("LOAD", "INSERT", "DELETE", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"))
_FORMS = frozenset(("SELECT", "ASK", "CONSTRUCT", "DESCRIBE"))

# The terminals of SPARQL 1.1 section 19.8 as far as they matter here; strings and comments hide what they contain.
_TOKEN = re.compile(
    r"""
      (?P<iri> <[^<>"{}|^`\\\x00-\x20]*> )
    | (?P<comment> \#[^\n\r]* )
    | (?P<string> \"\"\"(?:[^"\\]|\\.|\"(?!\"\"))*\"\"\" | '''(?:[^'\\]|\\.|'(?!''))*'''
                | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*' )
    | (?P<variable> [?$]\w+ )
    | (?P<tag> @[A-Za-z]+(?:-[A-Za-z0-9]+)* )
    | (?P<name> [\w.-]*:(?:[\w.:%-]|\\.)* )
    | (?P<word> [A-Za-z_]\w* )
    | (?P<open> [{(\[] )
    | (?P<close> [})\]] )
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class QueryFacts:
    """What the tokens of a query tell.

    Attributes:
        form: SELECT, ASK, CONSTRUCT or DESCRIBE; "" where none is found (the engine will say what is wrong).
        graphs: the IRIs it names behind FROM and FROM NAMED, each with the offset where it stands; a prefixed name
            whose prefix the query does not declare stands as it is.
        default: those of them behind FROM alone: they make up the default graph.
        named: those behind FROM NAMED.
    """

    form: str
    graphs: tuple[tuple[str, int], ...]
    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


def place(query: str, offset: int) -> str:
    """Line and column of an offset, for messages; both count from 1."""
    before = query[:offset]
    return f"line {before.count(chr(10)) + 1}, column {offset - before.rfind(chr(10))}"


def inspect(query: str, *, services: Container[str] = ()) -> QueryFacts:
    """Read a query's tokens and refuse what reaches outside the graph or would bring the engine down.

    Args:
        query: its text.
        services: the addresses that SERVICE may call; each must stand in the query as a whole IRI.

    Raises:
        QueryError: it is an update, calls a SERVICE, or is too long or too deeply nested.
    """
    if len(query) > MAX_LENGTH:
        raise QueryError(f"the query is longer than {MAX_LENGTH:,} characters", remedy="shorten it")
    form, depth = "", 0
    prefixes: dict[str, str] = {}
    prefix = ""
    graphs: list[tuple[str, int]] = []
    default: list[str] = []
    named: list[str] = []
    previous: tuple[str, str] = ("", "")
    if "SERVICE" in query.upper():
        _refuse_services(query, services)
    for kind, token, offset in tokens(query):
        current = (kind, token.upper() if kind == "word" else token)
        if kind == "open":
            depth += 1
            if depth > MAX_DEPTH:
                raise QueryError(
                    f"brackets are nested deeper than {MAX_DEPTH}", place=place(query, offset), remedy="simplify it"
                )
        elif kind == "close":
            depth -= 1
        elif kind == "word":
            word = current[1]
            if not form and word in _UPDATES and depth == 0:
                raise QueryError(
                    f"{word} is refused: a query cannot change or load a graph",
                    place=place(query, offset),
                    remedy="use SELECT, ASK, CONSTRUCT or DESCRIBE",
                )
            if not form and word in _FORMS:
                form = word
        elif kind == "name" and previous == ("word", "PREFIX"):
            prefix = token[:-1]
        elif kind == "iri" and previous[0] == "name" and not form:
            prefixes[prefix] = token[1:-1]
        elif kind in {"iri", "name"} and previous in {("word", "FROM"), ("word", "NAMED")} and depth == 0:
            graphs.append((_expanded(token, prefixes), offset))
            (default if previous[1] == "FROM" else named).append(graphs[-1][0])
        previous = current
    return QueryFacts(form, tuple(graphs), tuple(default), tuple(named))


def _refuse_services(query: str, services: Container[str]) -> None:
    """Refuse SERVICE, unless one of the allowed addresses stands right behind it as a whole IRI."""
    called: int | None = None
    for kind, token, offset in tokens(query):
        word = token.upper() if kind == "word" else ""
        if called is not None and word != "SILENT":
            if kind != "iri" or token[1:-1] not in services:
                break
            called = None
        if word == "SERVICE":
            called = offset
    if called is not None:
        raise QueryError(
            "SERVICE is refused: a query reads only the graph it is put to",
            place=place(query, called),
            remedy="leave it out",
        )


def _expanded(token: str, prefixes: Mapping[str, str]) -> str:
    if token.startswith("<"):
        return token[1:-1]
    prefix, _, local = token.partition(":")
    return prefixes[prefix] + local if prefix in prefixes else token


def whole(iri: str, prefixes: Mapping[str, str]) -> str:
    """The IRI of a graph of `QueryFacts`, where its prefix is one of the dataset's."""
    prefix, colon, local = iri.partition(":")
    return prefixes[prefix] + local if colon and prefix in prefixes else iri


def tokens(query: str) -> Iterator[tuple[str, str, int]]:
    """Kind, text and offset of each token, without comments and strings."""
    for match in _TOKEN.finditer(query):
        if match.lastgroup and match.lastgroup not in {"comment", "string"}:
            yield match.lastgroup, match.group(), match.start()


def refuse_unknown_graphs(query: str, facts: QueryFacts, known: Container[str]) -> None:
    """Refuse FROM with anything that is no graph of the dataset: neither file nor address is ever opened.

    Raises:
        QueryError: FROM or FROM NAMED names something else.
    """
    for iri, offset in facts.graphs:
        if iri not in known:
            raise QueryError(
                f"FROM <{iri}>: there is no such graph here, and nothing is fetched",
                place=place(query, offset),
                remedy="SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } lists the graphs",
            )
