"""Bodies that stand behind an area, a level word or a parent body: organs and departments, and departments in lists."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from kg.extract.model import Mention
from kg.extract.name_boundary import NOMINAL

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kg.extract.scan import Scan
    from kg.extract.tokens import Analysis
    from kg.schema.model import Schema

_LONGEST = 24
# First letters of the parts of speech that can follow an office: verbs, prepositions, adverbs, links, signs.
_BEHIND_OFFICE = "vpdcx"
# First letters of those of the word for what it is there for, and the length of both.
_FIELD = "nvaj"
_OFFICE = 3
_UNIT = "OrganizationalUnit"  # whose bare word (大队) points back only where a clause begins
Found = dict[tuple[int, int], Mention]


class BodyChain:
    """Reads on from an area or body over the words of departments; built once from the schema."""

    CLUES: Final = (
        "organ",
        "bodyAnaphor",
        "department",
        "bodyName",
        "bodySuffix",
        "functionWord",
        "departmentSuffix",
        "areaLevel",
        "zoneLevel",
        "branchSuffix",
        "shortDepartment",
    )

    def __init__(self, schema: Schema) -> None:
        self._listing = frozenset((*schema.words("fieldJoin"), *schema.words("nameJoin")))
        self._joins = frozenset(schema.words("fieldJoin"))
        self._clause_verbs = frozenset(schema.words("clauseVerb"))
        self._verbs = frozenset(schema.words("verb")) - frozenset(schema.words("actNoun"))
        self._alone = frozenset(schema.words("aloneDepartment"))
        self._parents = frozenset(schema.words("parentBody"))
        self._fields = frozenset((*schema.words("functionWord"), *schema.words("department")))
        self._before = frozenset(schema.words("beforeName"))
        self._prepositions = frozenset(schema.words("preposition"))
        words = "|".join(schema.words("sessionWord")) or "(?!)"
        first = "|".join(schema.words("ordinalPrefix")) or "(?!)"
        figures = "".join(schema.words("figure"))
        self._session = re.compile(rf"(?:{first})?[{figures}\d]{{1,4}}(?:{words})" if figures else r"(?!)")
        self._praise = tuple(schema.words("praiseWord"))
        self._not_organ = tuple(schema.words("notOrganBefore"))
        self._not_before = tuple(schema.words("notBodyBefore"))

    def __call__(self, analysis: Analysis, scan: Scan, areas: Sequence[Mention]) -> Found:
        """The bodies found, by their span."""
        found: Found = {}
        for mentions in (self._behind_areas(analysis, scan, areas), self._known(analysis, scan, found)):
            for mention in mentions:
                found.setdefault((mention.start, mention.end), mention)
        for mention in list(self._branches(analysis, scan, areas, found)):
            found.setdefault((mention.start, mention.end), mention)
        for mention in self._listed(analysis, scan, found):
            found.setdefault((mention.start, mention.end), mention)
        for start, end, key in scan.spans("bodyAnaphor"):
            opens = not start or not analysis.text[start - 1].isalnum()
            if start in analysis.boundaries and end in analysis.boundaries and (opens or key != _UNIT):
                mention = Mention(
                    start,
                    end,
                    key,
                    analysis.text[start:end],
                    "body-anaphor",
                    0.6,
                    "points back to a body",
                    anaphor=True,
                )
                found.setdefault((start, end), mention)
        return found

    def departments(
        self, analysis: Analysis, scan: Scan, at: int, *, behind_organ: bool = False
    ) -> list[tuple[int, str]]:
        """(end, class) of the departments whose words begin at *at*, longest first.

        Args:
            analysis: the document.
            scan: the words found in it.
            at: where the own words of the department begin.
            behind_organ: an organ's name ends there (县政府[办]).
        """
        ends: dict[int, str] = {}
        text, boundaries = analysis.text, analysis.boundaries
        for end, key in scan.from_("department", at):
            # 民委 is not in 某村[村民委员会]: the word for an organ that begins before it goes over its end
            inside = end not in boundaries and (
                any(e > end for e, _ in scan.from_("organ", at - 1)) or self._is_cut(analysis, scan, end)
            )
            if not inside:
                ends.setdefault(end, key)
        for end, key in scan.from_("shortDepartment", at):
            if scan.any_from(("title", "titlePrefix"), end) or (behind_organ and self._is_office(analysis, at, end)):
                ends.setdefault(end, key)  # 县委办|主任, 县政府办|印发
        reached, queue = {at}, [at]
        first = analysis.tokens[analysis.token_index(at)] if at < len(text) else None
        if first is not None and first.start == at and first.pos == "v" and first.text in self._clause_verbs:
            queue = []  # 县委[组织]专家组: the predicate, no field of government
        while queue:
            here = queue.pop()
            for end, _ in scan.from_("functionWord", here):
                steps = (end, end + 1) if text[end : end + 1] in self._joins else (end,)
                for step in steps:
                    if step not in reached and step - at < _LONGEST:
                        reached.add(step)
                        queue.append(step)
        for here in sorted(reached - {at}):
            for clue in ("departmentSuffix", "bodySuffix", "department"):
                for end, key in scan.from_(clue, here):
                    if end in boundaries or any(True for _ in scan.from_("title", end)):
                        ends.setdefault(end, key)
        return [(end, ends[end]) for end in sorted(ends, reverse=True)]

    def _is_cut(self, analysis: Analysis, scan: Scan, end: int) -> bool:
        """Whether *end* parts a word that begins with the department's last character: 政协[组织部]分委员.

        A preposition behind it (教育局|对) is no part of a word, whatever the segmenter makes of the two.
        """
        token = analysis.tokens[analysis.token_index(end - 1)]
        if token.start != end - 1 or scan.any_from(("title", "titlePrefix"), token.start):
            return False
        return analysis.text[end : token.end] not in self._prepositions

    def _is_office(self, analysis: Analysis, at: int, end: int) -> bool:
        """Whether the one word for an office stands alone and is no verb: a verb, a preposition or a pause follows."""
        tokens, index = analysis.tokens, analysis.token_index(at)
        if (tokens[index].start, tokens[index].end) != (at, end):
            return False
        if index + 1 >= len(tokens) or tokens[index + 1].pos[:1] in _BEHIND_OFFICE:
            return True
        return analysis.text[end : end + 2] in self._verbs  # 印发, which the segmenter takes for a name

    def _field_office(self, analysis: Analysis, scan: Scan, at: int) -> Iterator[tuple[int, str]]:
        """县[清洁办]: behind a level one word, whatever it means, and the word for an office."""
        tokens = analysis.tokens
        index = analysis.token_index(at) if at < len(analysis.text) else len(tokens)
        if index + 1 >= len(tokens) or tokens[index].start != at or tokens[index].pos[:1] not in _FIELD:
            return
        for end, key in scan.from_("shortDepartment", tokens[index].end):
            held = scan.any_from(("title", "titlePrefix"), end)
            if end - at == _OFFICE and (held or self._is_office(analysis, tokens[index].end, end)):
                yield end, key

    def _chain(self, analysis: Analysis, scan: Scan, start: int, at: int, *, organ: bool) -> Iterator[Mention]:
        """The bodies of which the name begins at *start* and the own words begin at *at*, parents before parts."""
        organs = [
            (end, key)
            for end, key in (scan.from_("organ", at) if organ else ())
            if not analysis.text.startswith(self._not_organ, end)
        ]
        steps = [(end, key, "body-organ") for end, key in organs]
        behind = not organ
        steps += [
            (end, key, "body-department") for end, key in self.departments(analysis, scan, at, behind_organ=behind)
        ]
        if organ and not steps:
            steps = [(end, key, "body-office") for end, key in self._field_office(analysis, scan, at)]
        if not steps:
            return
        end, key, rule = max(steps, key=lambda s: s[0])
        for inner_end, inner_key in organs:  # 区委 in 区委组织部
            if inner_end < end and any(e >= end for e, _ in self.departments(analysis, scan, inner_end)):
                yield self._mention(analysis, start, inner_end, inner_key, "body-organ")
                break
        yield self._mention(analysis, start, end, key, rule)
        yield from self._chain(analysis, scan, start, end, organ=False)

    def parts(self, analysis: Analysis, scan: Scan, start: int, end: int) -> Iterator[Mention]:
        """Departments and party committees inside the body whose name is *start* to *end*."""
        yield from self._chain(analysis, scan, start, end, organ=False)

    @staticmethod
    def _mention(analysis: Analysis, start: int, end: int, key: str, rule: str) -> Mention:
        return Mention(start, end, key, analysis.text[start:end], rule, 0.9, "area or level with the word of its body")

    def _behind_areas(self, analysis: Analysis, scan: Scan, areas: Sequence[Mention]) -> Iterator[Mention]:
        text = analysis.text
        ends = {area.end for area in areas}
        for area in areas:
            at = area.end
            for end, _ in scan.from_("areaLevel", at):  # the level said again: 某省省委; or left out before: 某市委
                if text[at:end] == text[area.end - (end - at) : area.end] or area.rule != "area-full-name":
                    yield from self._chain(analysis, scan, area.start, end, organ=True)
            yield from self._chain(analysis, scan, area.start, at, organ=True)
            session = self._session.match(text, at)  # 某省[五届]人大常委会
            if session is not None:
                yield from self._chain(analysis, scan, area.start, session.end(), organ=True)
        begins = {area.end: area.start for area in areas}
        for start, end, _ in scan.spans("zoneLevel"):  # 某市高新区[党工委]
            if start in analysis.boundaries or start in begins:
                yield from self._chain(analysis, scan, begins.get(start, start), end, organ=True)
        for start, end, _ in scan.spans("areaLevel"):
            free = start in analysis.boundaries or analysis.text[start - 1 : start] in self._before
            if analysis.text.endswith(self._praise, 0, start):
                continue  # 全国优秀[县委]书记: of no area
            if free and start not in ends and not any(e in ends for e in range(end, end + 3)):
                yield from self._chain(analysis, scan, start, end, organ=True)
                session = self._session.match(text, end)  # 市[五届]人大常委会
                if session is not None:
                    yield from self._chain(analysis, scan, start, session.end(), organ=True)

    def _branches(self, analysis: Analysis, scan: Scan, areas: Sequence[Mention], found: Found) -> Iterator[Mention]:
        """Branches of a body that are named by their area: 某市公安局[某区分局]."""
        whole = outermost(found.values())
        for area in areas:
            if area.start not in whole or area.anaphor:
                continue
            end = next((e for e, _ in scan.from_("branchSuffix", area.end)), 0)
            if end:
                begin = whole[area.start]
                yield self._mention(analysis, begin, end, found[begin, area.start].cls, "body-branch")

    def _known(self, analysis: Analysis, scan: Scan, found: Found) -> Iterator[Mention]:
        """Bodies that there is one of; of a longer one, the parent with which it begins as well."""
        longest: dict[int, int] = {}
        for start, end in found:
            longest[start] = max(end, longest.get(start, 0))
        starts = sorted(longest)
        reach = list(accumulate((longest[start] for start in starts), max))
        taken = 0
        for start, end, key in scan.spans("bodyName"):
            if start < taken and not (key in self._parents and any(e > end for e, _ in scan.from_("bodyName", start))):
                continue
            if start not in analysis.boundaries or analysis.text.startswith(self._not_before, end):
                continue
            if any(e > end for clue in ("bareClass", "bodyClassHead") for e, _ in scan.from_(clue, start)):
                continue
            before = bisect_left(starts, start)
            if longest.get(start, 0) > end or (before and reach[before - 1] > start):
                continue
            taken = max(taken, end)
            name = analysis.text[start:end]
            yield Mention(start, end, key, name, "body-known", 0.95, "the name of one body of the country")
            yield from self._chain(analysis, scan, start, end, organ=False)

    def _ends(self, analysis: Analysis, end: int) -> bool:
        """Whether a word ends at *end*, or one of grammar begins there that the segmenter joined to the name."""
        return end in analysis.boundaries or analysis.text[end : end + 1] in self._before

    def _begins(self, analysis: Analysis, start: int) -> bool:
        """Whether no noun stands directly before *start*, of which the name would be a part."""
        index = analysis.token_index(start) - 1
        before = analysis.tokens[index] if index >= 0 else None
        if before is None or before.end != start or len(before.text) < 2:
            return True
        return before.pos not in NOMINAL and before.text not in self._fields

    def is_field(self, word: str) -> bool:
        """Whether the word is made of words for fields of government: 人力资源社会保障."""
        reached = {0}
        for at in range(len(word)):
            if at in reached:
                reached.update(at + len(f) for n in (2, 3, 4, 5, 6) for f in (word[at : at + n],) if f in self._fields)
                if word[at : at + 1] in self._joins and at:
                    reached.add(at + 1)
        return len(word) in reached

    def _listed(self, analysis: Analysis, scan: Scan, found: Found) -> Iterator[Mention]:
        """Departments without an area: in a list they share that of the first; alone, they are named elsewhere."""
        ends = {end for _, end in found}
        inside = {offset for start, end in found for offset in range(start, end)}
        text = analysis.text
        starts = {s: (e, key) for clue in ("functionWord", "department") for s, e, key in reversed(scan.spans(clue))}
        for start in sorted(starts):
            if start in inside or start not in analysis.boundaries:
                continue
            longest, cls = next(iter(self.departments(analysis, scan, start)), (0, ""))
            if not longest or (
                cls not in self._alone and scan.starting["department"].get(start, [(0, "")])[0][0] != longest
            ):
                continue
            if text[start - 1 : start] in self._listing and start - 1 in ends:
                ends.add(longest)
                yield Mention(
                    start, longest, cls, text[start:longest], "body-listed", 0.85, "department in a list of departments"
                )
            elif self._ends(analysis, longest) and self._begins(analysis, start):
                inside.update(range(start, longest))
                yield Mention(
                    start, longest, cls, text[start:longest], "body-alone", 0.55, "department without its area"
                )


def outermost(mentions: Iterable[Mention]) -> dict[int, int]:
    """Where names end → where the longest one that ends there begins."""
    ends: dict[int, int] = {}
    for mention in mentions:
        if mention.end not in ends or mention.start < ends[mention.end]:
            ends[mention.end] = mention.start
    return ends
