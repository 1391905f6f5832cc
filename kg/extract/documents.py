"""Titles and numbers of documents: 《…》, 关于…的通知, 国办函〔2018〕74号, 1号文."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.extract.model import Mention
from kg.text.marks import CLOSERS, FINAL, HAN, OPENERS, WIDE_SPACE
from kg.text.model import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.tokens import Analysis
    from kg.schema.model import Schema

_MIN_TITLE = 8
_MAX_ISSUER = 16
_COMMAS = "，,"
_CLAUSE_MARKS = frozenset(FINAL + _COMMAS + "；：!?;: " + WIDE_SPACE)
# The form of document numbers: GB/T 9704-2012, 7.2.5 (issuer's abbreviation, year in brackets, number).
_OPEN, _CLOSE = (re.escape("".join(c for c in marks if c not in "“”‘’")) for marks in (OPENERS, CLOSERS))
_NUMBER = re.compile(rf"[{HAN}]{{1,8}}[{_OPEN}]\d{{4}}[{_CLOSE}]\d{{1,4}}[{HAN}]")
_WORD = 2  # code points of a title that is no more than a word
_KIND = ("title-word", "a kind of document in title marks")
_QUOTED = ("title-marks", 0.85, "a title that begins with its word about, in quotation marks")
_INNER_QUOTES = frozenset("‘’")
_TITLE = ("title-marks", "in title marks")
_DIGITS = r"\d{1,3}"


def _any_of(words: tuple[str, ...]) -> str:
    """A regular expression for any of the words, longest first; one that matches nothing where there are none."""
    return "|".join(map(re.escape, sorted(words, key=lambda w: (-len(w), w)))) or "(?!)"


class DocumentReader:
    """Finds documents by their form; built once from the schema."""

    def __init__(self, schema: Schema) -> None:
        words: dict[str, str] = {}
        for clue in ("head", "weakHead"):
            for word, keys in schema.clue(clue).items():
                cls = next((k for k in keys if schema.type_of(k) == "document"), None)
                if cls is not None:
                    words.setdefault(word, cls)
        self._class_of = words
        self._longest = max(map(len, words), default=0)
        self._announcers = frozenset(schema.clue("announcer"))
        self._before_number = self._announcers | frozenset(schema.clue("breaksPhrase"))
        self._serials = schema.words("serial")
        opening, closing = (_any_of(schema.words(clue)) for clue in ("titleOpen", "titleClose"))
        inner = rf"[^{re.escape(''.join(schema.words('titleOpen') + schema.words('titleClose')))}\n]"
        self._title = re.compile(rf"(?:{opening})({inner}{{2,80}})(?:{closing})")
        about, of, ends = (_any_of(w) for w in (schema.words("aboutWord"), schema.words("ofWord"), tuple(words)))
        stop = re.escape(FINAL + _COMMAS) + "；\n"
        dividers = re.escape("".join(w for w in schema.words("coordinator") if len(w) == 1))
        self._about = re.compile(rf"(?:{about})[^{stop}]{{2,80}}?(?:{of})[^{stop}{dividers}“”]{{0,6}}?(?:{ends})")
        self._quoted = re.compile(rf"“((?:{about})[^“”\n]{{2,60}}(?:{of})[^“”\n]{{2,6}})”")
        self._numbered = re.compile(rf"{_DIGITS}(?:{_any_of(schema.words('numberedPaper'))})")

    def class_of(self, title: str) -> str:
        """The class of a document by the end of its title; the general one where no word says more."""
        for length in range(min(self._longest, len(title)), 0, -1):
            cls = self._class_of.get(title[-length:])
            if cls is not None:
                return cls
        return "Document"

    def __call__(self, analysis: Analysis) -> Iterator[Mention]:
        """Mentions of documents; overlaps are possible."""
        text = analysis.text
        for m in self._title.finditer(text):
            if not m[1].endswith(self._serials):
                mere = len(m[1]) <= _WORD or m[1] in self._class_of
                rule, reason = _KIND if mere else _TITLE
                yield Mention(m.start(), m.end(), self.class_of(m[1]), m[1], rule, 0.95, reason)
        for m in _NUMBER.finditer(text):
            start = m.start()
            while cut := next((n for n in (4, 3, 2, 1) if text[start : start + n] in self._before_number), 0):
                start += cut
            yield Mention(
                start,
                m.end(),
                "OfficialNotice",
                text[start : m.end()],
                "document-number",
                0.9,
                "a number as official documents have it",
            )
        for m in self._quoted.finditer(text):
            name = "".join(c for c in m[1] if c not in _INNER_QUOTES)
            yield Mention(m.start(), m.end(), self.class_of(name), name, *_QUOTED)
        for m in self._about.finditer(text):
            start = self._issuer(analysis, m.start())
            name = "".join(text[start : m.end()].split())
            yield Mention(
                start,
                m.end(),
                self.class_of(name),
                name,
                "about-title",
                0.85,
                "from its word about to a kind of document",
            )
        yield from self._headline(analysis)
        for m in self._numbered.finditer(text):
            start = self._issuer(analysis, m.start())
            yield Mention(
                start, m.end(), "OfficialNotice", text[start : m.end()], "numbered-paper", 0.85, "known by its number"
            )

    def _headline(self, analysis: Analysis) -> Iterator[Mention]:
        """A headline that is the title of the document itself: it ends with a kind of document and has no verb."""
        for block in analysis.document.blocks:
            if block.kind is not BlockKind.TITLE or block.end - block.start < _MIN_TITLE:
                continue
            title = analysis.text[block.start : block.end].strip()
            cls = self.class_of(title)
            if cls == "Document" or any(c in _CLAUSE_MARKS for c in title):
                continue
            low, high = analysis.token_index(block.start), analysis.token_index(block.end - 1)
            if not any(t.text in self._announcers for t in analysis.tokens[low:high]):
                yield Mention(
                    block.start,
                    block.start + len(title),
                    cls,
                    "".join(title.split()),
                    "headline-title",
                    0.85,
                    "a headline that is a title",
                )

    def _issuer(self, analysis: Analysis, start: int) -> int:
        """Where the issuer's name begins that stands right before *start*."""
        index = analysis.token_index(start) - 1 if start in analysis.boundaries else -1
        first = start
        while index >= 0 and analysis.tokens[index].pos[0] in "nj" and start - first < _MAX_ISSUER:
            first = analysis.tokens[index].start
            index -= 1
        return first
