"""The queries that ship with the software: the five views, and further questions where there are any."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.errors import QueryError
from kg.resources import ontology_dir

if TYPE_CHECKING:
    from pathlib import Path

VIEWS = ("entities", "relations", "actions", "quantities", "times")


def saved_queries() -> dict[str, Path]:
    """Name → file of every saved query, sorted by name."""
    folder = ontology_dir()
    return {path.stem: path for path in sorted((*folder.glob("views/*.rq"), *folder.glob("questions/*.rq")))}


def saved_query(name: str) -> str:
    """The text of the saved query *name*.

    Raises:
        QueryError: there is none of that name.
    """
    found = saved_queries()
    if name not in found:
        raise QueryError(f"there is no saved query {name!r}", remedy=f"one of {', '.join(found)}")
    return found[name].read_text(encoding="utf-8")
