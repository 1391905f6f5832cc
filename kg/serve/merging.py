"""An update made fit for a store whose default graph is what all graphs say together (`kg.store.merged`).

A pattern outside of GRAPH sees all graphs together, as in a query. What an update says or takes back outside of GRAPH
goes to the graph `OWN`; behind the update, in the same transaction, the merged graph is made right again. Where it
names the graphs that it changes, only their triples are looked at, else all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.query.guard import tokens
from kg.store.merged import MERGE
from kg.store.terms import OWN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_BEFORE = ox.NamedNode("urn:govkg:before")
_LEAD = re.compile(r"(?:\s|#[^\n\r]*+)*+\.?(?:\s|#[^\n\r]*+)*+")  # what may stand between two parts of a template
_OPERATIONS = ("ADD", "CLEAR", "COPY", "CREATE", "DELETE", "DROP", "INSERT", "LOAD", "MOVE", "WITH")
_KEYWORDS = frozenset((*_OPERATIONS, "ALL", "DATA", "DEFAULT", "GRAPH", "INTO", "NAMED", "SILENT", "TO", "WHERE"))
_ABSOLUTE = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*:[^\\]*>")
_KEPT = f"DEFAULT ; ADD GRAPH {OWN} TO DEFAULT ; CLEAR NAMED ; CREATE SILENT GRAPH {OWN} ; ADD DEFAULT TO GRAPH {OWN}"


@dataclass(frozen=True, slots=True)
class Plan:
    """An update as it is run.

    Attributes:
        prologue: what stands before the first operation; Oxigraph takes it at the beginning alone.
        text: the operations, with `OWN` in place of the default graph.
        touched: the graphs that it may change, sorted; None where it does not name them.
    """

    prologue: str
    text: str
    touched: tuple[str, ...] | None


def merging(parts: Iterable[str], touched: Iterable[str] | None, *, prologue: str = "") -> str:
    """Updates with what makes the merged graph right behind them.

    Args:
        parts: the updates.
        touched: the graphs that they change, as `<IRI>`; None where any may be changed.
        prologue: prefixes that the updates use.
    """
    make = f"CREATE SILENT GRAPH {OWN}"
    if touched is None:
        return prologue + _joined([make, *parts, MERGE])
    graphs = list(touched)
    others = f"FILTER(?g != {_BEFORE})"
    unsaid = f"FILTER NOT EXISTS {{ GRAPH ?g {{ ?s ?p ?o }} {others} }}"
    updates = [
        make,
        *(f"ADD SILENT GRAPH {graph} TO GRAPH {_BEFORE}" for graph in graphs),
        *parts,
        f"DELETE {{ ?s ?p ?o }} WHERE {{ GRAPH {_BEFORE} {{ ?s ?p ?o }} {unsaid} }}",
        *(f"INSERT {{ ?s ?p ?o }} WHERE {{ GRAPH {graph} {{ ?s ?p ?o }} }}" for graph in graphs),
        f"DROP SILENT GRAPH {_BEFORE}",
    ]
    return prologue + _joined(updates)


def _joined(updates: Iterable[str]) -> str:
    return "\n;\n".join(update for update in updates if update.strip())


def plan(text: str) -> Plan:
    """Read an update and say how it is run; what is no valid update stays none.

    >>> plan("INSERT DATA { <urn:a> <urn:b> 1 }").text
    'INSERT DATA { GRAPH <urn:govkg:default> { <urn:a> <urn:b> 1 } }'
    """
    return _Planner(text).plan()


class _Planner:
    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = list(_structure(text))
        self._at = 0
        self._edits: list[tuple[int, int, str]] = []
        self._touched: set[str] = set()
        self._all = False

    def plan(self) -> Plan:
        """The whole of it."""
        within = False  # a graph named by WITH
        while self._at < len(self._tokens):
            word = self._word()
            self._at += 1
            if word == "WITH":
                within = True
                self._graph()
            elif word in {"INSERT", "DELETE"}:
                if self._word() in {"DATA", "WHERE"}:
                    self._at += 1
                self._quads(named=within)
            elif word == "WHERE":
                self._pattern()
                within = False
            elif word in {"CLEAR", "DROP"}:
                self._silent()
                self._target(word)
            elif word in {"ADD", "MOVE", "COPY"}:
                self._silent()
                self._target(word)
                if self._word() == "TO":
                    self._at += 1
                    self._target(word)
            elif word == "LOAD":
                self._load()
        out, done = [], 0
        for start, end, new in sorted(self._edits):
            out += [self._text[done:start], new]
            done = end
        made = "".join([*out, self._text[done:]])
        first = next((offset for _, token, offset in self._tokens if token.upper() in _OPERATIONS), len(made))
        return Plan(made[:first], made[first:], None if self._all else tuple(sorted(self._touched)))

    # ---- tokens ------------------------------------------------------------------------------------------------------

    def _word(self) -> str:
        """The next token, where it is a word; in capitals."""
        if self._at == len(self._tokens):
            return ""
        kind, token, _ = self._tokens[self._at]
        return token.upper() if kind == "word" else ""

    def _offset(self) -> int:
        return self._tokens[self._at][2] if self._at < len(self._tokens) else len(self._text)

    def _end(self) -> int:
        """Where the token before the next one ends."""
        _, token, offset = self._tokens[self._at - 1]
        return offset + len(token)

    def _silent(self) -> None:
        if self._word() == "SILENT":
            self._at += 1

    def _graph(self) -> None:
        """The name of a graph."""
        if self._at < len(self._tokens):
            kind, token, _ = self._tokens[self._at]
            if kind == "iri" and _ABSOLUTE.fullmatch(token):
                self._touched.add(token)
            else:  # a variable, or a name that depends on a prefix or a base
                self._all = True
            self._at += 1

    def _own(self) -> str:
        self._touched.add(str(OWN))
        return f"GRAPH {OWN}"

    # ---- parts of an update ------------------------------------------------------------------------------------------

    def _target(self, verb: str) -> None:
        """A graph that is managed as a whole."""
        word, offset = self._word(), self._offset()
        if word == "GRAPH":
            self._at += 1
        elif word in {"DEFAULT", "NAMED", "ALL"}:
            self._at += 1
            if word == "DEFAULT":
                self._edits.append((offset, self._end(), self._own()))
            elif word == "NAMED" and verb in {"CLEAR", "DROP"}:
                self._all = True
                self._edits.append((offset, self._end(), _KEPT))
            else:
                self._all = True
            return
        self._graph()

    def _load(self) -> None:
        self._silent()
        self._at += 1
        if self._word() == "INTO":
            self._at += 2
            self._graph()
        elif self._at <= len(self._tokens):
            self._edits.append((self._end(), self._end(), f" INTO {self._own()}"))

    def _pattern(self) -> None:
        """A pattern; a variable for graphs in it would see those that help us too, so that none may."""
        depth = 0
        while self._at < len(self._tokens):
            kind, _, _ = self._tokens[self._at]
            if self._word() == "GRAPH" and self._at + 1 < len(self._tokens):
                self._all |= self._tokens[self._at + 1][0] == "variable"
            self._at += 1
            depth += (kind == "open") - (kind == "close")
            if depth <= 0 and kind == "close":
                return

    def _quads(self, *, named: bool) -> None:
        """A template, or data; what stands outside of GRAPH is put into `OWN`, unless WITH names another graph."""
        if self._at == len(self._tokens) or self._tokens[self._at][0] != "open":
            return
        self._at += 1
        start, depth = self._end(), 1
        while self._at < len(self._tokens):
            kind, _, offset = self._tokens[self._at]
            if depth == 1 and (kind == "close" or self._word() == "GRAPH"):
                if not named:
                    self._put(start, offset)
                if kind == "close":
                    self._at += 1
                    return
                self._at += 1
                self._graph()
                self._block()
                start = self._end()
                continue
            depth += (kind == "open") - (kind == "close")
            self._at += 1

    def _block(self) -> None:
        """The braces behind GRAPH and its name."""
        depth = 0
        while self._at < len(self._tokens):
            kind, _, _ = self._tokens[self._at]
            self._at += 1
            depth += (kind == "open") - (kind == "close")
            if depth <= 0:
                return

    def _put(self, start: int, end: int) -> None:
        """Put the triples between two offsets into `OWN`, if there are any; a full stop may stand before them."""
        lead = _LEAD.match(self._text, start, end)
        if lead is not None and lead.end() < end:
            self._edits += [(start, lead.end(), f" {self._own()} {{ "), (end, end, "} ")]


def _structure(text: str) -> Iterator[tuple[str, str, int]]:
    """Brackets, the words that matter here, and the names behind these: few of the tokens where there is much data."""
    behind_word = False
    for kind, token, offset in tokens(text):
        if kind == "word":
            behind_word = token.upper() in _KEYWORDS
        if kind in {"open", "close"} or (behind_word and kind in {"word", "iri", "name", "variable"}):
            yield kind, token, offset
        behind_word &= kind == "word"
