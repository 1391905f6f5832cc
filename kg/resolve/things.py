"""An entity while it is being put together, and the board on which all of one report's entities are."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extract.model import Mention
    from kg.extract.tokens import Analysis
    from kg.resolve.areas import AreaMap
    from kg.schema.model import Schema

_PLAIN = re.compile(r"[\s\W_]+")


def plain(name: str) -> str:
    """A name without punctuation and blanks, for comparison."""
    return _PLAIN.sub("", name).lower()


@dataclass(slots=True)
class Thing:
    """An entity while it is being put together.

    Attributes:
        area: index of the area (in the area map) that its name begins with, or None.
        rest: its name behind the area, in usual wording.
    """

    type: str
    name: str
    code: str | None = None
    area: int | None = None
    rest: str = ""
    mentions: list[int] = field(default_factory=list)
    names: set[str] = field(default_factory=set)

    def add(self, mention: int, *names: str) -> None:
        """A further mention, under these names."""
        self.mentions.append(mention)
        self.names.update(names)


class Board:
    """The entities of one report and which mention stands for which; each resolver adds its type."""

    def __init__(self, schema: Schema, analysis: Analysis, mentions: Sequence[Mention], areas: AreaMap) -> None:
        self.analysis = analysis
        self.mentions = mentions
        self.areas = areas
        self.things: list[Thing] = []
        self.of: list[int | None] = [None] * len(mentions)
        self.kinds = [schema.type_of(m.cls) for m in mentions]
        self.by_kind: dict[str, list[int]] = defaultdict(list)
        self.starting: dict[tuple[str, int], list[int]] = defaultdict(list)
        self.ending: dict[tuple[str, int], list[int]] = defaultdict(list)
        for i, (mention, kind) in enumerate(zip(mentions, self.kinds, strict=True)):
            self.by_kind[kind].append(i)
            self.starting[kind, mention.start].append(i)
            self.ending[kind, mention.end].append(i)

    def new(self, thing: Thing) -> int:
        """Add an entity; its index."""
        self.things.append(thing)
        return len(self.things) - 1

    def stand(self, mention: int, thing: int, *names: str) -> None:
        """Let a mention stand for an entity, under these further names."""
        self.things[thing].add(mention, self.mentions[mention].name, *names)
        self.of[mention] = thing

    def nested(self, kind: str, mention: int) -> list[int]:
        """Mentions of the type that begin where *mention* does and end inside it, longest first."""
        outer = self.mentions[mention]
        found = [k for k in self.starting[kind, outer.start] if k != mention and self.mentions[k].end <= outer.end]
        return sorted(found, key=lambda k: -self.mentions[k].end)

    def last_before(self, thing: int, offset: int) -> int:
        """Where the entity is last mentioned before *offset*; -1 if it is not."""
        return max(
            (self.mentions[i].start for i in self.things[thing].mentions if self.mentions[i].start < offset), default=-1
        )
