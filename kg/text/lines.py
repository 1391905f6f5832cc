"""What each line of a report is: headline, dateline, address, heading, paragraph, table row, signature."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.text.draft import Draft
from kg.text.model import BlockKind
from kg.text.original import LineKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.text.dateline import MatterFinder
    from kg.text.enumerators import MarkerFinder
    from kg.text.original import Line

_LINE = re.compile(r"[^\n]+")
_WORD = re.compile(r"[^\W_]")
_FINAL_END = re.compile(r"[。！？；…!?;][”’」』）)】]*$")
# A gap that parts the columns of a table.
_GAP = re.compile("\t|\u3000{1,}| {2,}")
_LABEL = re.compile("([^\\s：:，。、；“”（）()0-9]{1,10})[：:]")
# A line longer than this is prose, whatever its end.
_PROSE = 70
_LONG_TITLE = 160
_HEAD_LINES = 25
_SIGNATURE = 45
_MATTER = (BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.ROW)
# A heading of such a level only looks like one (a short line in bold): a number before it says more.
_LOOKS = 7
_BRACKETED = re.compile("[（(【\\[][^（）()【】\\[\\]]*[）)】\\]]")


class LineReader:
    """Tells the kind of each line; a dateline, an address or a byline within a line becomes a block of its own."""

    def __init__(self, matter: MatterFinder, markers: MarkerFinder) -> None:
        self._matter = matter
        self._markers = markers

    def __call__(self, text: str, given: Mapping[int, Line] | None = None) -> list[Draft]:
        """The blocks of *text*, line by line, in their order, without parents.

        Args:
            text: the repaired text.
            given: what the file's format says of lines, by where their first word stands.
        """
        given = given or {}
        spans = [(m.start(), m.end()) for m in _LINE.finditer(text)]
        spans = [s for s in (_trimmed(text, *s) for s in spans) if s[0] < s[1]]
        drafts, at = self._head(text, spans, given)
        official = any(d.kind is BlockKind.SUBTITLE for d in drafts)
        for start, end in spans[at:]:
            self._body_line(text, start, end, drafts, official=official, given=given.get(start))
        self._signatures(text, drafts)
        return drafts

    # --- head -------------------------------------------------------------------------------------------------

    def _head(self, text: str, spans: list[tuple[int, int]], given: Mapping[int, Line]) -> tuple[list[Draft], int]:
        """The lines above the report's first sentence, and the number of lines read."""
        drafts: list[Draft] = []
        title: str | None = None
        for k, (start, end) in enumerate(spans[:_HEAD_LINES]):
            line = text[start:end]
            told = given[start].kind if start in given else LineKind.PARAGRAPH
            if told is LineKind.TITLE:
                drafts.append(Draft(_title_kind(title, line), start, end, outer=True))
                title = title or line
                continue
            kind = self._outer_kind(line)
            label = self._matter.label(text, start, end)
            if told is not LineKind.PARAGRAPH and kind is None and label is None:
                return drafts, k
            if kind is None and label is not None and len(line) <= 120:
                drafts += _labelled(label, start, end)
                if label[0] == "metaTitle":
                    title = text[label[1] : end]
                continue
            if kind is not None:
                drafts.append(Draft(kind, start, end, outer=True))
                continue
            marker = self._markers.at(text, start, end)
            if marker and marker.ordinal is None and title is not None and not is_prose(line):
                drafts.append(Draft(BlockKind.SUBTITLE, start, end, outer=True))
                continue
            long_title = k == 0 and len(spans) > 1 and len(line) <= _LONG_TITLE and not _ends(line)
            if (is_prose(line) and not long_title) or line[-1] in "：:" or marker:
                return drafts, k
            dateline = self._matter.dateline(text, start, end)
            begin = start
            if dateline is not None and not dateline.titled and dateline.end < end:
                return drafts, k  # a report of one line without a full stop
            if dateline is not None:
                drafts.append(Draft(BlockKind.DATELINE, start, _back(text, start, dateline.end), outer=True))
                begin = dateline.end
                if begin == end:
                    continue
            title = self._headline(text, begin, end, title, drafts, number=self._matter.number(line), start=start)
        return drafts, min(len(spans), _HEAD_LINES)

    def _headline(
        self, text: str, begin: int, end: int, title: str | None, drafts: list[Draft], *, number: int | None, start: int
    ) -> str | None:
        """Add the line's headline, and the number or the office that stands in it; the headline so far."""
        cut = end if number is None else max(begin, start + number)
        if title is not None and number is None and self._matter.publisher_line(text[start:end]):
            drafts.append(Draft(BlockKind.DATELINE, begin, end, outer=True))
            return title
        if begin < cut:
            words = text[begin:cut].rstrip()
            drafts.append(Draft(_title_kind(title, words), begin, begin + len(words), outer=True))
            title = title or words
        if cut < end:
            drafts.append(Draft(BlockKind.SUBTITLE, cut, end, outer=True))
        return title

    def _outer_kind(self, line: str) -> BlockKind | None:
        """The kind of a line that is not of the report, or None."""
        if not _WORD.search(line) or self._matter.remark(line):
            return BlockKind.NOTE
        if len(line) > _PROSE:
            return None
        if self._matter.date_only(line) or self._matter.source_line(line):
            return BlockKind.DATELINE
        return BlockKind.BYLINE if self._matter.byline(line) else None

    # --- body -------------------------------------------------------------------------------------------------

    def _body_line(
        self, text: str, start: int, end: int, drafts: list[Draft], *, official: bool, given: Line | None
    ) -> None:
        opening = len(drafts) < _HEAD_LINES and not any(d.kind in _MATTER for d in drafts)
        line = text[start:end]
        kind = self._outer_kind(line)
        label = self._matter.label(text, start, end)
        if label is not None and label[0] == "metaOther" and len(line) <= 2 * _PROSE:
            kind = BlockKind.NOTE
        if kind is not None:
            drafts.append(Draft(kind, start, end, outer=True))
            return
        if given is not None and (stated := self._stated(text, start, end, given)) is not None:
            drafts.append(stated)
            return
        if opening:
            start = self._opening(text, start, end, drafts, official=official)
            if start == end:
                return
        closing: list[Draft] = []
        for find, kind in (
            (self._matter.closing_byline, BlockKind.BYLINE),
            (self._matter.closing_remark, BlockKind.NOTE),
            (self._matter.closing_byline, BlockKind.BYLINE),
        ):
            cut = find(text, start, end)
            if cut is not None and cut > start:
                closing.append(Draft(kind, cut + len(text[cut:end]) - len(text[cut:end].lstrip()), end, outer=True))
                end = _back(text, start, cut)
        self._plain_line(text, start, end, drafts)
        drafts.extend(reversed(closing))

    def _stated(self, text: str, start: int, end: int, given: Line) -> Draft | None:
        """The block that the format says the line is; None for a plain paragraph and for prose set as a heading."""
        if given.kind is LineKind.ROW:
            return Draft(BlockKind.ROW, start, end, level=0)
        marker = self._markers.at(text, start, end)
        if given.kind is LineKind.ITEM and marker is not None:
            return Draft(BlockKind.ITEM, start, end, marker, level=0)
        if given.kind not in (LineKind.HEADING, LineKind.TITLE) or end - start > _PROSE:
            return None
        if marker is not None and given.level >= _LOOKS:
            return None
        return Draft(BlockKind.HEADING, start, end, marker, level=max(1, given.level))

    def _opening(self, text: str, start: int, end: int, drafts: list[Draft], *, official: bool) -> int:
        """Take dateline or address from the first line of the report; where the rest begins."""
        dateline = self._matter.dateline(text, start, end)
        if dateline is not None:
            drafts.append(Draft(BlockKind.DATELINE, start, _back(text, start, dateline.end), outer=True))
            return dateline.end
        address = self._matter.address(text, start, end)
        if address is not None and (address == end or official):
            drafts.append(Draft(BlockKind.ADDRESSEE, start, address, outer=True))
            return address + len(text[address:end]) - len(text[address:end].lstrip())
        return start

    def _plain_line(self, text: str, start: int, end: int, drafts: list[Draft]) -> None:
        line = text[start:end]
        marker = self._markers.at(text, start, end)
        if marker is not None and (marker.style.split("/")[0] not in ("is", "ordinal", "word") or is_prose(line)):
            # A clause that ends with a colon announces a list.
            clause = is_prose(line) or ("，" in line and line[-1] in "：:")
            kind = BlockKind.ITEM if clause else BlockKind.HEADING
            drafts.append(Draft(kind, start, end, marker))
        elif is_prose(line):
            drafts.append(Draft(BlockKind.PARAGRAPH, start, end))
        else:
            label = _LABEL.match(line)
            row = _GAP.search(line) is not None or (label is not None and label.end() < len(line))
            kind = BlockKind.ROW if row else BlockKind.HEADING
            if kind is BlockKind.HEADING and drafts and drafts[-1].kind is kind and _BRACKETED.fullmatch(line):
                kind = BlockKind.SUBTITLE
            drafts.append(Draft(kind, start, end, label=label.group(1) if label and kind is BlockKind.ROW else None))

    # --- end --------------------------------------------------------------------------------------------------

    def _signatures(self, text: str, drafts: list[Draft]) -> None:
        """The issuing offices and the date below a text."""
        body = next((k for k, d in enumerate(drafts) if d.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM)), len(drafts))
        for k, draft in enumerate(drafts):
            if k <= body or draft.level is not None:
                continue
            line = text[draft.start : draft.end]
            if draft.kind is BlockKind.DATELINE and self._matter.date_only(line):
                draft.kind = BlockKind.SIGNATURE
                for above in reversed(drafts[max(body, k - 5) : k]):
                    short = above.end - above.start <= _SIGNATURE
                    plain = above.kind in (BlockKind.HEADING, BlockKind.ROW) and above.level is None
                    if not plain or above.marker or above.label or not short:
                        break
                    above.kind, above.label, above.outer = BlockKind.SIGNATURE, None, True
            elif (
                draft.kind in (BlockKind.HEADING, BlockKind.ROW)
                and len(line) <= _SIGNATURE
                and self._matter.dated(line)
            ):
                draft.kind, draft.label, draft.outer = BlockKind.SIGNATURE, None, True


