"""Places other than administrative areas: venues, facilities, zones, roads."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.extract.model import Mention
from kg.extract.name_boundary import is_cjk

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.extract.name_boundary import NameBoundary
    from kg.extract.scan import Scan
    from kg.extract.tokens import Analysis
    from kg.schema.model import Schema

_NUMBER = re.compile(r"[0-9A-Z一二三四五六七八九十百零]+$")


class PlaceFinder:
    """Finds places; built once from the schema."""

    CLUES = ("placeSuffix", "roadSuffix")

    def __init__(self, schema: Schema, boundary: NameBoundary) -> None:
        self._boundary = boundary
        self._triggers = frozenset(schema.words("placeTrigger"))

    def __call__(self, analysis: Analysis, scan: Scan, anchors: Mapping[int, int]) -> list[Mention]:
        """Places in text order; *anchors* are the names (end → start) that a place's name may begin with."""
        found: list[Mention] = []
        text = analysis.text
        done: set[int] = set()
        for start, end, key in scan.spans("roadSuffix"):
            number = _NUMBER.search(text[max(0, start - 5) : start])
            if number and end in analysis.boundaries and end - start > 1:
                done.add(end)
                found.append(Mention(start - len(number.group()), end, key, text[start - len(number.group()) : end], "place-road", 0.85, "a numbered road"))
        for start, end, key in scan.spans("placeSuffix"):
            if end in done or end not in analysis.boundaries:
                continue
            done.add(end)
            reach = self._boundary.reach(analysis, start, anchors, limit=16)
            at, anchored, proper = reach.start, reach.anchored, reach.proper
            if at == start:
                continue
            name = text[at:end]
            if not is_cjk(name):
                continue
            before = analysis.tokens[analysis.token_index(at - 1)].text if at else ""
            told = before in self._triggers
            if not (anchored or proper or told or text.count(name) > 1):
                continue
            found.append(Mention(at, end, key, name, "place", 0.75 if anchored or told else 0.6, "ends like a place's name"))
        return found
