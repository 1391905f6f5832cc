"""Decoded text to repaired text: what copying, mirroring and typesetting did to a report is undone, and listed."""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.text.linebreaks import LineMender
from kg.text.marks import HAN, INVISIBLE, ODD_SPACES
from kg.text.offsets import Edit, Traced
from kg.text.pinyin import pinyin_edits
from kg.text.script import to_simplified

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kg.text.words import TextWords

# An entity, its ampersand possibly escaped several times over (&amp;amp;nbsp;).
_ENTITY = re.compile(
    r"&(?:amp;|#0*38;|#[xX]0*26;){0,8}(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
)
_UNSEEN = re.compile(
    f"[{INVISIBLE}\\x00-\\x08\\x0e-\\x1f\\x7f-\\x84\\x86-\\x9f\\ufdd0-\\ufdef\\ufffe\\uffff]+|\\r(?=\\n)"
)
# Marks of a private font, where they are no character of a word.
_PRIVATE = re.compile(f"(?<![{HAN}])[\ue000-\uf8ff]+|[\ue000-\uf8ff]+(?![{HAN}\ue000-\uf8ff])")
_BREAK = "\r\x0b\x0c\x85\u2028\u2029"
_WIDE = "０-９Ａ-Ｚａ-ｚ"
# Full-width signs that belong to a number or an ASCII word when one stands on both sides.
_WIDE_SIGN = re.compile("(?<=[0-9A-Za-z])[．，－／：＋～＠＿](?=[0-9A-Za-z])")
# One word that was set wide: single characters between blanks, a field of its own.
_SPACED = re.compile(
    f"(?:(?<=[\n\u3000\t:：、，；])|(?<=[^{HAN}] )|(?<![\\s\\S]))"
    f"[{HAN}](?:[ \u3000]{{1,4}}[{HAN}])+"
    f"(?=[\n\u3000\t:：、，；]|  | [^{HAN} ]|$|(?![\\s\\S]))"
)
_FIXPOINT = 8


@dataclass(frozen=True, slots=True)
class Repaired:
    """A text with its map to the source, and what was mended, in words."""

    traced: Traced
    repairs: tuple[str, ...]


class Repairer:
    """Mends a text by the vocabulary of one schema; repairing twice gives the same as once."""

    def __init__(self, words: TextWords) -> None:
        self._lines = LineMender(words)
        self._signs = str.maketrans(
            {
                **{c: unicodedata.normalize("NFKC", c) for c in map(chr, (*range(0xFF10, 0xFF1A), 0xFF05))},
                **{
                    c: unicodedata.normalize("NFKC", c)
                    for c in map(chr, (*range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B)))
                },
                **dict.fromkeys(_BREAK, "\n"),
                **dict.fromkeys(_each(ODD_SPACES), " "),
                **dict(zip("「」『』｢｣", "“”‘’“”", strict=True)),
            }
        )

    def __call__(self, source: str, *, lines: bool = True) -> Repaired:
        """The repaired text of *source*, exact to the code point in its map.

        Args:
            source: the text.
            lines: whether line breaks may be wrong; those of a format that has paragraphs are not.
        """
        traced, counts = Traced(source), dict[str, int]()
        for _ in range(_FIXPOINT):
            before = traced.text
            traced = self._pass(traced, counts, lines=lines)
            if traced.text == before:
                break
        return Repaired(traced, tuple(f"{n} {what if n != 1 else _singular(what)}" for what, n in counts.items() if n))

    def _pass(self, traced: Traced, counts: dict[str, int], *, lines: bool) -> Traced:
        def count(what: str, n: int) -> None:
            if n:
                counts[what] = counts.get(what, 0) + n

        traced = _applied(traced, _entities, "HTML entities resolved", count)
        traced = _applied(traced, _unseen, "runs of invisible characters removed", count)
        traced = _applied(traced, _private, "marks of a private font removed", count)
        text = traced.text.translate(self._signs)
        if text != traced.text:
            count("signs brought to their usual form", sum(a != b for a, b in zip(text, traced.text, strict=True)))
            traced = traced.replaced(text)
        if _WIDE_SIGN.search(traced.text):
            traced = traced.replaced(_WIDE_SIGN.sub(lambda m: unicodedata.normalize("NFKC", m.group()), traced.text))
        traced = _applied(traced, pinyin_edits, "pinyin brackets removed", count)
        text, changed = to_simplified(traced.text)
        if changed:
            count("traditional characters made simplified", changed)
            traced = traced.replaced(text)
        traced = _applied(traced, _spaced, "words set wide closed up", count)
        if not lines:
            return traced
        traced = _applied(traced, self._lines.breaks, "paragraph breaks restored", count)
        return _applied(traced, self._lines.joins, "broken lines joined", count)


def _applied(
    traced: Traced, find: Callable[[str], Iterator[Edit]], what: str, count: Callable[[str, int], None]
) -> Traced:
    edits = list(find(traced.text))
    count(what, len(edits))
    return traced.edited(edits) if edits else traced


def _entities(text: str) -> Iterator[Edit]:
    if "&" not in text:
        return
    for match in _ENTITY.finditer(text):
        name = match.group().rsplit(";", 2)[-2].lstrip("&")
        resolved = html.unescape(f"&{name};")
        if len(resolved) == 1 and resolved != "\x00":
            yield Edit(match.start(), match.end(), resolved)


def _unseen(text: str) -> Iterator[Edit]:
    for match in _UNSEEN.finditer(text):
        yield Edit(match.start(), match.end())


def _private(text: str) -> Iterator[Edit]:
    for match in _PRIVATE.finditer(text):
        yield Edit(match.start(), match.end())


def _spaced(text: str) -> Iterator[Edit]:
    """The blanks inside words that were set wide to fill a column (`组　长：`, `张　三　　局长`)."""
    for match in _SPACED.finditer(text):
        at = match.start()
        for char in match.group():
            if char in " \u3000":
                yield Edit(at, at + 1)
            at += 1


def _each(ranges: str) -> Iterator[str]:
    """The characters of a regular expression's character set."""
    i = 0
    while i < len(ranges):
        if ranges[i + 1 : i + 2] == "-":
            yield from map(chr, range(ord(ranges[i]), ord(ranges[i + 2]) + 1))
            i += 3
        else:
            yield ranges[i]
            i += 1


def _singular(what: str) -> str:
    """`pinyin brackets removed` → `pinyin bracket removed`."""
    words = what.split(" ")
    plural = next(i for i, w in enumerate(words) if w.endswith("s") or w == "entities")
    words[plural] = "entity" if words[plural] == "entities" else words[plural].removesuffix("s")
    return " ".join(words)