def is_prose(line: str) -> bool:
    """Whether a line holds running text: a full stop, or more characters than any heading has."""
    return len(line) > _PROSE or _ends(line)


def _ends(line: str) -> bool:
    """Whether a sentence ends in the line."""
    return "。" in line or _FINAL_END.search(line) is not None


def _labelled(label: tuple[str, int], start: int, end: int) -> list[Draft]:
    kind, value = label
    if kind == "metaTitle" and value < end:
        return [Draft(BlockKind.DATELINE, start, value, outer=True), Draft(BlockKind.TITLE, value, end, outer=True)]
    kinds = {"metaDate": BlockKind.DATELINE, "metaPublisher": BlockKind.DATELINE, "byline": BlockKind.BYLINE}
    return [Draft(kinds.get(kind, BlockKind.NOTE), start, end, outer=True)]


def _title_kind(title: str | None, line: str) -> BlockKind:
    return BlockKind.TITLE if title is None or _squeezed(line) == _squeezed(title) else BlockKind.SUBTITLE


def _squeezed(line: str) -> str:
    return re.sub(r"\s+", "", line)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    line = text[start:end]
    return start + len(line) - len(line.lstrip()), start + len(line.rstrip())


def _back(text: str, start: int, end: int) -> int:
    """*end* without the spaces before it."""
    return start + len(text[start:end].rstrip())
