"""Run-in headings: a short first sentence that names what its paragraph is about (`建台账。每周更新……`)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.text.marks import HAN
from kg.text.model import BlockKind

if TYPE_CHECKING:
    from kg.text.draft import Draft
    from kg.text.items import Item

_FLOWING = (BlockKind.PARAGRAPH, BlockKind.ITEM)
# Behind a marker a run-in heading may be so long; without one it is shorter, and has a sister beside it.
_MARKED_LIMIT = 25
_LIMIT = 14
_FIRST = re.compile(f"([^。！？；：\n]{{1,40}})[。：](?=[{HAN}0-9A-Za-z“《（(])")
# Behind a marker blanks may part the heading from its text.
_SPACED = re.compile("([^。！？；：，、\\s]{2,20})(?:[ ]{1,4}|\u3000+)(?=[^\\s]{10})")
_BRACKETED = re.compile("[【\\[]([^】\\]\n]{1,30})[】\\]]")


def find_leads(text: str, drafts: list[Draft]) -> None:
    """Mark the run-in headings: behind a marker any short first sentence, else only where paragraphs in a row do so."""
    row: list[tuple[Draft, tuple[int, int]]] = []
    for draft in (*drafts, None):
        lead = None
        if draft is not None and draft.kind in _FLOWING:
            if draft.marker:
                spaced = _SPACED.match(text, draft.marker.end, draft.end)
                draft.lead = spaced.span(1) if spaced else run_in(text, draft.marker.end, draft.end)
            else:
                lead = run_in(text, draft.start, draft.end, _LIMIT)
                if lead and any(c in "，,、" for c in text[lead[0] : lead[1]]):
                    lead = None
        if draft is not None and lead:
            row.append((draft, lead))
            continue
        for k, (member, span) in enumerate(row):
            sisters = [s for j, (_, s) in enumerate(row) if abs(j - k) == 1]
            if any(_alike(text, span, s) for s in sisters):
                member.lead = span
        row.clear()


def _alike(text: str, a: tuple[int, int], b: tuple[int, int]) -> bool:
    """Whether two leads are parallel: same first or last character, or same length."""
    return text[a[0]] == text[b[0]] or text[a[1] - 1] == text[b[1] - 1] or a[1] - a[0] == b[1] - b[0]


def item_lead(text: str, item: Item, end: int, *, holds: bool) -> tuple[int, int] | None:
    """The run-in heading of a list item inside a paragraph; *end* is where its own words end.

    Where the item holds a list of its own, words without a full stop before that list are its heading.
    """
    lead = run_in(text, item.marker.end, end)
    if lead or not holds:
        return lead
    words = text[item.marker.end : end].rstrip("：: ")
    whole = 0 < len(words) <= 2 * _MARKED_LIMIT and not any(c in words for c in "。！？；")
    return (item.marker.end, item.marker.end + len(words)) if whole else None


def run_in(text: str, start: int, end: int, limit: int = _MARKED_LIMIT) -> tuple[int, int] | None:
    """The short first sentence of the passage, or the words in brackets that open it, without its full stop."""
    match = _FIRST.match(text, start, end)
    if match is None:
        bracketed = _BRACKETED.match(text, start, end)
        return bracketed.span(1) if bracketed else None
    return match.span(1) if match.end(1) - start <= limit else None
