"""Persons at verbs of office: `甲任局长`, `任命甲、乙为副县长`, `决定甲任局长`, and before an office in brackets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.extract.name_boundary import HAN, is_cjk
from kg.extract.person_names import NAME_TAGS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.model import Token
    from kg.extract.person_names import NameShape
    from kg.extract.scan import Scan
    from kg.extract.tokens import Analysis

# A name before an office in brackets: 张某（县水利局局长）.
_WITH_OFFICE = re.compile(rf"({HAN}{{2,4}})[（(]([^（）()\n]{{2,30}})(?=[)）])")
_GAPS = frozenset(" 　:：”")
_COMMAS = frozenset("、，,")
# How far behind 从 the verb of the new office may stand.
_OFFICE_REACH = 24


class PersonsOfOffice:
    """Finds names that a verb of office has before or behind it; built once with the shape of names."""

    def __init__(self, shape: NameShape, office_nouns: tuple[str, ...] = ()) -> None:
        self._shape = shape
        nouns = "|".join(map(re.escape, office_nouns)) or "(?!)"
        # a clause of an office that is taken from somebody: 李某某县审计局局长职务
        self._lost = re.compile(
            rf"(?:^|(?<=[：:；;，,。\n\u3000 ]))([^，,。；;：:\n\u3000 ]{{6,40}}?)(?:{nouns})", re.MULTILINE
        )

    def __call__(self, analysis: Analysis, scan: Scan) -> Iterator[tuple[int, int]]:
        """Start and end of the names."""
        text = analysis.text
        for start, end, _ in scan.spans("appoints"):
            token = analysis.tokens[analysis.token_index(start)]
            if token.end == end and token.start == start:
                yield from self._opening(analysis, scan, self._over_adverb(scan, start))
            elif token.end == end and self._holds_name_end(analysis, token):
                yield from self._opening(analysis, scan, start)
        for start, end, _ in scan.spans("officeFrom"):
            if any(
                v in scan.starting["appoints"] and v in analysis.boundaries for v in range(end + 2, end + _OFFICE_REACH)
            ):
                yield from self._opening(analysis, scan, start)
        for verb, behind in (("appointsPerson", "appointedAs"), ("decidesOffice", "takesUp")):
            for _, end, _ in scan.spans(verb):
                yield from self._appointed(analysis, scan, end, behind)
        for m in self._lost.finditer(text):
            if scan.any_until(("title",), m.end(1)):
                yield from self._loser(analysis, m.start(1))
        for m in _WITH_OFFICE.finditer(text):
            if scan.any_until(("title",), m.end(2)):
                yield from self._opening(analysis, scan, m.end(1))

    def _loser(self, analysis: Analysis, start: int) -> Iterator[tuple[int, int]]:
        """The name with which a clause of an office begins: a word of its own, and no other word."""
        shape, text = self._shape, analysis.text
        length = shape.surname(text, start)
        if not length or text[start : start + length] not in shape.common or shape.word_at(analysis, start):
            return
        ends = (start + n for n in (3, 2) if n > length)
        end = next((e for e in ends if e in analysis.boundaries and shape.may_be_given(text[start + length : e])), 0)
        token = analysis.tokens[analysis.token_index(start)]
        if end and (token.pos in NAME_TAGS or len(token.text) == 1):
            yield start, end

    @staticmethod
    def _holds_name_end(analysis: Analysis, token: Token) -> bool:
        """Whether the segmenter joins the verb to a name (李杰任), or to its last character (何成|军为)."""
        if token.pos in NAME_TAGS:
            return True
        before = analysis.tokens[analysis.token_index(token.start - 1)] if token.start else None
        return len(token.text) == 2 and before is not None and before.pos in NAME_TAGS

    @staticmethod
    def _over_adverb(scan: Scan, at: int) -> int:
        """Where an adverb before a verb of office begins (`甲[曾]任`, `甲[在]担任`)."""
        return next((s for s, _ in scan.until("officeAdverb", at)), at)

    def _appointed(self, analysis: Analysis, scan: Scan, at: int, behind: str) -> Iterator[tuple[int, int]]:
        """The names behind a verb of appointing, where what stands behind the last of them tells of an office."""
        text, shape = analysis.text, self._shape
        found: list[tuple[int, int]] = []
        while text[at : at + 1] in _GAPS:
            at += 1
        while True:
            length = shape.surname(text, at) if at in analysis.boundaries else 0
            end = shape.end(analysis, scan, at, length) if length and not shape.word_at(analysis, at) else 0
            if not end:
                return
            found.append((at, end))
            if text[end : end + 1] not in _COMMAS:
                break
            at = end + 1
        if scan.any_from((behind, "honorific"), found[-1][1]):
            yield from found

    def _opening(self, analysis: Analysis, scan: Scan, end: int) -> Iterator[tuple[int, int]]:
        """The name that ends at *end* where it opens a clause, or follows a verb of deciding."""
        size = next((n for n in (3, 2) if self._opens_clause(analysis, scan, end - n, end)), 0)
        if size:
            yield end - size, end

    def _opens_clause(self, analysis: Analysis, scan: Scan, start: int, end: int) -> bool:
        """Whether a name of a common surname, and nothing else, stands between a pause or such a verb and *end*."""
        text, shape = analysis.text, self._shape
        if start < 0 or not is_cjk(text[start:end]):
            return False
        if text[start - 1 : start] in shape.of and text[end : end + 1] in _COMMAS and start:
            return shape.surname(text, start) > 0 and not shape.word_at(analysis, start)  # 获奖的[张某某]，现任局长
        decided = start in analysis.boundaries and scan.any_until(("appointsPerson", "decidesOffice"), start)
        if start and is_cjk(text[start - 1]) and (not decided or shape.word_at(analysis, start)):
            return False
        length = shape.surname(text, start)
        if not length or text[start : start + length] not in shape.common or end - start - length not in (1, 2):
            return False
        # a character of grammar does not end a given name, but may begin it
        return shape.may_be_given(text[end - 1 : end]) and not shape.is_common_word(analysis, start, end)


__all__ = ["PersonsOfOffice"]
