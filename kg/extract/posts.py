"""Offices and roles, which count where a named person holds them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.extract.body_chain import outermost
from kg.extract.model import Mention
from kg.extract.role_tables import labels
from kg.extract.rows import without_blanks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.extract.name_boundary import NameBoundary
    from kg.extract.scan import Scan
    from kg.extract.tokens import Analysis
    from kg.schema.model import Schema


_PREFIXES = 3
_LONGEST = 18


@dataclass(frozen=True, slots=True)
class _Around:
    """The names around a title: end → start of bodies and areas, and where persons' names end."""

    anchors: Mapping[int, int]
    barriers: frozenset[int]


class PostFinder:
    """Finds candidate posts: each title with the body before it; built once from the schema."""

    CLUES: Final = ("title", "titlePrefix")

    def __init__(self, schema: Schema, boundary: NameBoundary) -> None:
        self._boundary = boundary
        self._bare = frozenset(schema.words("bareTitle"))
        self._of = frozenset(schema.words("ofWord"))
        self._takes = frozenset(schema.words("appoints"))
        self._verbs = tuple(sorted((w for w in self._takes if len(w) > 1), key=lambda w: (-len(w), w)))
        self._behalf = frozenset(schema.words("preposition", "behalfPrepositions"))  # 甲代表[市长]乙
        titles = schema.words("title")
        self._titles = frozenset((*titles, *(p + t for p in schema.words("titlePrefix") for t in titles)))
        self._posted = sorted(schema.words("postedAt"), key=lambda w: (-len(w), w))
        self._former = sorted(schema.words("formerOffice"), key=lambda w: (-len(w), w))

    def __call__(
        self,
        analysis: Analysis,
        scan: Scan,
        areas: Sequence[Mention],
        bodies: Sequence[Mention],
        persons: Sequence[Mention],
    ) -> list[Mention]:
        """Titles with what stands before them, in text order, whether anybody holds them or not."""
        around = _Around(
            outermost(m for m in (*areas, *bodies) if not m.rule.startswith("body-bare")),
            frozenset(m.end for m in persons),
        )
        longest: dict[int, tuple[int, str]] = {}
        within = {at for m in bodies for at in range(m.start + 1, m.end)}
        for start, end, key in scan.spans("title"):
            if (start in within and end in within) or scan.any_from(("groupGoesOn",), end):
                continue  # 全国人大[常委]会, [干部]一局
            if end not in longest or start < longest[end][0]:
                longest[end] = (start, key)
        found = [self._post(analysis, scan, (longest[end][0], end), longest[end][1], around) for end in sorted(longest)]
        return sorted([*found, *self._roles(analysis.text, longest)], key=lambda m: (m.start, m.end))

    def _roles(self, text: str, titles: Mapping[int, tuple[int, str]]) -> Iterator[Mention]:
        """Titles that label the rows of a list, which can be spread over the column with blanks."""
        for start, end in labels(text):
            if end not in titles and (name := without_blanks(text[start:end])) in self._titles:
                yield Mention(start, end, "Post", name, "post", 0.85, "the role of a table's rows")

    def _post(self, analysis: Analysis, scan: Scan, span: tuple[int, int], key: str, around: _Around) -> Mention:
        """The post whose title is *span*, of the class *key*."""
        text, anchors = analysis.text, around.anchors
        start, end = span
        at = start
        for _ in range(_PREFIXES):
            prefixes = [s for s, _ in scan.until("titlePrefix", at)]
            if not prefixes or at in anchors:
                break
            # 某公司党委|副书记, where the 党委 is named; 某公司|党委副书记
            at = next((s for s in prefixes if s in anchors), prefixes[0])
        begin, anchored = at, False
        if at in anchors:
            begin, anchored = anchors[at], True
        elif at == start and anchors.get(start + 1, start) < start:
            begin, anchored = anchors[start + 1], True  # 县司法局长: one 局 for the body and the title
        elif text[start:end] not in self._bare:
            # a post's name has no 的, but one may stand between the body and the title
            last = at - 1 if text[at - 1 : at] in self._of and at - 1 in anchors else at
            found = self._boundary.reach(
                analysis, last, anchors, quotes=False, barriers=around.barriers, limit=_LONGEST
            )
            begin, anchored = found.start, found.anchored
            if begin == last or text[begin:at] in self._takes or text[begin:at] in self._behalf:
                begin = at
            former = "" if anchored else next((w for w in self._former if text.endswith(w, 0, begin)), "")
            if former and begin - len(former) in anchors:
                begin, anchored = anchors[begin - len(former)], True  # 某局[原党委副书记]
        if not anchored:
            verb = next((w for w in self._verbs if text.startswith(w, begin)), "")
            begin += len(verb) if begin + len(verb) < at else 0  # 晋升|副厅级干部
        if begin == at and not anchored:
            when = next((w for w in self._former if text.startswith(w, begin)), "")
            begin += len(when) if begin + len(when) <= start else 0
        posted = next((w for w in self._posted if anchored and text.endswith(w, 0, begin)), "")
        if posted and begin - len(posted) in anchors:
            begin = anchors[begin - len(posted)]  # 某监察厅派驻[某委专员]
        rule, confidence = ("post-with-body", 0.95) if anchored else ("post", 0.8)
        return Mention(begin, end, key, text[begin:end], rule, confidence, "a title with what stands before it")
