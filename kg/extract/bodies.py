"""Names of bodies: organs and departments behind an area, bodies there is one of, open names, classes of bodies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.model import Mention
from kg.extract.name_boundary import is_cjk

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kg.extract.model import Token
    from kg.extract.name_boundary import NameBoundary
    from kg.extract.scan import Scan
    from kg.extract.tokens import Analysis
    from kg.schema.model import Schema

_QUOTES = str.maketrans("", "", "“”「」\"")
_JOINS = ("、", "和", "及", "与")


class BodyFinder:
    """Finds bodies; built once from the schema."""

    CLUES = (
        "organ",
        "department",
        "bodyName",
        "bodySuffix",
        "weakBodySuffix",
        "functionWord",
        "departmentSuffix",
        "areaLevel",
        "areaSuffix",
        "bareClass",
        "bodyClassHead",
        "bodyDeterminer",
        "bodyAnaphor",
    )

    def __init__(self, schema: Schema, boundary: NameBoundary) -> None:
        self._boundary = boundary
        self._connectors = frozenset(schema.words("fieldJoin"))
        self._common_classes = frozenset(schema.words("commonBody"))
        self._parents = frozenset(schema.words("parentBody"))
        self._not_before = tuple(schema.words("notBodyBefore"))
        self._generic = frozenset(schema.words("bodyClassHead"))

    def __call__(self, analysis: Analysis, scan: Scan, areas: Sequence[Mention]) -> list[Mention]:
        """Bodies in text order, nested ones too."""
        found: dict[tuple[int, int], Mention] = {}
        for mention in self._behind_areas(analysis, scan, areas):
            found.setdefault((mention.start, mention.end), mention)
        for mention in self._known(analysis, scan, found):
            found.setdefault((mention.start, mention.end), mention)
        for mention in self._publisher(analysis):
            found.setdefault((mention.start, mention.end), mention)
        for mention in self._listed(analysis, scan, found):
            found.setdefault((mention.start, mention.end), mention)
        for mention in self._classes(analysis, scan, areas, found):
            found.setdefault((mention.start, mention.end), mention)
        anchors = self._anchors(areas, found)
        for mention in self._open(analysis, scan, areas, anchors, found):
            found.setdefault((mention.start, mention.end), mention)
        return sorted(found.values(), key=lambda m: (m.start, -m.end))

    @staticmethod
    def _anchors(areas: Sequence[Mention], bodies: Mapping[tuple[int, int], Mention]) -> dict[int, int]:
        anchors: dict[int, int] = {}
        for mention in (*areas, *bodies.values()):
            if mention.end not in anchors or mention.start < anchors[mention.end]:
                anchors[mention.end] = mention.start
        return anchors

    # ---- organs and departments -------------------------------------------------------------------------------------

    def _tails(self, scan: Scan, at: int) -> Iterator[tuple[int, str]]:
        """(end, class) of the departments that begin at *at*, longest first."""
        ends: dict[int, str] = {}
        for end, key in scan.from_("department", at):
            ends.setdefault(end, key)
        reached, queue = {at}, [at]
        while queue:
            here = queue.pop()
            for end, _ in scan.from_("functionWord", here):
                for step in (end, *((end + 1,) if self._text[end : end + 1] in self._connectors else ())):
                    if step not in reached and step - at < 24:
                        reached.add(step)
                        queue.append(step)
        for here in reached - {at}:
            for clue in ("departmentSuffix", "bodySuffix"):
                for end, key in scan.from_(clue, here):
                    if end in self._ends:
                        ends.setdefault(end, key)
        for end in sorted(ends, reverse=True):
            yield end, ends[end]

    def _chain(self, analysis: Analysis, scan: Scan, start: int, at: int, *, organ: bool) -> Iterator[Mention]:
        """The bodies of which the name begins at *start* and whose own words begin at *at*, outermost body first."""
        self._text, self._ends = analysis.text, analysis.boundaries
        steps: list[tuple[int, str, str]] = []
        if organ:
            steps = [(end, key, "body-organ") for end, key in scan.from_("organ", at)]
        tails = [(end, key, "body-department") for end, key in self._tails(scan, at)]
        best = max((*steps, *tails), default=None, key=lambda s: s[0])
        if best is None:
            return
        end, key, rule = best
        # an organ may be the beginning of a longer word of the segmenter only where a department goes on
        nested = [s for s in steps if s[0] < end]
        for inner_end, inner_key, inner_rule in nested:
            rest = [e for e, _ in self._tails(scan, inner_end)]
            if rest and max(rest) >= end:
                yield from self._chain(analysis, scan, start, at, organ=True) if False else ()
                yield self._mention(analysis, start, inner_end, inner_key, inner_rule)
                break
        if self._ends_well(analysis, end):
            yield self._mention(analysis, start, end, key, rule)
            further = list(self._tails(scan, end))
            if further:
                yield from self._chain(analysis, scan, start, end, organ=False)

    @staticmethod
    def _ends_well(analysis: Analysis, end: int) -> bool:
        return True

    def _mention(self, analysis: Analysis, start: int, end: int, key: str, rule: str) -> Mention:
        name = analysis.text[start:end].translate(_QUOTES)
        return Mention(start, end, key, name, rule, 0.9, "area or level with the word of its body")

    def _behind_areas(self, analysis: Analysis, scan: Scan, areas: Sequence[Mention]) -> Iterator[Mention]:
        text = analysis.text
        begun = {}
        for area in areas:
            begun[area.end] = area
        for area in areas:
            at = area.end
            for end, _ in scan.from_("areaLevel", at):
                if text[at:end] == text[area.end - (end - at) : area.end] or area.rule == "area-short-name":
                    yield from self._chain(analysis, scan, area.start, end, organ=True)
            yield from self._chain(analysis, scan, area.start, at, organ=True)
        for start, end, _ in scan.spans("areaLevel"):
            if start not in analysis.boundaries or any(a.start < end <= a.end for a in self._near(areas, begun, end)):
                continue
            if start in begun:
                continue
            yield from self._chain(analysis, scan, start, end, organ=True)

    @staticmethod
    def _near(areas: Sequence[Mention], begun: Mapping[int, Mention], end: int) -> tuple[Mention, ...]:
        return tuple(begun[e] for e in range(end, end + 3) if e in begun)

    # ---- bodies there is one of -------------------------------------------------------------------------------------

    def _known(self, analysis: Analysis, scan: Scan, found: Mapping[tuple[int, int], Mention]) -> Iterator[Mention]:
        starts = {m.start: m.end for m in found.values()}
        taken = 0
        for start, end, key in scan.spans("bodyName"):
            if start < taken and not (key in self._parents and any(e > end for e, _ in scan.from_("bodyName", start))):
                continue
            if analysis.text.startswith(self._not_before, end):
                continue
            if any(e > end for clue in ("bareClass", "bodyClassHead") for e, _ in scan.from_(clue, start)):
                continue
            if start not in analysis.boundaries or any(s < start < e for s, e in found):
                continue
            if starts.get(start, 0) > end:
                continue
            taken = max(taken, end)
            yield Mention(start, end, key, analysis.text[start:end], "body-known", 0.95, "the name of one body of the country")
            yield from self._chain(analysis, scan, start, end, organ=False)

    @staticmethod
    def _publisher(analysis: Analysis) -> Iterator[Mention]:
        """The newspaper or agency that the dateline names."""
        name = analysis.document.publisher
        at = analysis.text.find(name) if name else -1
        if name and at >= 0:
            yield Mention(at, at + len(name), "MediaOutlet", name, "body-publisher", 0.9, "the dateline's newspaper or agency")

    # ---- departments in a list, which take their area from the first -------------------------------------------------

    def _listed(self, analysis: Analysis, scan: Scan, found: Mapping[tuple[int, int], Mention]) -> Iterator[Mention]:
        ends = {m.end for m in found.values()}
        inside = set()
        for m in found.values():
            inside.update(range(m.start, m.end))
        self._text, self._ends = analysis.text, analysis.boundaries
        for start, end, key in scan.spans("department"):
            if start in inside or start not in analysis.boundaries:
                continue
            before = analysis.text[start - 1 : start]
            longest = next(self._tails(scan, start), (end, key))
            if before in _JOINS and start - 1 in ends:
                ends.add(longest[0])
                yield Mention(start, longest[0], longest[1], analysis.text[start : longest[0]], "body-listed", 0.85, "department in a list of departments")
            elif longest[0] == end and end in analysis.boundaries:
                yield Mention(start, end, key, analysis.text[start:end], "body-alone", 0.55, "department without its area")

    # ---- classes of bodies ------------------------------------------------------------------------------------------

    def _classes(
        self, analysis: Analysis, scan: Scan, areas: Sequence[Mention], found: Mapping[tuple[int, int], Mention]
    ) -> Iterator[Mention]:
        ends: dict[int, int] = {}
        for m in (*areas, *found.values()):
            ends[m.end] = min(m.start, ends.get(m.end, m.start))
        done: set[int] = set()
        for start, end, _ in scan.spans("bodyDeterminer"):
            if start not in analysis.boundaries or start in done:
                continue
            listed = self._levels_run(analysis, scan, end)
            if listed:
                organ_end, key = listed
                yield Mention(start, organ_end, key, analysis.text[start:organ_end], "body-class-levels", 0.85, "each of several levels")
                done.update(range(start, organ_end))
                continue
            at = end
            for further, _key in scan.from_("bodyDeterminer", end):
                at = further
                break
            for head_end, key in scan.from_("bodyClassHead", at):
                name_start = ends.get(start, start)
                yield Mention(name_start, head_end, key, analysis.text[name_start:head_end], "body-class", 0.75, "a determiner makes a class of bodies")
                done.update(range(start, head_end))
                break
        for start, end, key in scan.spans("bareClass"):
            if start in done or start not in analysis.boundaries and start not in ends or end not in analysis.boundaries:
                continue
            name_start = ends.get(start, start)
            done.update(range(name_start, end))
            yield Mention(name_start, end, key, analysis.text[name_start:end], "body-class-bare", 0.7, "a noun for a definite class of bodies")

    @staticmethod
    def _repeated(analysis: Analysis, at: int, end: int, anchors: Mapping[int, int]) -> tuple[int, bool]:
        """The name up to a body or area further left, where the report says all of it more than once."""
        text = analysis.text
        for here in range(at - 1, max(0, at - 14), -1):
            if not is_cjk(text[here : here + 1]):
                break
            if here in anchors:
                return (anchors[here], True) if text.count(text[here:end]) > 1 else (at, False)
        return at, False

    @staticmethod
    def _proper_end(token: Token) -> bool:
        """Whether a word of the segmenter that ends with a weak suffix may be a body's name as a whole."""
        return token.pos in ("nt", "nz") and len(token.text) > 2

    @staticmethod
    def _levels_run(analysis: Analysis, scan: Scan, at: int) -> tuple[int, str] | None:
        """End and class of the organ behind a list of levels: 各[省、自治区、直辖市]人民政府."""
        here, count = at, 0
        while True:
            step = next((e for clue in ("areaLevel", "areaSuffix") for e, _ in scan.from_(clue, here)), None)
            if step is None:
                return None
            count += 1
            here = step
            if analysis.text[here : here + 1] in _JOINS:
                here += 1
                continue
            break
        if count < 2:
            return None
        return next(((e, key) for e, key in scan.from_("organ", here)), None)

    # ---- open names -------------------------------------------------------------------------------------------------

    def _open(
        self,
        analysis: Analysis,
        scan: Scan,
        areas: Sequence[Mention],
        anchors: dict[int, int],
        found: Mapping[tuple[int, int], Mention],
    ) -> Iterator[Mention]:
        ended = {m.end for m in found.values()}
        joins = frozenset(m.end for m in areas)
        by_end: dict[int, list[tuple[int, str, bool]]] = {}
        for clue, weak in (("bodySuffix", False), ("weakBodySuffix", True)):
            for start, end, key in scan.spans(clue):
                by_end.setdefault(end, []).append((start, key, weak))
        for end in sorted(by_end):
            if end in ended or end not in analysis.boundaries:
                continue
            start, key, weak = min(by_end[end])
            token = analysis.tokens[analysis.token_index(end - 1)]
            if weak and token.start < start and not self._proper_end(token):
                continue
            if weak and token.text in self._generic:
                continue
            if token.start < start and token.pos in ("v", "vd", "d", "m", "t"):
                continue
            reach = self._boundary.reach(analysis, start, anchors, joins=joins)
            at, anchored, proper = reach.start, reach.anchored, reach.proper
            if not anchored and not weak:
                at, anchored = self._repeated(analysis, at, end, anchors)
            if at == start:
                if not weak and key in self._common_classes:
                    continue
                if not weak:
                    yield Mention(start, end, key, analysis.text[start:end], "body-bare", 0.4, "a common noun for a body", anaphor=True)
                continue
            name = analysis.text[at:end].translate(_QUOTES)
            if not is_cjk(name.replace("·", "").replace("（", "").replace("）", "")) and not any(c.isalnum() for c in name):
                continue
            if not (anchored or proper) and (weak or (key in self._common_classes and analysis.text.count(name) < 2)):
                continue
            confidence = 0.85 if anchored or proper else 0.7
            if weak:
                confidence -= 0.15
            if not weak or anchored:
                anchors.setdefault(end, at)
            yield Mention(at, end, key, name, "body-weak-suffix" if weak else "body-suffix", confidence, "ends like a body's name")
