"""Which block stands under which: headings, lists that go on, tables, what a paragraph announces."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.text.enumerators import LIST_RANK
from kg.text.model import BlockKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.text.draft import Draft


def attach(text: str, drafts: Sequence[Draft]) -> None:
    """Give each block the heading, list member, table row or announcing paragraph under which it stands.

    `stack` holds the open ones, outermost first. Lines around the report (`outer`) stand under nothing.
    """
    stack: list[Draft] = []
    lasts = _list_ends(drafts)
    previous: Draft | None = None
    for k, draft in enumerate(drafts):
        if draft.outer:
            continue
        announced = previous is not None and _announces(text, previous)
        if draft.kind is BlockKind.ROW:
            _leave_items(stack)
            if announced and previous is not None:
                stack.append(previous)
            row = previous if previous is not None and previous.kind is BlockKind.ROW else None
            holder = None if draft.label or row is None else row if row.label else row.parent
            labelled = holder is not None and holder.kind is BlockKind.ROW
            draft.parent = holder if labelled else stack[-1] if stack else None
        elif draft.style:
            _unwind(stack, draft)
            if announced and previous is not None and _opens_list(draft) and previous not in stack:
                stack.append(previous)
            draft.parent = stack[-1] if stack else None
            stack.append(draft)
        else:
            _leave_lists(stack, k, lasts, after_row=previous is not None and previous.kind is BlockKind.ROW)
            draft.parent = stack[-1] if stack else None
        previous = draft


def _list_ends(drafts: Sequence[Draft]) -> dict[int, int]:
    """For each list member (by `id`) that another one follows, the position of that next member."""
    lasts: dict[int, int] = {}
    following: dict[str, int] = {}
    for k in range(len(drafts) - 1, -1, -1):
        draft = drafts[k]
        if draft.marker is None:
            if draft.kind is BlockKind.HEADING:
                following.clear()
            continue
        marker = draft.marker
        sister = following.get(marker.style)
        if sister is not None:
            ordinal = drafts[sister].marker.ordinal if drafts[sister].marker else None  # type: ignore[union-attr]
            if not marker.ordinal or not ordinal or ordinal == marker.ordinal + 1:
                lasts[id(draft)] = sister
        following = {s: i for s, i in following.items() if drafts[i].marker.rank <= marker.rank}  # type: ignore[union-attr]
        following[marker.style] = k
    return lasts


def _announces(text: str, draft: Draft) -> bool:
    """Whether a paragraph opens a list: it ends with a colon."""
    return draft.kind is BlockKind.PARAGRAPH and text[draft.end - 1] in "：:"


def _leave_items(stack: list[Draft]) -> None:
    while stack and stack[-1].kind is BlockKind.ITEM:
        stack.pop()


def _unwind(stack: list[Draft], draft: Draft) -> None:
    """Leave what a heading or list member of this style does not stand under."""
    styles = [d.style for d in stack]
    if draft.level and draft.kind is BlockKind.HEADING:
        while stack and not (stack[-1].kind is BlockKind.HEADING and 0 < (stack[-1].level or 0) < draft.level):
            stack.pop()
    elif draft.style in styles:
        del stack[styles.index(draft.style) :]
    elif draft.marker:
        while stack and not stack[-1].level and stack[-1].marker and stack[-1].marker.rank >= draft.marker.rank:
            stack.pop()
    elif draft.style == "heading":
        # A heading without number, new in this report, ends lists and what was announced.
        while stack and (stack[-1].kind is not BlockKind.HEADING or _in_list(stack[-1])):
            stack.pop()


def _opens_list(draft: Draft) -> bool:
    """Whether the block is the first member of a list; a numbered section of the report is none."""
    if draft.level and draft.kind is BlockKind.HEADING:
        return False
    first = draft.marker is not None and draft.marker.ordinal in (1, None)
    return first and (draft.kind is BlockKind.ITEM or _in_list(draft))


def _in_list(draft: Draft) -> bool:
    return not draft.level and draft.marker is not None and draft.marker.rank >= LIST_RANK


def _leave_lists(stack: list[Draft], k: int, lasts: dict[int, int], *, after_row: bool) -> None:
    """Leave the list members and tables that a plain paragraph at *k* does not belong to."""
    if after_row and (roots := [i for i, d in enumerate(stack) if d.kind is BlockKind.PARAGRAPH]):
        del stack[roots[0] :]
    while stack:
        top = stack[-1]
        if top.kind is BlockKind.HEADING and not _in_list(top):
            return
        if lasts.get(id(top), -1) > k:
            return
        if top.kind is BlockKind.HEADING and not top.taken:
            # The last member of a list of headings holds one paragraph, as far as one can know.
            top.taken = True
            return
        stack.pop()
