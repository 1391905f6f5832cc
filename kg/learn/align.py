"""From marks on a text to one label for each word, and back."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.extract.model import Token
    from kg.learn.corpus import Mark
    from kg.text.model import Document


def marks_in(document: Document, marks: Iterable[Mark]) -> list[tuple[int, int, str, bool]]:
    """The marks, set on the source, as (start, end, kind, optional) in code points of `document.text`."""
    origins = [document.source_offset(i) for i in range(len(document.text) + 1)]
    spans = []
    for mark in marks:
        start, end = bisect_left(origins, mark.start), bisect_left(origins, mark.end)
        if start < end:
            spans.append((start, end, mark.kind, mark.optional))
    return spans


def labels(
    tokens: Sequence[Token], spans: Iterable[tuple[int, int, str, bool]], kinds: frozenset[str] | Sequence[str]
) -> list[str]:
    """One label in the IOB2 scheme for each word; of spans that overlap the longest wins.

    Spans whose ends are not ends of words are left out: the model could not find them either.
    """
    result = ["O"] * len(tokens)
    starts = {t.start: i for i, t in enumerate(tokens)}
    ends = {t.end: i for i, t in enumerate(tokens)}
    for start, end, kind, _ in sorted(spans, key=lambda s: (s[0] - s[1], s[0], s[2])):
        first, last = starts.get(start), ends.get(end)
        if kind not in kinds or first is None or last is None or any(r != "O" for r in result[first : last + 1]):
            continue
        result[first] = "B-" + kind
        result[first + 1 : last + 1] = ["I-" + kind] * (last - first)
    return result


def spans(result: Sequence[str]) -> list[tuple[int, int, str]]:
    """The spans of a label sequence as (first word, last word + 1, kind)."""
    found: list[tuple[int, int, str]] = []
    i = 0
    while i < len(result):
        if result[i] == "O":
            i += 1
            continue
        kind, first = result[i][2:], i
        i += 1
        while i < len(result) and result[i] == "I-" + kind:
            i += 1
        found.append((first, i, kind))
    return found
