"""Bodies whose names are open: a last word such as 公司, 协会, 服务队, 领导小组 with the words before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.extract.model import Mention
from kg.extract.name_boundary import is_cjk

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.extract.body_chain import BodyChain
    from kg.extract.model import Token
    from kg.extract.name_boundary import NameBoundary
    from kg.extract.scan import Scan
    from kg.extract.tokens import Analysis
    from kg.schema.model import Schema

_QUOTES = str.maketrans("", "", '“”「」"')
_REPEATED_WITHIN = 14
_COMPANY = "Company"
_SCHOOL = "School"
# A company's legal form (有限公司) ends nothing but names.
_LEGAL_FORM = 4
_MEDIA = "MediaOutlet"
_MEETING = "Meeting"
_GROUP = "LeadingGroup"
# Parts of speech of the words that no name of a group goes over, even one that the report repeats.
_COUNTS = frozenset(("m", "q", "ul"))
# First letters of the parts of speech that follow a subject: verbs, adverbs, prepositions.
_SUBJECT_OF = "vdp"
# Before one of these a noun is a member of a list or a part of a name.
_BEFORE_MORE = "、”》）)"
_NEVER_INSIDE = frozenset(("p", "c", "r", "u", "uj", "ul", "d"))


@dataclass(frozen=True, slots=True)
class Known:
    """What was found before.

    Attributes:
        areas: the areas.
        anchors: end → start of areas and bodies.
        ended: where bodies end of which no longer reading is sought.
        barriers: where persons' names end.
    """

    areas: Sequence[Mention]
    anchors: dict[int, int]
    ended: set[int]
    barriers: frozenset[int]


class OpenBodies:
    """Finds bodies by their last word; built once from the schema."""

    CLUES: Final = ("bodySuffix", "weakBodySuffix", "title")

    def __init__(self, schema: Schema, boundary: NameBoundary, chain: BodyChain) -> None:
        self._chain = chain
        self._boundary = boundary
        self._common = frozenset(schema.words("commonBody"))
        self._joined = frozenset(schema.words("joinedSuffix"))
        self._dispatch = frozenset(schema.words("bylineBefore"))
        # 协商会 ends like 商会: the words for meetings, by their last character
        meetings = [w for w, keys in schema.clue("head").items() if any(schema.is_a(k, _MEETING) for k in keys)]
        self._meetings = {c: tuple(w for w in meetings if w[-1] == c and len(w) > 2) for c in {w[-1] for w in meetings}}
        self._prefixes = sorted(schema.words("bodyPrefix"), key=lambda w: (-len(w), w))
        self._posted = sorted(schema.words("postedAt"), key=lambda w: (-len(w), w))
        self._centres = tuple(schema.words("placeCentre"))
        self._plain_suffix = frozenset(schema.words("plainSuffix"))
        self._levels = frozenset(schema.words("areaLevel"))
        self._makers = frozenset(schema.words("bodyMaker"))
        self._generic = frozenset(schema.words("bodyClassHead"))

    def __call__(self, analysis: Analysis, scan: Scan, known: Known) -> Iterator[Mention]:
        """Bodies in the order of their ends; those found are added to *known*, for longer ones."""
        text, anchors = analysis.text, known.anchors
        joins = frozenset(m.end for m in known.areas)
        short_areas = frozenset(m.end for m in known.areas if m.rule == "area-short-name")
        bodies = set(known.ended)
        for start, end, key, weak in self._last_words(analysis, scan, known):
            reach = self._boundary.reach(analysis, start, anchors, joins=joins, barriers=known.barriers, levels=True)
            at, anchored = reach.start, reach.anchored
            if not anchored and key == _GROUP:
                at, anchored = self._repeated(analysis, at, end, anchors)
            if anchored and start in short_areas and text[start:end] in self._plain_suffix:
                continue
            if at == start:
                if not weak and key not in self._common:
                    reason = "a common noun for a body"
                    # 5个党支部 are none that was named before
                    back = not self._is_counted(analysis, start)
                    rule = "body-bare" if back else "body-bare-counted"
                    yield Mention(start, end, key, text[start:end], rule, 0.4, reason, anaphor=back)
                    yield from self._chain.parts(analysis, scan, start, end)  # 领导小组[办公室]
                elif self._is_subject(analysis, start, end):
                    reason = "a common noun as the subject"
                    yield Mention(start, end, key, text[start:end], "body-subject", 0.6, reason, anaphor=True)
                continue
            if anchored:
                at = self._fuller(text, at, anchors, bodies)
            whole = key == _COMPANY and end - start >= _LEGAL_FORM
            made = not weak and self._is_made(analysis, at)
            mention = self._named(analysis, at, end, key, weak=weak, sure=anchored or reach.proper or whole or made)
            if mention is not None:
                if not weak or anchored:
                    anchors.setdefault(end, at)
                bodies.add(end)
                yield mention
                yield from self._chain.parts(analysis, scan, at, end)

    @staticmethod
    def _is_counted(analysis: Analysis, at: int) -> bool:
        """Whether a number and its measure word stand right before."""
        index = analysis.token_index(at) - 1 if at else -1
        return index > 0 and analysis.tokens[index].pos == "q" and analysis.tokens[index - 1].pos == "m"

    @staticmethod
    def _is_subject(analysis: Analysis, start: int, end: int) -> bool:
        """Whether the common noun is the subject of its clause: nothing before it, no noun behind it (，学校组织)."""
        before = analysis.text[start - 1 : start]
        if is_cjk(before) or before in _BEFORE_MORE or end >= len(analysis.text):
            return False
        return analysis.tokens[analysis.token_index(end)].pos[:1] in _SUBJECT_OF

    def _is_made(self, analysis: Analysis, at: int) -> bool:
        """Whether a verb for setting up bodies stands before the name (成立[老年协会]), perhaps with a count."""
        index = analysis.token_index(at) - 1 if at else -1
        while index >= 0 and analysis.tokens[index].pos in _COUNTS:
            index -= 1
        return index >= 0 and analysis.tokens[index].text in self._makers

    def _last_words(self, analysis: Analysis, scan: Scan, known: Known) -> Iterator[tuple[int, int, str, bool]]:
        """(start, end, class, whether weak) of the words with which a body's name may end, the longest for each end."""
        text = analysis.text
        by_end: dict[int, tuple[int, str, bool]] = {}
        for clue, weak in (("bodySuffix", False), ("weakBodySuffix", True)):
            for start, end, key in scan.spans(clue):
                by_end[end] = min(by_end.get(end, (start, key, weak)), (start, key, weak))
        for end in sorted(by_end):
            start, key, weak = by_end[end]
            ends_well = end in analysis.boundaries or (key == _MEDIA and text[end : end + 1] in self._dispatch)
            ends_well = ends_well or (key == _SCHOOL and scan.any_from(("title",), end))  # 第六中学[教师]
            if end in known.ended or not ends_well or scan.any_from(("placeSuffix",), end):
                continue
            if key == _COMPANY and any(k == _COMPANY for _, k in scan.from_("bodySuffix", end)):
                continue  # 集团[有限公司]: the longer name only
            if text.endswith(self._meetings.get(text[end - 1], ()), 0, end):
                continue
            if self._may_end(analysis, start, end, key, known.anchors, weak=weak):
                yield start, end, key, weak

    def _fuller(self, text: str, at: int, anchors: Mapping[int, int], bodies: set[int]) -> int:
        """Where a name begins that begins with an area at *at*: with the body or the word before that area."""
        if at in bodies and at in anchors:
            return anchors[at]  # 某银行[某省分行]
        posted = next((w for w in self._posted if text.endswith(w, 0, at)), "")
        if posted:  # 某纪委驻[某委纪检组]
            return anchors.get(at - len(posted), at - len(posted))
        begin = at
        while begin in anchors:
            begin = anchors[begin]  # 政协某市[某区委员会]
        prefix = next((w for w in self._prefixes if text.endswith(w, 0, begin)), "")
        return begin - len(prefix) if prefix else at

    def _may_end(
        self, analysis: Analysis, start: int, end: int, key: str, anchors: Mapping[int, int], *, weak: bool
    ) -> bool:
        """Whether the word in which a body's last word stands can end a name."""
        token = analysis.tokens[analysis.token_index(end - 1)]
        if weak and token.text in self._generic:
            return False
        if (
            weak
            and token.start < start
            and not (self._proper_end(token, key) or self._opened(analysis, token, key, anchors))
        ):
            return False
        return token.start >= start or token.pos not in ("v", "vd", "d", "m", "t")

    def _opened(self, analysis: Analysis, token: Token, key: str, anchors: Mapping[int, int]) -> bool:
        """Whether an area or level word stands directly before the word of three or more that ends so (省[移民局])."""
        if key not in self._joined or len(token.text) < 3 or token.pos not in ("n", "nz", "nt", "nr", "j"):
            return False
        if token.start in anchors:
            return True
        index = analysis.token_index(token.start) - 1
        return index >= 0 and analysis.tokens[index].text in self._levels

    @staticmethod
    def _proper_end(token: Token, key: str) -> bool:
        """Whether a word that ends with a weak suffix may be a body's name, or the end of one (木材厂)."""
        return len(token.text) > 2 and (token.pos in ("nt", "nz") or (token.pos == "n" and key == _COMPANY))

    def _named(self, analysis: Analysis, at: int, end: int, key: str, *, weak: bool, sure: bool) -> Mention | None:
        name = analysis.text[at:end].translate(_QUOTES)
        if not any(is_cjk(c) for c in name):
            return None
        if weak and name.endswith(self._centres):
            return None
        if not sure and (weak or (key in self._common and analysis.text.count(name) < 2)):
            return None
        confidence = (0.85 if sure else 0.7) - (0.15 if weak else 0.0)
        rule = "body-weak-suffix" if weak else "body-suffix"
        return Mention(at, end, key, name, rule, confidence, "ends like a body's name")

    @staticmethod
    def _repeated(analysis: Analysis, at: int, end: int, anchors: Mapping[int, int]) -> tuple[int, bool]:
        """The name up to a body or area further left, where the report says all of it more than once."""
        text = analysis.text
        for here in range(at - 1, max(0, at - _REPEATED_WITHIN), -1):
            if not is_cjk(text[here : here + 1]):
                break
            if here in anchors:
                inside = analysis.tokens[analysis.token_index(here) : analysis.token_index(at)]
                whole = text.count(text[here:end]) > 1 and not any(t.pos in _NEVER_INSIDE for t in inside)
                return (anchors[here], True) if whole else (at, False)
        return at, False
