"""What planning asks of the parts of a question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.ask.model import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

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


def without_context(agents: Sequence[Part]) -> list[Part]:
    """Without an area that only says where the next one is (某市某区)."""
    return [a for a in agents if not (is_a(a, "Area") and any(b.start == a.end for b in agents))]
