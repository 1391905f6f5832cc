"""Persons who are named once and then pointed to by their office: 局长表示, 李局长指出."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from kg.extract.model import Mention
from kg.extract.name_boundary import is_cjk
from kg.extract.persons_before_titles import whole_title

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.person_names import NameShape
    from kg.extract.scan import Scan
    from kg.extract.tokens import Analysis
    from kg.schema.model import Schema

# Parts of speech that go on with a noun phrase which the office only opens (校长|队伍, 局长|的).
_GOES_ON = ("n", "u", "k", "s", "m", "b")

_NUMERAL = "m"
# Parts of speech that stand before a subject (随后周书记).
_ADVERBIAL = frozenset(("d", "c", "t", "p", "f"))
# Clues of the words by which somebody is pointed to.
_OFFICES = ("title", "honorific")


class _Holder(NamedTuple):
    """Who is said to hold an office at an offset."""

    at: int
    office: str
    person: str


class _Known(NamedTuple):
    """The persons whom the report names, and who holds which office."""

    persons: Sequence[Mention]
    holders: Sequence[_Holder]


class TitleReferences:
    """Finds persons by an office alone, or by surname and office; built once from the schema.

    The office points back to whoever was last said to hold it. A surname with an office points to the last person of
    that surname, 副 being left out in address (黄市长 of a 副市长).
    """

    CLUES: Final = ("title", "honorific", "titlePrefix", "nameTail")

    def __init__(self, schema: Schema, shape: NameShape) -> None:
        self._shape = shape
        self._prefixes = tuple(schema.words("titlePrefix"))
        self._before = frozenset(schema.words("beforeName"))
        self._office_ends = schema.words("officeEnd")
        self._not_addressed = frozenset((*schema.words("notAddressed"), *schema.words("notBeginning")))

    def __call__(
        self,
        analysis: Analysis,
        scan: Scan,
        persons: Sequence[Mention],
        held: Sequence[tuple[Mention, Mention]],
        taken: Sequence[tuple[int, int]],
    ) -> list[Mention]:
        """Mentions of persons that only point back, in text order; `name` is the name of who is meant.

        Args:
            analysis: the document.
            scan: its words.
            persons: the persons that are named.
            held: pairs of a post and the person who holds it.
            taken: stretches in which no reference is, as they belong to other names.
        """
        holders = sorted(
            _Holder(person.start, analysis.text[post.start : post.end], person.name) for post, person in held
        )
        barred = {at for start, end in taken for at in range(start, end)}
        known = _Known(persons, holders)
        found: list[Mention] = []
        for start, end in self._offices(analysis, scan, barred):
            begin, person = self._by_surname(analysis, (start, end), known, barred)
            if person is None and self._stands_alone(analysis, start):
                begin, person = start, self._by_office(analysis.text[start:end], start, holders)
            if person is None:
                found += self._addressed(analysis, start, end, barred)
            else:
                reason = "an office that points back to who holds it"
                found.append(Mention(begin, end, "Person", person, "person-by-title", 0.7, reason, anaphor=True))
        return found

    def _offices(self, analysis: Analysis, scan: Scan, barred: set[int]) -> Iterator[tuple[int, int]]:
        """The longest word for an office at each end, where no longer noun phrase goes on behind it."""
        last: dict[int, int] = {}
        for clue in _OFFICES:
            for start, end, _ in scan.spans(clue):
                last[end] = min(start, last.get(end, start))
        for end, start in sorted(last.items()):
            if end not in analysis.boundaries or not barred.isdisjoint(range(start, end)):
                continue
            after = analysis.tokens[analysis.token_index(end)] if end < len(analysis.text) else None
            # 周书记一行: a word that stands behind persons
            listed = after is not None and after.pos == _NUMERAL and scan.any_from(("nameTail",), end)
            if after is None or listed or not after.pos.startswith(_GOES_ON):
                yield whole_title(scan, start), end

    def _addressed(self, analysis: Analysis, start: int, end: int, barred: set[int]) -> list[Mention]:
        """Somebody whom the report only calls by surname and office (`周书记到我镇调研`): that is his name in it."""
        text, begin = analysis.text, start - 1
        surname = text[begin:start] if begin >= 0 else ""
        if (
            begin in barred
            or begin not in analysis.boundaries
            or surname not in self._shape.common
            or surname in self._not_addressed
        ):
            return []
        if not text[start:end].endswith(self._office_ends) or not (
            self._stands_alone(analysis, begin) or self._behind_adverb(analysis, begin)
        ):
            return []
        reason = "called by surname and office only"
        return [Mention(begin, end, "Person", text[begin:end], "person-by-address", 0.6, reason)]

    @staticmethod
    def _behind_adverb(analysis: Analysis, start: int) -> bool:
        return start > 0 and analysis.tokens[analysis.token_index(start - 1)].pos in _ADVERBIAL

    def _stands_alone(self, analysis: Analysis, start: int) -> bool:
        """Whether the noun phrase begins with the office: behind a pause, or a character of grammar."""
        before = analysis.text[start - 1 : start]
        return not is_cjk(before) or before in self._before

    def _by_office(self, office: str, start: int, holders: Sequence[_Holder]) -> str | None:
        """Who was last said to hold this very office, not the one of a deputy or a predecessor."""
        for holder in reversed(holders):
            if holder.at < start and holder.office.endswith(office):
                rest = holder.office.removesuffix(office)
                if not rest.endswith(self._prefixes):
                    return holder.person
        return None

    def _by_surname(
        self,
        analysis: Analysis,
        office_span: tuple[int, int],
        known: _Known,
        barred: set[int],
    ) -> tuple[int, str | None]:
        """Where the surname before the office begins, and the last person of that surname, holders of it first."""
        text = analysis.text
        start, end = office_span
        for size in (2, 1):
            begin = start - size
            if begin < 0 or begin in barred or self._shape.surname(text, begin) != size:
                continue
            if not self._stands_alone(analysis, begin):
                continue
            surname, office = text[begin:start], text[start:end]
            holding = [h for h in known.holders if h.at < begin and h.person.startswith(surname)]
            fitting = [h.person for h in holding if h.office.endswith(office)]
            named = [p.name for p in known.persons if p.start < begin and p.name.startswith(surname)]
            for candidates in (fitting, [h.person for h in holding], [n for n in named if len(n) > size]):
                if candidates:
                    return begin, candidates[-1]
            later = next((h.person for h in known.holders if h.person.startswith(surname)), None)
            if later is not None:  # a headline addresses him before the report names him
                return begin, later
        return start, None


__all__ = ["TitleReferences"]
