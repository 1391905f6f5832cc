"""What planning asks of the parts of a question."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from kg.ask.model import Role

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from kg.ask.model import Analysis, Needle, Part

_FEWEST = 2  # characters of a name that tell enough to look for it inside other words
_ACTORS = ("Organization", "Area", "Person", "Group", "Post", "Measure", "Place", "Activity")


def verb_of(analysis: Analysis) -> str:
    """The verb of a question, or ""."""
    return next((p.text for p in analysis.parts if p.role is Role.VERB), "")


def is_a(part: Part, cls: str) -> bool:
    """Whether a part names something of a class, given by its local name."""
    return any(cls in thing.classes for thing in part.things)


def may_act(part: Part) -> bool:
    """Whether a part names somebody or something that acts."""
    return part.role is Role.NAME and any(is_a(part, cls) for cls in _ACTORS)


def iris(parts: Sequence[Part]) -> tuple[str, ...]:
    """IRIs of all that the parts may name, each once."""
    return tuple(dict.fromkeys(thing.iri for part in parts for thing in part.things))


def needle(part: Part) -> Needle:
    """A part by any of the names of what it names, itself first."""
    names = [n for thing in part.things for n in thing.names if len(n) >= _FEWEST]
    return tuple(dict.fromkeys((part.text, *sorted(names))))


def context(content: Sequence[Part], titles: Container[str]) -> frozenset[int]:
    """Where the parts start that only say who or where the next name is: 某市 of 某市某区, 某市市长 of 某市市长某某.

    Args:
        content: names and words in the order of the question.
        titles: words for offices.
    """
    found: set[int] = set()
    for part, following in reversed(list(pairwise(content))):
        if part.end != following.start:
            continue
        person = is_a(following, "Person")
        office = is_a(part, "Post") or part.text in titles
        before_office = following.start in found and not is_a(following, "Area")
        named = is_a(part, "Organization") or is_a(part, "Area")
        where = is_a(part, "Area") and may_act(following)
        if (person and (office or named)) or (before_office and named) or where:
            found.add(part.start)
    return frozenset(found)
