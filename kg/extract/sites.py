"""Where things are and where they take place, by the words between the names: 甲会在乙召开, 甲位于乙, 乙的甲."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.extract.announced_groups import any_of
from kg.extract.model import Relation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kg.extract.model import Mention
    from kg.resolve.entities import Resolution
    from kg.schema.model import Schema

    Fits = Callable[[str, int, int], bool]
    Named = list[tuple[Mention, int]]

# Code points between the activity and the word of place: its day, who holds it.
_APART = 16
_NEAR = 3  # names between them
_SITES = frozenset(("area", "place"))
_MARKS = "”」’』）) 　"
_PAUSES = "。；！？\n"


class SiteReader:
    """Finds held_at and located_in by wording; built once from the schema.

    `lex:siteOpener` stands before the place at which a verb of `lex:siteVerb` holds something, `lex:locates` between a
    thing and the area that it lies in.
    """

    def __init__(self, schema: Schema) -> None:
        self._held = next((k for k in sorted(schema.relations) if schema.words("siteVerb", k)), None)
        self._located = next((k for k in sorted(schema.relations) if schema.words("locates", k)), None)
        self._verb = re.compile(rf"(?:{any_of(schema.words('siteAdverb'))})?(?:{any_of(schema.words('siteVerb'))})")
        self._locates = re.compile(rf"(?:{any_of(schema.words('siteAdverb'))})?(?:{any_of(schema.words('locates'))})")
        shorts = schema.clue("cityShort")
        self._cities = {
            w: (schema.fact(keys[0], "cityOf"), schema.fact(keys[0], "cityOfFull")) for w, keys in shorts.items()
        }
        self._short = re.compile(
            rf"(?:{any_of(schema.words('siteOpener'))})(?P<city>{any_of(tuple(shorts))}){self._verb.pattern}"
        )
        self._opener = tuple(schema.words("siteOpener"))
        self._of = tuple(schema.words("ofWord"))
        self._villages = frozenset(schema.words("villageClass"))
        self._parts = self._villages | frozenset(schema.words("townClass"))

    def __call__(
        self, text: str, mentions: tuple[Mention, ...], resolution: Resolution, fits: Fits
    ) -> Iterator[Relation]:
        """The relations; *fits* says whether a relation can hold between two entities."""
        named: Named = []
        reach = 0
        for mention, entity in zip(mentions, resolution.of_mention, strict=True):
            if entity is not None and mention.end > reach:
                named.append((mention, entity))
                reach = mention.end
        if self._held is not None:
            yield from self._in_city(self._held, text, named, resolution, fits)
        for k, (mention, entity) in enumerate(named):
            if resolution.entities[entity].type not in _SITES:
                continue
            if self._held is not None and text.endswith(self._opener, 0, mention.start):
                yield from self._meeting(self._held, text, named, k, fits)
            if self._located is not None:
                part = resolution.entities[entity].type == "place" or mention.cls in self._parts
                yield from self._lies(self._located, text, named, k, fits, part=part)

    def _in_city(self, key: str, text: str, named: Named, resolution: Resolution, fits: Fits) -> Iterator[Relation]:
        """`甲会议在京召开`: a city that the report names, by the character that stands for it."""
        for match in self._short.finditer(text):
            names = self._cities[match["city"]]
            where = next((k for k, e in enumerate(resolution.entities) if e.type == "area" and e.name in names), None)
            before = [n for n in named if n[0].end <= match.start()][-_NEAR:]
            if where is not None:
                yield from self._activity(key, text, before, where, (match.start(), match.end("city")), fits=fits)

    def _meeting(self, key: str, text: str, named: Named, k: int, fits: Fits) -> Iterator[Relation]:
        """`甲会议5月8日在乙召开`: the activity named before the place, in the same sentence."""
        place, where = _innermost(named, k)
        if not self._verb.match(text, place.end):
            return
        site = (named[k][0].start, place.end)
        yield from self._activity(key, text, named[max(0, k - _NEAR) : k], where, site, fits=fits)

    @staticmethod
    def _activity(
        key: str, text: str, before: Named, where: int, site: tuple[int, int], *, fits: Fits
    ) -> Iterator[Relation]:
        """The activity named last *before* the *site* in its sentence is held there."""
        for thing, what in reversed(before):
            between = text[thing.end : site[0]]
            if len(between) > _APART or any(c in _PAUSES for c in between):
                return
            if fits(key, what, where):
                yield Relation(what, key, where, thing.start, site[1], "held-in", 0.8)
                return

    def _lies(self, key: str, text: str, named: Named, k: int, fits: Fits, *, part: bool) -> Iterator[Relation]:
        """`甲位于乙`, and where *part* says that it is no larger area `乙的甲`."""
        thing, what = named[k]
        if part and k and text.endswith(self._of, 0, thing.start):  # 乙县的甲村, 乙县的甲公园
            area, upper = named[k - 1]
            near = any(area.end + len(w) == thing.start for w in self._of)
            if near and area.cls != thing.cls and area.cls not in self._villages and fits(key, what, upper):
                yield Relation(what, key, upper, area.start, thing.end, "of-area", 0.75)
        end = thing.end
        while end < len(text) and text[end] in _MARKS:
            end += 1
        match = self._locates.match(text, end)
        if match is not None and k + 1 < len(named) and named[k + 1][0].start == match.end():
            area, where = _innermost(named, k + 1)
            if fits(key, what, where):
                yield Relation(what, key, where, thing.start, area.end, "lies-in", 0.85)


def _innermost(named: Named, k: int) -> tuple[Mention, int]:
    """Of names that follow each other without a word between them (某市某剧院), the last."""
    while k + 1 < len(named) and named[k + 1][0].start == named[k][0].end:
        k += 1
    return named[k]


__all__ = ["SiteReader"]
