"""Sentences as sequences of atoms: words, and whole names, counts, times and quoted names that no rule looks into."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract.words import (
    ADVERB,
    BY_POS,
    COMPLEMENT,
    ENDING,
    HEAD_NOUN,
    LINK,
    MONEY_COUNT,
    PRONOUN,
    TERM,
    THING_COUNT,
    TIGHT_HEAD,
    VERB,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.extract.model import Mention, Quantity, TimeExpression
    from kg.extract.tokens import Analysis
    from kg.extract.words import Words

WORD, NAME, COUNT, TIME, QUOTED, DE, BREAK, PAUSE, BRACKET = range(9)

_OPEN = {"“": "”", "‘": "’", "「": "」", "『": "』", "《": "》", "〈": "〉", '"': '"'}
_BRACKETS = {"(": ")", "（": "）", "〔": "〕", "[": "]", "【": "】"}
# No word that may be two is longer; what is, such as an address or encoded data, stays as it is.
_LONGEST_WORD = 24
_BREAKS = frozenset("，,；;：:。！!？?…\n\r\u3000.■◆●▲")
_COLONS = frozenset("：:")
# Signs that belong to a figure or a name.
_SIGNS = "%％+＋-－"
_SENTENCE = frozenset("。！？；!?\n")
# A quotation longer than this is speech, not a name.
_LONGEST_NAME = 32


@dataclass(slots=True)
class Atom:
    """One piece of a sentence.

    Attributes:
        kind: WORD, NAME, COUNT, TIME, QUOTED, DE (`的`), BREAK (clause punctuation), PAUSE (`、`) or BRACKET.
        flags: what the lexicon says of a word, bits of `kg.extract.words`.
        ref: index of the mention, quantity or time; -1 else.
        pos: part of speech of a word.
    """

    kind: int
    start: int
    end: int
    text: str
    flags: int = 0
    ref: int = -1
    pos: str = ""


Cover = tuple[int, int, int, int]


def covers(
    analysis: Analysis,
    mentions: tuple[Mention, ...],
    quantities: tuple[Quantity, ...],
    times: tuple[TimeExpression, ...],
    words: Words,
) -> list[Cover]:
    """Disjoint stretches `(start, end, kind, ref)` that become one atom each, in text order.

    The outermost wins; a name that begins or ends with a quotation takes the quotation marks with it. A name that is
    nothing but a verb with its adverb (`专题研究`) is left to the reading of the clause.
    """
    found: list[Cover] = [
        (m.start, m.end, NAME, i)
        for i, m in enumerate(mentions)
        if not words.is_verbal(m.name) and not _is_clause(analysis.text, m, words)
    ]
    found += [(q.start, q.end, COUNT, i) for i, q in enumerate(quantities)]
    found += [(t.start, t.end, TIME, i) for i, t in enumerate(times)]
    found += [(s, e, kind, -1) for s, e, kind in _quoted(analysis.text)]
    found.sort(key=lambda c: (c[0], -c[1], c[2]))
    chosen: list[Cover] = []
    for cover in found:
        start, end, kind, ref = cover
        if not chosen or start >= chosen[-1][1]:
            chosen.append(cover)
            continue
        s, e, k, r = chosen[-1]
        if k == QUOTED and kind == NAME:
            if end > e or (start, end) == (s + 1, e - 1):
                chosen[-1] = (s, max(e, end), NAME, ref)
        elif kind == QUOTED and k == NAME and end > e:
            chosen[-1] = (s, end, NAME, r)
    return chosen


def _is_clause(text: str, mention: Mention, words: Words) -> bool:
    """Whether the name fills a clause and begins with a verb (`，勘察现场，`): there it tells an act."""
    start, end = mention.start, mention.end
    for size in (2, 1, 4, 3):
        if words.flags.get(text[start - size : start], 0) & ADVERB:
            start -= size
            break
    if (start and text[start - 1] not in _BREAKS) or (end < len(text) and text[end] not in _BREAKS):
        return False
    return words.opens_with_verb(mention.name)


def _quoted(text: str) -> Iterator[tuple[int, int, int]]:
    """Short quotations, titles and brackets: `(start, end, kind)`, marks included."""
    opened: list[tuple[str, int]] = []
    for at, char in enumerate(text):
        if char == "\n":
            opened.clear()
        elif opened and char == opened[-1][0]:
            mark, start = opened.pop()
            kind = BRACKET if mark in ")）〕]】" else QUOTED
            inner = text[start + 1 : at]
            if (
                kind == BRACKET
                or mark in "》〉"
                or (
                    inner
                    and len(inner) <= _LONGEST_NAME
                    and _SENTENCE.isdisjoint(inner)
                    and text[start - 1] not in ":："
                )
            ):
                yield start, at + 1, kind
        elif char in _OPEN:
            opened.append((_OPEN[char], at))
        elif char in _BRACKETS:
            opened.append((_BRACKETS[char], at))


def _separates(text: str, at: int) -> bool:
    """Whether the space at *at* stands between two Chinese words, as headlines separate their parts."""
    return 0 < at < len(text) - 1 and text[at - 1] >= "\u3400" and text[at + 1] >= "\u3400"


class AtomReader:
    """Cuts a document into atoms; built once from the lexicon."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def __call__(self, analysis: Analysis, covered: list[Cover], marks: Mapping[int, int] | None = None) -> list[Atom]:
        """The atoms of the whole document, in text order; brackets are left out.

        Args:
            analysis: the document and its words.
            covered: the stretches that become one atom each.
            marks: flags of mentions: who can act, who are people.
        """
        atoms: list[Atom] = []
        text, tokens, flags, long = analysis.text, analysis.tokens, self._words.flags, self._words.long
        ends = analysis.boundaries
        queue = iter((*covered, (len(text), len(text), WORD, -1)))
        start, end, kind, ref = next(queue)
        at = 0
        for token in tokens:
            while at < token.end:
                at = max(at, token.start)
                if at >= start:
                    if kind != BRACKET and end > at:
                        atoms.append(
                            Atom(kind, start, end, text[start:end], self._marked(text, end, kind, ref, marks), ref)
                        )
                    at = max(at, end)
                    start, end, kind, ref = next(queue, (len(text) + 1, len(text) + 1, WORD, -1))
                    continue
                stop = min(token.end, start)
                word = token.text if stop - at == len(token.text) else text[at:stop]
                longer = long.get(word[0])
                if longer is not None:
                    for candidate in longer:
                        reach = at + len(candidate)
                        if reach > stop and reach <= start and reach in ends and text.startswith(candidate, at):
                            word, stop = candidate, reach
                            break
                if stop - at == 1 and stop + 1 in ends and stop < start and text[at : stop + 1] in flags:
                    # Two characters that the segmenter took apart (约 谈).
                    stop += 1
                    word = text[at:stop]
                if (word == " " and _separates(text, at)) or (word == "—" and self._opens_clause(text, at)):
                    atoms.append(Atom(BREAK, at, stop, word))
                elif word in _COLONS and text[at - 1 : at].isdigit() and text[stop : stop + 1].isdigit():
                    atoms.append(Atom(WORD, at, stop, word))  # 18:00 is no end of a clause
                elif stop - at > 1 and (known := flags.get(word)) is not None:
                    atoms.append(Atom(WORD, at, stop, word, known, -1, "n" if known & TERM else token.pos))
                else:
                    atoms.extend(self._word(word, at, token.pos))
                at = stop
        return atoms

    def _marked(self, text: str, end: int, kind: int, ref: int, marks: Mapping[int, int] | None) -> int:
        """The flags of a name or a count."""
        if kind == COUNT:
            if text.endswith(self._words.thing_units, 0, end):
                return THING_COUNT
            return MONEY_COUNT if text.endswith(self._words.money_units, 0, end) else 0
        return marks.get(ref, 0) if marks and kind == NAME else 0

    def _derived(self, word: str, pos: str, flags: dict[str, int]) -> int:
        """What a longer word has from its parts: `确定为` from its verb, `行政部门` from its head."""
        if pos[0] == "v" and len(word) > 1:
            last = flags.get(word[-1], 0)
            stem = flags.get(word[:-1], 0)
            if last & COMPLEMENT and stem & VERB:
                return stem
            return VERB if last & ENDING else 0
        if (
            pos[0] == "n"
            and len(word) > 2
            and (flags.get(word[-2:], 0) & HEAD_NOUN or flags.get(word[-1], 0) & TIGHT_HEAD)
        ):
            return HEAD_NOUN
        return 0

    def _opens_clause(self, text: str, at: int) -> bool:
        """Whether a dash stands before a new clause (`……——近年来`), and not between two nouns."""
        rest = text[at : at + 8].lstrip("—") if text.startswith("——", at) else ""
        return any(
            self._words.flags.get(rest[:n], 0) & (LINK | PRONOUN) or rest[:n] in self._words.openers for n in (4, 3, 2)
        )

    def _word(self, word: str, at: int, pos: str) -> Iterator[Atom]:
        """The atoms of one word; none for marks that mean nothing here."""
        stop = at + len(word)
        flags = self._words.flags
        if len(word) == 1:
            if word in _BREAKS:
                yield Atom(BREAK, at, stop, word)
                return
            if word == "、" or pos == "uj":
                yield Atom(PAUSE if word == "、" else DE, at, stop, word)
                return
            if word.isspace() or (pos == "x" and not word.isalnum() and word not in _SIGNS):
                return
        known = flags.get(word)
        if known is not None:
            yield Atom(WORD, at, stop, word, known, -1, "n" if known & TERM else pos)
            return
        for part in self._words.parts(word, pos) if len(word) <= _LONGEST_WORD else (word,):
            known = flags.get(part, 0) or self._derived(part, pos, flags) or BY_POS.get(pos, 0)
            yield Atom(WORD, at, at + len(part), part, known, -1, pos)
            at += len(part)
