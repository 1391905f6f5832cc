"""SPARQL Update before it is run: what it may not do, and the dataset that the protocol's parameters give it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.query.guard import MAX_DEPTH, place, tokens
from kg.serve.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

_COMMENT = re.compile(r"(;)|#[^\n\r]*")
MAX_UPDATE = 20_000_000
"""The longest update, in characters: data comes as text in it."""


def inspect_update(text: str, *, allowed: Container[str] = ()) -> None:
    """Refuse what reaches outside the store, or is too long or too deep for the engine.

    Args:
        text: the update.
        allowed: the addresses that LOAD and SERVICE may name.

    Raises:
        Problem: it is refused.
    """
    if len(text) > MAX_UPDATE:
        raise Problem(413, f"the update is longer than {MAX_UPDATE:,} characters; send it in parts", limit="length")
    depth = 0
    reaching = ""
    for kind, token, offset in tokens(text):
        word = token.upper() if kind == "word" else ""
        if reaching and word != "SILENT":
            if kind != "iri" or token[1:-1] not in allowed:
                raise Problem(400, f"{reaching} is refused: nothing is fetched ({place(text, offset)})")
            reaching = ""
        if word in {"LOAD", "SERVICE"}:
            reaching = word
        if kind == "open":
            depth += 1
            if depth > MAX_DEPTH:
                raise Problem(
                    400, f"brackets are nested deeper than {MAX_DEPTH} ({place(text, offset)})", limit="depth"
                )
        elif kind == "close":
            depth -= 1


def with_dataset(text: str, default: Sequence[str], named: Sequence[str]) -> str:
    """An update whose patterns are matched against the graphs of `using-graph-uri` and `using-named-graph-uri`.

    https://www.w3.org/TR/sparql11-protocol/#update-dataset: it is an error if the update says USING or WITH itself.

    Raises:
        Problem: it does.
    """
    if not default and not named:
        return text
    clause = "".join([*(f" USING <{g}>" for g in default), *(f" USING NAMED <{g}>" for g in named)]) + " "
    parts: list[str] = []
    done = depth = 0
    verb, pattern = "", -1
    for kind, token, offset in tokens(text):
        word = token.upper() if kind == "word" and depth == 0 else ""
        if word in {"USING", "WITH"}:
            raise Problem(400, f"{word} cannot stand beside using-graph-uri or using-named-graph-uri")
        if word in {"DELETE", "INSERT"}:
            verb = word
        elif word == "WHERE" and verb == "DELETE ":  # DELETE WHERE {…} is short for DELETE {…} WHERE {…}
            pattern = offset + len(token)
            parts.append(text[done:offset])
            done = offset + len(token)
        elif word == "WHERE" and verb:
            parts += [text[done:offset], clause]
            done, verb = offset, ""
        elif kind == "open":
            depth += 1
            verb = verb.rstrip()
        elif kind == "close":
            depth -= 1
            if depth == 0 and pattern >= 0:
                block = text[pattern : offset + 1]
                parts += [block, clause, "WHERE", block]
                done, pattern, verb = offset + 1, -1, ""
        elif word == "DATA":
            verb = ""
        if word == "DELETE":
            verb = "DELETE "  # the blank is gone once its template has begun
    return "".join([*parts, text[done:]])


def without_last_semicolon(text: str) -> str:
    """An update that another one can be joined to; behind its last semicolon there may be comments.

    >>> without_last_semicolon("CLEAR ALL ; # done")
    'CLEAR ALL   # done'
    """
    end = 0
    for _, token, offset in tokens(text):
        end = offset + len(token)
    return text[:end] + _COMMENT.sub(lambda m: m.group().replace(";", " ") if m[1] else m.group(), text[end:])
