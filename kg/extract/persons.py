"""Names of persons: by what stands around them, in lists, bylines and tables, with dots, without a given name."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg.extract.model import Mention
from kg.extract.name_boundary import HAN, is_cjk
from kg.extract.person_names import NAME_TAGS, NameShape
from kg.extract.person_runs import NameRuns
from kg.extract.persons_before_titles import BeforeTitles
from kg.extract.persons_of_office import PersonsOfOffice
from kg.extract.rows import name_rows, without_blanks

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.extract.scan import Scan
    from kg.extract.tokens import Analysis
    from kg.schema.model import Schema

_ONE = rf"(?:{HAN}{{2,4}}|{HAN}\s{HAN})"
_BRACKETED = re.compile(rf"[(（]({_ONE}(?:[\s、，]+{_ONE})*)[)）]")
_PART = re.compile(rf"{HAN}\s{HAN}(?!{HAN})|{HAN}{{2,4}}")
_GAPS = frozenset(" 　:：”")
_LIST = frozenset(" 　、")
_COMMA = "、"
_CLOSES = frozenset("。！？”\n 　")
# A one-character surname with a given name of two characters: three quarters of all names.
_FULL = 3
_NOUNS = frozenset(("n", "nz", "ns", "nt", "nr", "j", "b", "vn"))
_BLOCK_REACH = 12
# The fewest characters of two names side by side, a byline's four being mostly one long name or role and name.
_TWO_NAMES = 5

Finding = tuple[int, int, str, float, str]


class PersonFinder:
    """Finds persons; built once from the schema."""

    CLUES: Final = (
        "officeFrom",
        "titlePrefix",
        "appoints",
        "appointsPerson",
        "appointedAs",
        "decidesOffice",
        "officeAdverb",
        "takesUp",
        "honorific",
        "nameTail",
        "speechTail",
        "title",
        "groupHead",
        "weakGroupHead",
        "anonymous",
        "listEnd",
    )

    def __init__(self, schema: Schema) -> None:
        self._shape = NameShape(schema)
        self._before_title = BeforeTitles(self._shape)
        self._runs = NameRuns(self._shape)
        self._of_office = PersonsOfOffice(self._shape, schema.words("officeNoun"))
        roles = "|".join(sorted(schema.words("bylineRole"), key=len, reverse=True)) or "(?!)"
        dispatch = "".join(schema.words("bylineBefore"))
        # in brackets or right behind 讯 or 电, or set off by blanks; then the name, and a blank or a bracket
        close = rf"[（({dispatch}][ 　]?(?:{roles})[ 　:：]?"
        apart = rf"(?:^|[ 　])(?:{roles})[ 　:：]"
        self._byline = re.compile(rf"(?:{close}|{apart})({HAN}{{2,6}})(?=[ 　）)、/]|$)", re.MULTILINE)
        sexes = "".join(schema.words("sexWord"))
        headings = "|".join(schema.words("cvHeading")) or "(?!)"
        self._cv = re.compile(
            rf"(?:(?<!{HAN})(?<![·•・‧])|{headings})({HAN}{{2,4}})[，, 　][{sexes}][，,。 　]" if sexes else r"(?!)"
        )
        units, born = "".join(schema.words("timeEnd")), "|".join(schema.words("birthWord")) or "(?!)"
        date = rf"(?:19|20)\d\d[{units}]\d{{1,2}}[{units}](?:\d{{1,2}}[{units}])?"
        self._born = re.compile(rf"(?<!{HAN})(?<![·•・‧])({HAN}{{2,4}})[，,]?(?:{date})(?:{born})")
        self._cv_title = re.compile(rf"^({HAN}{{2,4}})(?:{headings})[:：]?$", re.MULTILINE)

    def __call__(self, analysis: Analysis, scan: Scan, blocked: Mapping[int, int]) -> list[Mention]:
        """Persons in text order.

        Args:
            analysis: the document.
            scan: its words.
            blocked: start → end of names of other kinds, which are no persons.
        """
        best: dict[int, Mention] = {}
        for start, end, rule, confidence, reason in self._findings(analysis, scan):
            name = without_blanks(analysis.text[start:end])
            if self._shape.is_word(name) or self._is_address(analysis, scan, start, end):
                continue
            mention = Mention(start, end, "Person", name, rule, confidence, reason)
            if start not in best or best[start].confidence < confidence:
                best[start] = mention
        kept = self._without_overlap([m for m in best.values() if not self._is_blocked(m, blocked)])
        kept = self._as_elsewhere(analysis.text, kept)
        return sorted((*kept, *self._again(analysis, kept)), key=lambda m: m.start)

    def _findings(self, analysis: Analysis, scan: Scan) -> Iterator[Finding]:
        """(start, end, rule, confidence, reason), each way of finding in turn."""
        text, shape = analysis.text, self._shape
        for start, end in self._after_titles(analysis, scan):
            yield start, end, "person-after-title", 0.9, "surname behind an office"
        for start, end in self._before_title(analysis, scan):
            yield start, end, "person-before-title", 0.85, "surname before an office or form of address"
        for start, end in self._runs(analysis, scan):
            yield start, end, "person-listed", 0.88, "every member of the list has the shape of a name"
        for start, end in self._bracketed(analysis):
            yield start, end, "person-bracketed", 0.85, "a list of names in brackets"
        for start, end in self._bylines(analysis):
            yield start, end, "person-byline", 0.9, "behind the word for a reporter"
        for row in name_rows(text):
            if shape.surname(text, row.name.start) and scan.any_until(("title",), row.rest.end):
                yield row.name.start, row.name.end, "person-row", 0.95, "first column of a table of names and offices"
        for start, end in self._of_office(analysis, scan):
            yield start, end, "person-of-office", 0.92, "a name at the verb, or before the brackets, of an office"
        yield from self._by_pattern(text)
        for start, end, _ in scan.spans("anonymous"):
            if start and shape.surname(text, start - 1) == 1 and self._free(analysis, start - 1):
                yield start - 1, end, "person-anonymous", 0.85, "surname without the given name"
        for start, end in self._tagged(analysis, scan):
            yield start, end, "person-tagged", 0.75, "surname, and the segmenter takes it for a name"

    def _by_pattern(self, text: str) -> Iterator[Finding]:
        """Names that open a curriculum vitae, and those written with dots."""
        for m in (*self._cv.finditer(text), *self._born.finditer(text), *self._cv_title.finditer(text)):
            if self._shape.surname(text, m.start(1)) and self._shape.may_be_given(text[m.start(1) + 1 : m.end(1)]):
                yield m.start(1), m.end(1), "person-cv", 0.95, "name and sex open a curriculum vitae"
        for m in self._shape.dotted.finditer(text):
            yield m.start(), m.end(), "person-dotted", 0.85, "a name written with dots"

    # ---- ways of finding --------------------------------------------------------------------------------------------

    def _after_titles(self, analysis: Analysis, scan: Scan) -> Iterator[tuple[int, int]]:
        """Names behind an office or a word for people, and the further ones of their list."""
        text, shape = analysis.text, self._shape
        offices = {end for _, end, _ in scan.spans("title")}
        for end in sorted(offices | {end for _, end, _ in scan.spans("groupHead")}):
            at = self._over(text, end, _GAPS)
            first = True
            while True:
                length = shape.surname(text, at)
                item = 0 if first else self._item(analysis, at)
                if item:
                    yield at, item
                    at = self._over(text, item, _LIST)
                    continue
                if not length or shape.word_at(analysis, at):
                    break
                if first and not shape.may_begin(analysis, at, length, office=end in offices):
                    break
                name_end = shape.end(analysis, scan, at, length)
                if not name_end or not (first or self._ends_item(analysis, scan, name_end)):
                    break
                yield at, name_end
                first = False
                at = self._over(text, name_end, _LIST)
                if at == name_end:
                    break

    def _item(self, analysis: Analysis, at: int) -> int:
        """Where the name ends that is a whole item of a list, another item following; 0 if there is none."""
        text = analysis.text
        for size in (3, 2):
            end = at + size
            if (
                text[end : end + 1] == _COMMA
                and text[at - 1 : at] == _COMMA
                and text[at : at + 1] in self._shape.common
            ):
                fits = is_cjk(text[at:end]) and self._shape.may_be_given(text[at + 1 : end])
                return end if fits and not self._shape.is_common_word(analysis, at, end) else 0
        return 0

    def _bylines(self, analysis: Analysis) -> Iterator[tuple[int, int]]:
        """Reporters behind the word for their role."""
        for m in self._byline.finditer(analysis.text):
            yield from self._parted(analysis, m.start(1), m.end(1))

    def _parted(self, analysis: Analysis, start: int, end: int) -> list[tuple[int, int]]:
        """The names of a byline, which may stand side by side without a blank (记者张某某李某某)."""
        text, shape = analysis.text, self._shape
        if end - start < _TWO_NAMES:
            return [(start, end)]
        for at in (start + 3, start + 2):
            if end - at in (2, 3) and shape.surname(text, start) and text[at] in shape.common:
                return [(start, at), (at, end)]
        return [(start, end)]

    @staticmethod
    def _ends_item(analysis: Analysis, scan: Scan, end: int) -> bool:
        """Whether an item of a list can end at *end*: no noun goes on there, unless an office or form of address."""
        if end >= len(analysis.text) or scan.any_from(("title", "honorific", "groupHead"), end):
            return True
        token = analysis.tokens[analysis.token_index(end)]
        return token.start != end or token.pos not in _NOUNS

    @staticmethod
    def _over(text: str, at: int, characters: frozenset[str]) -> int:
        while text[at : at + 1] in characters:
            at += 1
        return at

    def _bracketed(self, analysis: Analysis) -> Iterator[tuple[int, int]]:
        """A list of names in brackets, or one name at the end of a paragraph."""
        text = analysis.text
        for m in _BRACKETED.finditer(text):
            several = _PART.fullmatch(m.group(1)) is None
            if not several and text[m.start() - 1 : m.start()] not in _CLOSES:
                continue
            for part in _PART.finditer(m.group(1)):
                start = m.start(1) + part.start()
                end = start + len(part.group())
                if text[start] in self._shape.common and not self._shape.is_common_word(analysis, start, end):
                    yield start, end

    @staticmethod
    def _free(analysis: Analysis, at: int) -> bool:
        """Whether a word begins at *at* and no proper name stands directly before it."""
        index = analysis.token_index(at)
        if analysis.tokens[index].start != at:
            return False
        before = analysis.tokens[index - 1] if index else None
        return before is None or before.pos not in ("nr", "ns", "nz", "x") or not is_cjk(before.text)

    def _tagged(self, analysis: Analysis, scan: Scan) -> Iterator[tuple[int, int]]:
        """What the segmenter takes for a name, where a common surname and what follows agree."""
        text, shape = analysis.text, self._shape
        for token in analysis.tokens:
            if token.pos not in NAME_TAGS or not is_cjk(token.text):
                continue
            length = shape.surname(text, token.start)
            if not length or text[token.start : token.start + length] not in shape.common:
                continue
            if len(token.text) - length not in (1, 2):
                continue
            end = shape.end(analysis, scan, token.start, length)
            whole = end == token.end and end - token.start == _FULL and shape.subject_ends(analysis, end)
            if end and (whole or scan.any_from(("speechTail",), end)):
                yield token.start, end

    def _is_address(self, analysis: Analysis, scan: Scan, start: int, end: int) -> bool:
        """Whether it is a surname with an office (`黄市长`), by which somebody is addressed, not named."""
        size = self._shape.surname(analysis.text, start)
        return bool(size) and any(e == end for e, _ in scan.from_("title", start + size))

    # ---- choosing ---------------------------------------------------------------------------------------------------

    @staticmethod
    def _is_blocked(mention: Mention, blocked: Mapping[int, int]) -> bool:
        return any(
            mention.start < blocked.get(start, 0) for start in range(max(0, mention.start - _BLOCK_REACH), mention.end)
        )

    @staticmethod
    def _without_overlap(found: list[Mention]) -> list[Mention]:
        kept: list[Mention] = []
        taken: set[int] = set()
        for mention in sorted(found, key=lambda m: (-m.confidence, m.start - m.end, m.start)):
            offsets = range(mention.start, mention.end)
            if taken.isdisjoint(offsets):
                taken.update(offsets)
                kept.append(mention)
        return kept

    @staticmethod
    def _as_elsewhere(text: str, found: list[Mention]) -> list[Mention]:
        """The names, each with the surname before it that the report writes elsewhere (对马|某某 is 对|马某某)."""
        names = {m.name for m in found}
        return [
            replace(m, start=m.start - 1, name=text[m.start - 1] + m.name)
            if m.start and text[m.start - 1] + m.name in names
            else m
            for m in found
        ]

    @staticmethod
    def _again(analysis: Analysis, found: list[Mention]) -> Iterator[Mention]:
        """Every further place at which a name that was found stands."""
        text = analysis.text
        taken = {offset for m in found for offset in range(m.start, m.end)}
        for name in sorted({m.name for m in found}):
            at = text.find(name)
            while at >= 0:
                offsets = range(at, at + len(name))
                if taken.isdisjoint(offsets):
                    taken.update(offsets)
                    reason = "the report names the person elsewhere"
                    yield Mention(at, at + len(name), "Person", name, "person-again", 0.85, reason)
                at = text.find(name, at + 1)
