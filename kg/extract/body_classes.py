"""Definite classes of bodies: each of several levels, a determiner with a common noun, a list of fields."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kg.extract.model import Mention
from kg.extract.name_boundary import HAN

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.extract.body_chain import BodyChain
    from kg.extract.scan import Scan
    from kg.extract.tokens import Analysis
    from kg.schema.model import Schema

_CLASS = "BodyClass"


class BodyClasses:
    """Finds classes of bodies; built once from the schema."""

    CLUES: Final = ("bareClass", "bodyClassHead", "bodyDeterminer", "functionWord", "department", "classNoun")

    def __init__(self, schema: Schema, chain: BodyChain) -> None:
        self._chain = chain
        self._prefixes = sorted(schema.words("classPrefix"), key=lambda w: (-len(w), w))
        self._area_levels = sorted(schema.words("areaLevel"), key=lambda w: (-len(w), w))
        level = "|".join(sorted((*schema.words("areaLevel"), *schema.words("areaSuffix")), key=len, reverse=True))
        each = "|".join(schema.words("eachWord")) or "(?!)"
        joins = "".join(schema.words("nameJoin"))
        also = rf"(?:[（(](?:{level})(?:、(?:{level}))*[)）])?"  # （市、区） behind 县
        # each of several levels; and several without that word, where an organ follows
        self._levels = re.compile(rf"(?:{each})(?:{level})(?:[{joins}]?(?:{level}))*{also}")
        self._some = re.compile(rf"(?:{level})(?:、(?:{level}))+{also}")
        nouns = "|".join(sorted(schema.words("classNoun"), key=len, reverse=True)) or "(?!)"
        others = "|".join(schema.words("andOthers")) or "(?!)"
        self._list = re.compile(rf"({HAN}{{2,10}}(?:、{HAN}{{2,10}}?)+)(?:(?:{others})[^，。；、\n]{{0,6}}?)?({nouns})")

    def __call__(
        self, analysis: Analysis, scan: Scan, ends: Mapping[int, int], bodies: Mapping[tuple[int, int], Mention]
    ) -> Iterator[Mention]:
        """Classes of bodies; *ends*: end → start of the areas and bodies with which the name of a class may begin."""
        done: set[int] = set()
        for mention in (
            *self._of_levels(analysis, scan),
            *self._of_fields(analysis, scan, bodies),
            *self._of_field(analysis, scan, ends),
            *self._determined(analysis, scan, ends),
            *self._bare(analysis, scan, ends),
        ):
            if not done.intersection(range(mention.start, mention.end)):
                done.update(range(mention.start, mention.end))
                yield mention

    def _of_levels(self, analysis: Analysis, scan: Scan) -> Iterator[Mention]:
        text = analysis.text
        for match in self._levels.finditer(text):
            if match.start() not in analysis.boundaries:
                continue
            end = match.end()
            organ = next(iter(scan.from_("organ", end)), None) or next(
                iter(self._chain.departments(analysis, scan, end)), None
            )
            several = end - match.start() > 3
            if organ is None and not (several and end in analysis.boundaries):
                continue
            end, key = organ if organ is not None else (end, _CLASS)
            yield Mention(
                match.start(), end, key, text[match.start() : end], "body-class-levels", 0.85, "each of several levels"
            )

        for match in self._some.finditer(text):
            organ = next(iter(scan.from_("organ", match.end())), None)
            if organ is not None and match.start() in analysis.boundaries:
                name = text[match.start() : organ[0]]
                yield Mention(match.start(), organ[0], organ[1], name, "body-class-levels", 0.85, "several levels")

    def _of_fields(
        self, analysis: Analysis, scan: Scan, bodies: Mapping[tuple[int, int], Mention]
    ) -> Iterator[Mention]:
        """公安、文旅、应急等部门: the fields that departments are named by, with the noun for them."""
        ends = {end for _, end in bodies}
        for match in self._list.finditer(analysis.text):
            first, *rest = match.group(1).split("、")
            if not all(self._chain.is_field(item) for item in rest):
                continue
            start = match.start(1)
            for offset in range(start, start + len(first) - 1):
                known = any(
                    e == start + len(first)
                    for clue in ("functionWord", "department")
                    for e, _ in scan.from_(clue, offset)
                )
                if known and offset in analysis.boundaries and start + len(first) not in ends:
                    name = analysis.text[offset : match.end()]
                    yield Mention(
                        offset,
                        match.end(),
                        _CLASS,
                        name,
                        "body-class-fields",
                        0.85,
                        "fields with the noun for their departments",
                    )
                    break

    def _with_level(self, text: str, at: int) -> int:
        """Where the name begins with the word of level before it: [市直]各单位."""
        return at - len(next((w for w in self._prefixes if text.endswith(w, 0, at)), ""))

    def _determined(self, analysis: Analysis, scan: Scan, ends: Mapping[int, int]) -> Iterator[Mention]:
        for start, end, _ in scan.spans("bodyDeterminer"):
            if start not in analysis.boundaries and start not in ends:
                continue
            at = next((e for e, _ in scan.from_("bodyDeterminer", end)), end)
            head = next(iter(scan.from_("bodyClassHead", at)), None)
            if head is None:
                continue
            name_end, key = head
            organ = next(iter(scan.from_("organ", name_end)), None)
            if organ is not None:
                name_end, key = organ
            begin = self._with_level(analysis.text, ends.get(start, start))
            name = analysis.text[begin:name_end]
            yield Mention(begin, name_end, key, name, "body-class", 0.65, "a determiner makes a class of bodies")

    @staticmethod
    def _bare(analysis: Analysis, scan: Scan, ends: Mapping[int, int]) -> Iterator[Mention]:
        for start, end, key in scan.spans("bareClass"):
            if end in analysis.boundaries and (start in analysis.boundaries or start in ends):
                begin = ends.get(start, start)
                name = analysis.text[begin:end]
                yield Mention(begin, end, key, name, "body-class-bare", 0.65, "a noun for a definite class of bodies")

    def _of_field(self, analysis: Analysis, scan: Scan, ends: Mapping[int, int]) -> Iterator[Mention]:
        """渔政部门, 各级教育行政部门: the word for a field of government with the noun for bodies."""
        done = 0
        for start, end, key in scan.spans("classNoun"):
            if end <= done or end not in analysis.boundaries:
                continue
            begin = start
            while (field := _field_until(scan, begin)) is not None:  # 住房[城乡建设]
                begin = field
            determiner = next(iter(scan.until("bodyDeterminer", begin)), None)
            if begin == start or not (begin in analysis.boundaries or begin in ends or determiner is not None):
                continue
            level = next((w for w in self._area_levels if analysis.text.endswith(w, 0, begin)), "")
            if determiner is not None:
                begin = determiner[0]
            elif begin not in ends and begin - len(level) in analysis.boundaries:
                begin -= len(level)  # [县]教育行政部门
            else:
                begin = ends.get(begin, begin)
            done = end
            yield Mention(
                begin,
                end,
                key,
                analysis.text[begin:end],
                "body-class-field",
                0.85,
                "a field of government with the noun for bodies",
            )


def _field_until(scan: Scan, end: int) -> int | None:
    """Where the word for a field of government begins that ends at *end*: [渔政]部门, [教育]行政部门."""
    word = next(iter(scan.until("functionWord", end)), None) or next(iter(scan.until("department", end)), None)
    return word[0] if word is not None else None
