"""Short lines and list members, settled by what stands around them."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.text.model import BlockKind

if TYPE_CHECKING:
    from kg.text.draft import Draft

_FLOWING = (BlockKind.PARAGRAPH, BlockKind.ITEM)
# These styles are common words or dashes: one alone opens no list.
_NEEDS_SISTER = ("ordinal", "is", "word", "bullet", "numclose")
_LONG_DASHES = ("——", "──")
_ONE_SENTENCE = re.compile("[^。！？；\n]{1,32}[。：:]?")
# A run of so many short lines is a list, not headings.
_LIST = 3
_LABEL_LINE = 7
_NAME_LINE = 40


def settle(text: str, drafts: list[Draft]) -> None:
    """Give the drafts their final kinds: headings told from rows and list items, single markers dropped."""
    _drop_single_markers(text, drafts)
    _short_lines(text, drafts)
    _sentence_headings(text, drafts)
    _closing_name(text, drafts)


def _drop_single_markers(text: str, drafts: list[Draft]) -> None:
    """`最后，` or `第一，` that no other member of a list accompanies opens no list."""
    styles: dict[str, list[Draft]] = {}
    for draft in drafts:
        if draft.marker and draft.marker.style.split("/")[0] in _NEEDS_SISTER:
            styles.setdefault(draft.marker.style, []).append(draft)
    for members in styles.values():
        ordinals = [d.marker.ordinal for d in members if d.marker]
        if len(members) > 1 and ordinals[0] in (None, 1):
            continue
        for draft in members:
            if draft.level is not None:
                continue
            if draft.marker and draft.marker.text in _LONG_DASHES and "。" in text[draft.start : draft.end]:
                continue  # an excerpt may hold one member of a longer list
            draft.kind = BlockKind.PARAGRAPH if draft.kind is BlockKind.ITEM else draft.kind
            draft.marker = None


def _short_lines(text: str, drafts: list[Draft]) -> None:
    """Decide for each short line whether it heads what follows, is a row of a list, or stands alone."""
    k = 0
    while k < len(drafts):
        draft = drafts[k]
        if draft.kind is not BlockKind.HEADING or draft.level is not None:
            k += 1
            continue
        run = k
        while run < len(drafts) and drafts[run].kind is BlockKind.HEADING and drafts[run].style == draft.style:
            run += 1
        follower = drafts[run] if run < len(drafts) else None
        held = follower is not None and not follower.outer
        members = drafts[k:run]
        if draft.marker:
            for member in members[:-1]:
                member.kind = BlockKind.ITEM
            heads = held and follower is not None and follower.style != draft.style
            members[-1].kind = BlockKind.HEADING if heads else BlockKind.ITEM
        else:
            if k > 0 and drafts[k - 1].marker and drafts[k - 1].kind is BlockKind.HEADING:
                # Short lines between two numbered headings are what the first one holds.
                held = held and follower is not None and follower.marker is None
            after_row = k > 0 and drafts[k - 1].kind is BlockKind.ROW
            _unmarked(text, members, held=held, listed=len(members) >= _LIST or (after_row and not held))
        k = run


def _unmarked(text: str, members: list[Draft], *, held: bool, listed: bool) -> None:
    for member in members:
        line = text[member.start : member.end]
        if line[-1] in "：:":
            # `成员：` over its rows is a heading; a clause that announces what follows is a paragraph.
            short = len(line) <= _LABEL_LINE and "，" not in line
            member.kind = BlockKind.HEADING if short and held else BlockKind.PARAGRAPH
            member.colon = True
        elif listed:
            member.kind = BlockKind.ROW
        elif not held:
            member.kind = BlockKind.PARAGRAPH


def _closing_name(text: str, drafts: list[Draft]) -> None:
    """A last line behind a dash, without full stop, names the author (`——某县纪委书记 某某`)."""
    last = next((d for d in reversed(drafts) if not d.outer), None)
    if last is None or last.kind is not BlockKind.PARAGRAPH or last.end - last.start > _NAME_LINE:
        return
    if text.startswith(_LONG_DASHES, last.start) and text[last.end - 1] not in "。！？；：”":
        last.kind, last.outer = BlockKind.BYLINE, True


def _sentence_headings(text: str, drafts: list[Draft]) -> None:
    """A list member of one short sentence over unmarked paragraphs is their heading (`——民生持续改善。`).

    A later member is one only where the member before it is: behind the last one the paragraph may belong to the whole.
    """
    sisters: dict[str, Draft] = {}
    for draft, follower in pairwise(drafts):
        if draft.marker is None:
            continue
        before = sisters.get(draft.marker.style) if draft.marker.ordinal != 1 else None
        sisters[draft.marker.style] = draft
        if (
            draft.kind is BlockKind.ITEM
            and draft.level is None
            and follower.kind is BlockKind.PARAGRAPH
            and _ONE_SENTENCE.fullmatch(text, draft.marker.end, draft.end)
            and (before is None or before.kind is BlockKind.HEADING)
        ):
            draft.kind = BlockKind.HEADING
