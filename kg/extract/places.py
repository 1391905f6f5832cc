"""Places other than administrative areas: venues, facilities, zones, roads."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.extract.model import Mention
from kg.extract.name_boundary import PROPER, is_cjk

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.extract.name_boundary import NameBoundary
    from kg.extract.scan import Scan
    from kg.extract.tokens import Analysis
    from kg.schema.model import Schema

# A last word of at least four characters says what the venue is for: 活动中心, 服务大厅.
_VENUE = 4
_PROPER_STEM = PROPER | {"n", "a", "v", "z", "j"}


class PlaceFinder:
    """Finds places; built once from the schema."""

    CLUES = ("placeSuffix", "roadSuffix", "naturalSuffix")

    def __init__(self, schema: Schema, boundary: NameBoundary) -> None:
        self._boundary = boundary
        digits = "".join(w for w in schema.words("digit") if len(w) == 1)
        self._number = re.compile(rf"[0-9A-Z{digits}]+$")
        self._common = frozenset(schema.words("commonPlace"))
        self._common_ends = tuple(w for w in self._common if len(w) > 1)
        self._triggers = frozenset(schema.words("placeTrigger"))

    def __call__(self, analysis: Analysis, scan: Scan, anchors: Mapping[int, int]) -> list[Mention]:
        """Places in text order; *anchors* are the names (end → start) that a place's name may begin with."""
        found: list[Mention] = []
        text = analysis.text
        done: set[int] = set()
        for start, end, key in scan.spans("roadSuffix"):
            number = self._number.search(text[max(0, start - 5) : start])
            if number and end in analysis.boundaries and end - start > 1:
                done.add(end)
                found.append(
                    Mention(
                        start - len(number.group()),
                        end,
                        key,
                        text[start - len(number.group()) : end],
                        "place-road",
                        0.85,
                        "a numbered road",
                    )
                )
        found += self._natural(analysis, scan, done)
        for start, end, key in scan.spans("placeSuffix"):
            if end in done or end not in analysis.boundaries:
                continue
            done.add(end)
            reach = self._boundary.reach(analysis, start, anchors, levels=True, limit=16)
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
            venue = anchored and end - start >= _VENUE
            confidence = 0.92 if venue else 0.75 if anchored or told else 0.6
            found.append(Mention(at, end, key, name, "place", confidence, "ends like a place's name"))
        return found

    def _natural(self, analysis: Analysis, scan: Scan, done: set[int]) -> list[Mention]:
        """Roads, rivers, lakes, mountains: a short proper name before one of their last words."""
        text, tokens = analysis.text, analysis.tokens
        found = []
        for clue in ("roadSuffix", "naturalSuffix"):
            for start, end, key in scan.spans(clue):
                index = analysis.token_index(end - 1)
                token = tokens[index]
                if end in done or token.end != end:
                    continue
                at = min(token.start, start)
                stem = start - at
                if not stem and index and len(tokens[index - 1].text) > 1 and tokens[index - 1].pos in _PROPER_STEM:
                    at = tokens[index - 1].start
                    stem = start - at
                    proper = tokens[index - 1].pos in PROPER
                else:
                    proper = token.pos in PROPER
                name = text[at:end]
                if stem < 2 and not (token.pos == "ns" and tokens[index - 1].text in self._triggers):
                    continue
                if (
                    not is_cjk(name)
                    or token.pos in ("i", "l", "v")
                    or stem < 1
                    or name in self._common
                    or not (proper or (clue == "roadSuffix" and stem > 1))
                ):
                    continue
                if name.endswith(self._common_ends):
                    continue
                done.add(end)
                found.append(
                    Mention(
                        at,
                        end,
                        key,
                        name,
                        "place-natural",
                        0.7,
                        "a proper name with the word for a road, river or mountain",
                    )
                )
        return found
