"""Names of persons: by surname, by what stands around them, in lists and tables, minority and foreign names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.extract.model import Mention
from kg.extract.name_boundary import is_cjk
from kg.resources import ontology_dir

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.extract.scan import Scan
    from kg.extract.tokens import Analysis
    from kg.schema.model import Schema

_HAN = r"[\u3400-\u9fff]"
_BRACKETED = re.compile(rf"[(（]((?:{_HAN}{{2,4}}|{_HAN}\s{_HAN})(?:[\s、，]+(?:{_HAN}{{2,4}}|{_HAN}\s{_HAN}))*)[)）]")
# A row of a table of names: `韩　正　　国务院副总理`; two-character names are spread with a blank.
_ROW = re.compile(
    rf"^[ \u3000]*(?:({_HAN}(?:\s?{_HAN}){{1,5}})\s*[：:]\s*)?({_HAN}{{2,4}}|{_HAN}\s{_HAN})(?:\s{{1,}}|　+)({_HAN}.{{1,40}})$",
    re.MULTILINE,
)
_CV = re.compile(rf"(?<![\u3400-\u9fff])({_HAN}{{2,4}})，[男女]，")
# Parts of speech of the words with which a sentence goes on behind its subject.
_GOES_ON = frozenset(("v", "vd", "p", "c", "d", "u", "uj", "ad", "t"))
# A one-character surname with a given name of two characters: three quarters of all names.
_FULL = 3
_NAME_TAGS = frozenset(("nr", "nrt", "nrfg", "x", "nz", "ns", "zg"))
_CLOSES = frozenset("。！？”\n 　")
_PAUSE = frozenset("，。；：、！？“”（）() \n\t　《》<>·—-…,.;:!?「」『』")


def surnames() -> tuple[frozenset[str], frozenset[str]]:
    """The surnames of `ontology/data/surnames.txt`: the common ones, and all."""
    text = (ontology_dir() / "data" / "surnames.txt").read_text(encoding="utf-8")
    parts = [
        frozenset(word for line in part.splitlines() if not line.startswith("#") for word in line.split())
        for part in text.split("\n# Rarer", 1)
    ]
    return parts[0], frozenset().union(*parts)


class PersonFinder:
    """Finds persons; built once from the schema."""

    CLUES = ("honorific", "nameTail", "speechTail", "title", "anonymous")

    def __init__(self, schema: Schema) -> None:
        self._common, self._surnames = surnames()
        self._no_name = frozenset(w for w in schema.words("noName") if len(w) > 1)
        self._generic_titles = frozenset(schema.words("bareTitle"))
        self._not_last = frozenset(schema.words("notLastGiven"))
        self._function = frozenset(schema.words("notBeginning"))
        self._not_given = frozenset(schema.words("notGiven"))
        # names of minorities and foreigners are written in certain characters, with a dot between their parts
        sound = "".join(schema.words("transliteration"))
        self._sounds = re.compile(f"[{sound}]{{4,6}}" if sound else r"(?!)")
        part = f"[{sound}]{{1,8}}" if sound else r"(?!)"
        roles = "|".join(sorted(schema.words("bylineRole"), key=len, reverse=True)) or "(?!)"
        self._byline = re.compile(
            rf"(?:[（(讯电][ 　]?(?:{roles})[ 　:：]?|(?:^|[ 　])(?:{roles})[ 　:：])({_HAN}{{2,6}})(?=[ 　）)、/]|$)",
            re.MULTILINE,
        )
        self._dotted = re.compile(rf"{part}(?:[·•・‧]{part})+")

    def surname(self, text: str, start: int) -> int:
        """Length of the surname at *start*, or 0."""
        if text[start : start + 2] in self._surnames:
            return 2
        return 1 if text[start : start + 1] in self._surnames else 0

    def __call__(self, analysis: Analysis, scan: Scan, blocked: Mapping[int, int]) -> list[Mention]:
        """Persons in text order.

        Args:
            analysis: the document.
            scan: its words.
            blocked: start → end of names of other kinds, which are no persons.
        """
        found: dict[int, Mention] = {}

        def add(start: int, end: int, rule: str, confidence: float, reason: str) -> None:
            name = re.sub(r"\s", "", analysis.text[start:end])
            if name in self._no_name or any(name.startswith(w) for w in self._not_given_prefix(name)):
                return
            known = found.get(start)
            if known is None or known.confidence < confidence:
                found[start] = Mention(start, end, "Person", name, rule, confidence, reason)

        text = analysis.text
        for start, end in self._after_titles(analysis, scan):
            add(start, end, "person-after-title", 0.9, "surname behind an office")
        for start, end in self._before_titles(analysis, scan):
            add(start, end, "person-before-title", 0.85, "surname before an office or form of address")
        for m in _BRACKETED.finditer(text):
            if not re.search(r"[\s、，]", m.group(1)) and text[m.start() - 1 : m.start()] not in _CLOSES:
                continue
            for part in re.finditer(rf"{_HAN}\s{_HAN}(?!{_HAN})|{_HAN}{{2,4}}", m.group(1)):
                start = m.start(1) + part.start()
                if (
                    self.surname(text, start)
                    and text[start] in self._common
                    and not self._is_word(analysis, start, start + len(part.group()))
                ):
                    add(start, start + len(part.group()), "person-bracketed", 0.75, "a list of names in brackets")
        for m in self._byline.finditer(text):
            add(m.start(1), m.end(1), "person-byline", 0.9, "behind the word for a reporter")
        for m in _ROW.finditer(text):
            if self.surname(text, m.start(2)) and any(
                True for e in range(m.end(3), m.end(3) + 1) for _ in scan.until("title", e)
            ):
                add(m.start(2), m.end(2), "person-row", 0.95, "first column of a table of names and offices")
        for m in _CV.finditer(text):
            if self.surname(text, m.start(1)):
                add(m.start(1), m.end(1), "person-cv", 0.95, "name, sex: the opening of a curriculum vitae")
        for m in self._dotted.finditer(text):
            add(m.start(), m.end(), "person-dotted", 0.85, "a name written with dots")
        for start, end, _ in scan.spans("anonymous"):
            if start and self.surname(text, start - 1) == 1 and self._free(analysis, start - 1):
                add(start - 1, end, "person-anonymous", 0.85, "surname without the given name")
        for start, end in self._tagged(analysis, scan):
            add(start, end, "person-tagged", 0.7, "surname, and the segmenter takes it for a name")
        kept = {s: m for s, m in found.items() if not self._blocked(m, blocked)}
        kept = self._without_overlap(kept)
        return sorted((*kept.values(), *self._again(analysis, kept)), key=lambda m: m.start)

    @staticmethod
    def _free(analysis: Analysis, at: int) -> bool:
        """Whether a word begins at *at* and no proper name stands directly before it."""
        index = analysis.token_index(at)
        if analysis.tokens[index].start != at:
            return False
        return (
            index == 0
            or analysis.tokens[index - 1].pos not in ("nr", "ns", "nz", "x")
            or not is_cjk(analysis.tokens[index - 1].text)
        )

    def _not_given_prefix(self, name: str) -> Iterator[str]:
        return (name[:n] for n in (2, 3) if name[:n] in self._no_name)

    @staticmethod
    def _blocked(mention: Mention, blocked: Mapping[int, int]) -> bool:
        return any(
            blocked.get(s, -1) > s and s < mention.end and blocked[s] > mention.start
            for s in range(max(0, mention.start - 12), mention.end)
            if s in blocked
        )

    @staticmethod
    def _without_overlap(found: Mapping[int, Mention]) -> dict[int, Mention]:
        kept: dict[int, Mention] = {}
        taken: list[tuple[int, int]] = []
        for mention in sorted(found.values(), key=lambda m: (-m.confidence, -(m.end - m.start), m.start)):
            if all(mention.end <= s or e <= mention.start for s, e in taken):
                taken.append((mention.start, mention.end))
                kept[mention.start] = mention
        return kept

    def _is_word(self, analysis: Analysis, start: int, end: int) -> bool:
        token = analysis.tokens[analysis.token_index(start)]
        return token.start == start and token.end == end and token.pos not in ("nr", "nrt", "nrfg", "x", "ns", "nz")

    def _given_end(self, analysis: Analysis, scan: Scan, start: int, length: int) -> int:
        """Where the name ends whose surname of *length* begins at *start*; 0 if it is no name."""
        text, boundaries = analysis.text, analysis.boundaries
        at = start + length
        if (
            text[at : at + 1].isspace()
            and text[at : at + 1] != "\n"
            and is_cjk(text[at + 1 : at + 2])
            and not is_cjk(text[at + 2 : at + 3])
        ):
            return at + 2
        best, score = 0, 0.0
        for size in (2, 1):
            end = at + size
            given = text[at:end]
            if len(given) < size or not is_cjk(given) or text[start:end] in self._no_name:
                continue
            if any(c in self._not_given for c in given) or self._office_inside(scan, at, end):
                continue
            value = 0.0
            following = text[end : end + 1]
            if not following or following in _PAUSE:
                value += 2.0
            elif any(True for clue in ("honorific", "nameTail", "title") for _ in scan.from_(clue, end)):
                value += 1.5
            if end in boundaries:
                value += 1.0
                after = analysis.tokens[analysis.token_index(end)] if end < len(text) else None
                if after is not None and after.pos in _GOES_ON:
                    value += 0.6
            token = analysis.tokens[analysis.token_index(start)]
            if token.start == start and token.end == end:
                value += 0.7 if token.pos in ("nr", "nrt", "nrfg", "ns", "nz") else 0.0
            if size == 2:
                value += 0.3
                # the longer form wins where the text never uses the shorter one without it
                if text.count(text[start : end - 1]) == text.count(text[start:end]) > 1:
                    value += 0.8
                elif text.count(text[start : end - 1]) > text.count(text[start:end]):
                    value -= 1.2 if text.count(text[start:end]) > 1 else 2.5
            if value > score:
                best, score = end, value
        return max(best if score >= 1.0 else 0, self._by_sound(analysis, scan, start))

    def _by_sound(self, analysis: Analysis, scan: Scan, start: int) -> int:
        """Where a name of four to six characters ends that are all such as write foreign sounds (才让多杰); 0 if none."""
        match = self._sounds.match(analysis.text, start)
        if match is None:
            return 0
        for end in range(match.end(), start + 3, -1):
            following = analysis.text[end : end + 1]
            told = (
                not following
                or following in _PAUSE
                or any(True for c in ("honorific", "nameTail") for _ in scan.from_(c, end))
            )
            if told and end in analysis.boundaries:
                return end
        return 0

    @staticmethod
    def _office_inside(scan: Scan, at: int, end: int) -> bool:
        """Whether the given name would be (the beginning of) an office or a verb of saying: 任组长, 陈告诉."""
        return any(
            e >= end for clue in ("title", "groupHead", "weakGroupHead") for e, _ in scan.from_(clue, at) if e - at > 1
        ) or any(e == end for e, _ in scan.from_("speechTail", at))

    def _after_titles(self, analysis: Analysis, scan: Scan) -> Iterator[tuple[int, int]]:
        text = analysis.text
        titles = {(s, e): True for s, e, _ in scan.spans("title")}
        heads = {(s, e): False for s, e, _ in scan.spans("groupHead")} | titles
        for (_, end), office in sorted(heads.items()):
            at = end
            while text[at : at + 1] in (" ", "　", ":", "：", "”"):
                at += 1
            length = self.surname(text, at)
            if not length or self._word_at(analysis, at) or not self._may_begin(analysis, at, length, office=office):
                continue
            name_end = self._given_end(analysis, scan, at, length)
            while name_end:
                yield at, name_end
                at = name_end
                while text[at : at + 1] in (" ", "　", "、"):
                    at += 1
                if at == name_end:
                    break
                length = self.surname(text, at)
                name_end = (
                    self._given_end(analysis, scan, at, length) if length and not self._word_at(analysis, at) else 0
                )

    def _may_begin(self, analysis: Analysis, at: int, length: int, *, office: bool) -> bool:
        """Whether a name can begin here: with a common surname, or where the segmenter sees a name or nothing.

        Args:
            office: whether an office stands before it, or only a word for people.
        """
        token = analysis.tokens[analysis.token_index(at)]
        if token.pos in _NAME_TAGS:
            return True
        if analysis.text[at : at + length] in self._common:
            return office or len(token.text) == 1
        return office and len(token.text) == 1 and token.text not in self._function

    def _word_at(self, analysis: Analysis, at: int) -> bool:
        """Whether a common word of two characters or more begins at *at*, so that no name does."""
        token = analysis.tokens[analysis.token_index(at)]
        if token.start != at or len(token.text) < 2:
            return False
        if token.text in self._no_name:
            return True
        return token.pos not in ("nr", "nrt", "nrfg", "ns", "nz", "x", "n", "a", "v", "vn", "d", "i", "l") or (
            len(token.text) == 2 and token.pos in ("v", "d", "vn", "ad", "c", "p", "t", "m", "r")
        )

    def _before_titles(self, analysis: Analysis, scan: Scan) -> Iterator[tuple[int, int]]:
        text = analysis.text
        for clue in ("title", "honorific"):
            for end, _, _key in scan.spans(clue):
                for size in (3, 2, 4):
                    start = end - size
                    if start < 0 or not is_cjk(text[start:end]):
                        continue
                    length = self.surname(text, start)
                    if not length or size - length not in (1, 2):
                        continue
                    token = analysis.tokens[analysis.token_index(start)]
                    if (
                        token.start != start
                        or token.text in self._no_name
                        or any(c in self._not_given for c in text[start + length : end])
                    ):
                        continue
                    if token.pos in ("nr", "nrt", "nrfg") and token.end in (end, start + length, end - 1):
                        yield start, end
                        yield from self._listed_before(analysis, start)
                        break

    def _listed_before(self, analysis: Analysis, start: int) -> Iterator[tuple[int, int]]:
        """Names that stand in a list before a name that a title follows: `曾某某、回某某副总理`."""
        text = analysis.text
        while text[start - 1 : start] == "、":
            end = start - 1
            size = next(
                (
                    n
                    for n in (3, 2, 4)
                    if end >= n
                    and self.surname(text, end - n)
                    and is_cjk(text[end - n : end])
                    and end - n in analysis.boundaries
                ),
                0,
            )
            if not size or text[end - size : end] in self._no_name:
                return
            yield end - size, end
            start = end - size

    def _tagged(self, analysis: Analysis, scan: Scan) -> Iterator[tuple[int, int]]:
        text = analysis.text
        for token in analysis.tokens:
            if token.pos not in ("nr", "nrt", "nrfg") or not is_cjk(token.text):
                continue
            length = self.surname(text, token.start)
            if not length or text[token.start : token.start + length] not in self._common:
                continue
            if len(token.text) - length in (1, 2):
                end = self._given_end(analysis, scan, token.start, length)
                whole = end == token.end and end - token.start == _FULL and self._subject(analysis, end)
                if end and (whole or any(True for _ in scan.from_("speechTail", end))):
                    yield token.start, end

    def _subject(self, analysis: Analysis, end: int) -> bool:
        """Whether the three characters before *end* read as a name that a verb, preposition or adverb follows."""
        if end >= len(analysis.text) or analysis.text[end - 1] in self._not_last:
            return False
        return analysis.tokens[analysis.token_index(end)].pos in ("v", "p", "d", "vd", "ad")

    def _again(self, analysis: Analysis, found: Mapping[int, Mention]) -> Iterator[Mention]:
        """Every further place at which a name that was found stands."""
        text = analysis.text
        spans = [(m.start, m.end) for m in found.values()]
        for name in sorted({m.name for m in found.values() if m.confidence >= 0.7}):
            at = text.find(name)
            while at >= 0:
                if not any(s < at + len(name) and at < e for s, e in spans):
                    spans.append((at, at + len(name)))
                    yield Mention(
                        at,
                        at + len(name),
                        "Person",
                        name,
                        "person-again",
                        0.85,
                        "the report names the person elsewhere",
                    )
                at = text.find(name, at + 1)
