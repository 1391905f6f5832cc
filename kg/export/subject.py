"""What a briefing is about, by what the user calls it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from kg.errors import QueryError
from kg.query.names import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.projection.facts import Facts


@dataclass(frozen=True, slots=True)
class Subject:
    """A report or a thing, as a position in `Facts.reports` or `Facts.things`; the other is None or -1."""

    report: int | None = None
    thing: int = -1


def find(facts: Facts, about: str | None) -> Subject:
    """The one report or thing that *about* names.

    Args:
        facts: what the dataset says.
        about: an IRI; the title or file name of a report; the name of a thing, or else one of its other names. None is
            the only report that there is.

    Raises:
        QueryError: there is none, or several: the message lists what may be meant.
    """
    if about is None:
        if len(facts.reports) == 1:
            return Subject(report=0)
        raise QueryError(
            f"the graph holds {len(facts.reports)} reports", remedy="say with --about which report or thing is meant"
        )
    wanted = about.strip()
    reports = [n for n, r in enumerate(facts.reports) if wanted in {r.iri, r.title, r.name, PurePath(r.name).stem}]
    things = [n for n, t in enumerate(facts.things) if wanted in {t.iri, t.name}]
    if not reports and not things:
        things = [n for n, t in enumerate(facts.things) if wanted in t.aliases]
    if len(reports) + len(things) == 1:
        return Subject(report=reports[0]) if reports else Subject(thing=things[0])
    if reports or things:
        iris = [*(facts.reports[n].iri for n in reports), *(facts.things[n].iri for n in things)]
        raise QueryError(f"several are called {wanted!r}", remedy=f"give one of these IRIs: {_some(iris)}")
    known = [*(r.title for r in facts.reports), *(t.name for t in facts.things)]
    near = nearest(wanted, [name for name in dict.fromkeys(known) if name])
    raise QueryError(
        f"nothing in the graph is called {wanted!r}",
        remedy=f"perhaps {_some(near)}" if near else "kg query GRAPH --saved entities lists all names",
    )


def _some(items: Iterable[str]) -> str:
    found = list(items)
    return ", ".join(found[:5]) + (f" and {len(found) - 5} more" if len(found) > 5 else "")
