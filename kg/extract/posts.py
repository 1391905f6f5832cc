"""Offices and roles, which count where a named person holds them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.model import Mention

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.extract.name_boundary import NameBoundary
    from kg.extract.scan import Scan
    from kg.extract.tokens import Analysis
    from kg.schema.model import Schema


class PostFinder:
    """Finds candidate posts: each title with the body before it; built once from the schema."""

    CLUES = ("title", "titlePrefix")

    def __init__(self, schema: Schema, boundary: NameBoundary) -> None:
        self._boundary = boundary
        self._bare = frozenset(schema.words("bareTitle"))
        self._of = frozenset(schema.words("ofWord"))
        self._takes = frozenset(schema.words("appoints"))
        self._former = frozenset(schema.words("formerOffice"))
        self._organ = frozenset(schema.words("titleOrgan"))

    def __call__(
        self,
        analysis: Analysis,
        scan: Scan,
        areas: Sequence[Mention],
        bodies: Sequence[Mention],
        persons: Sequence[Mention],
    ) -> list[Mention]:
        """Titles with what stands before them, in text order, whether anybody holds them or not."""
        anchors: dict[int, int] = {}
        for mention in (*areas, *bodies):
            if mention.rule == "body-bare":
                continue
            if mention.end not in anchors or mention.start < anchors[mention.end]:
                anchors[mention.end] = mention.start
        self_barriers = frozenset(m.end for m in persons)
        found: list[Mention] = []
        done: set[int] = set()
        for start, end, key in scan.spans("title"):
            if end in done:
                continue
            title_start = min((s for s, _ in scan.until("title", end)), default=start)
            done.add(end)
            found.append(self._post(analysis, scan, title_start, end, key, anchors, self_barriers))
        return found

    def _post(
        self,
        analysis: Analysis,
        scan: Scan,
        start: int,
        end: int,
        key: str,
        anchors: Mapping[int, int],
        barriers: frozenset[int],
    ) -> Mention:
        text = analysis.text
        at = start
        for _ in range(3):
            prefix = next((s for s, _ in scan.until("titlePrefix", at)), None)
            if prefix is None or at in anchors:
                break
            at = prefix
        begin, anchored = at, False
        if at in anchors:
            begin, anchored = anchors[at], True
        elif text[start:end] not in self._bare:
            # 该单位的负责人 is a phrase; a post's name has no 的, but one may stand between the body and the title
            reach = at - 1 if text[at - 1 : at] in self._of and at - 1 in anchors else at
            found = self._boundary.reach(analysis, reach, anchors, quotes=False, barriers=barriers, limit=18)
            begin, anchored = found.start, found.anchored
            if begin == reach or text[begin:at] in self._takes:
                begin = at
            if not anchored and text[begin - 1 : begin] in self._former and begin - 1 in anchors:
                begin, anchored = anchors[begin - 1], True  # 省国资委[原党委副书记]
        name = text[begin:end]
        return Mention(
            begin,
            end,
            key,
            name,
            "post-with-body" if anchored else "post",
            0.85 if anchored else 0.7,
            "a title with its body",
        )
