"""Which mentions of activities, measures, documents and projects are one thing."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from typing import TYPE_CHECKING

from kg.text.marks import CLOSERS, PAIR, QUOTES
from kg.text.model import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.extract.model import Mention
    from kg.extract.tokens import Analysis
    from kg.schema.model import Schema

THING_TYPES = frozenset(("activity", "measure", "document", "project"))
_CORE = 4  # code points a name must keep when a carrier noun is taken off
_SHORT = 2
_QUOTATION = re.compile(rf"[{QUOTES}]([^{QUOTES}{re.escape(CLOSERS)}]{{2,24}})[{re.escape(CLOSERS)}]")
_NO_QUOTES = str.maketrans("", "", QUOTES + "".join(PAIR[q] for q in QUOTES))
# Found by their form or place, as they stand.
_TITLE_WORD = "title-word"
_WHOLE_RULES = frozenset(("title-marks", _TITLE_WORD, "about-title", "headline-title", "announced-group"))
_HEADLINES = frozenset((BlockKind.TITLE, BlockKind.SUBTITLE))
_NEAR = 80  # code points between a document's title and its number


def plain(name: str) -> str:
    """A name without punctuation and spaces, half-width, for comparison."""
    return "".join(c for c in unicodedata.normalize("NFKC", name) if c.isalnum()).lower()


class _Union:
    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def find(self, i: int) -> int:
        while self._parent[i] != i:
            self._parent[i] = self._parent[self._parent[i]]
            i = self._parent[i]
        return i

    def join(self, i: int, j: int) -> None:
        i, j = self.find(i), self.find(j)
        self._parent[max(i, j)] = min(i, j)


class ThingAliases:
    """Joins the mentions of one thing; built once from the schema.

    Joined are: equal names; a name and the same name with a carrier noun (防汛, 防汛工作); a quoted name and the
    same with its head (“晨读”, “晨读”活动); a name with and without the area or body before it; a document's title
    and its number; a back-reference (会议, 该项目) and the last thing of its kind before it.
    """

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self._carriers = tuple(sorted(schema.clue("aliasCarrier"), key=lambda w: (-len(w), w)))
        self._heads = frozenset(schema.clue("head")) | frozenset(schema.clue("weakHead"))
        self._of = schema.words("ofWord")
        self._scopes = frozenset(schema.clue("scopeWord"))
        self._holding = schema.words("heldVerb")
        done = [w for w in schema.words("aspect") if len(w) == 1]
        self._holding_before = (*self._holding, *(verb + mark for verb in self._holding for mark in done))

    def __call__(self, analysis: Analysis, mentions: Sequence[Mention]) -> tuple[tuple[int, ...], ...]:
        """Groups of indices of *mentions*, each one thing, ordered by first mention; only things are in them."""
        members = [i for i, m in enumerate(mentions) if self._schema.type_of(m.cls) in THING_TYPES]
        union = _Union(len(mentions))
        named = [i for i in members if not mentions[i].anaphor]
        by_name: dict[str, int] = {}
        for i in named:
            key = self._key(mentions[i].name)
            if key in by_name:
                union.join(by_name[key], i)
            else:
                by_name[key] = i
        self._carried(by_name, union)
        self._quoted(mentions, by_name, union)
        self._prefixed(analysis, mentions, by_name, union)
        self._shortened(analysis, mentions, by_name, named, union)
        self._numbered(mentions, named, union)
        self._titles(mentions, named, union)
        self._back(mentions, members, union, self._held(analysis, mentions, members))
        groups: dict[int, list[int]] = defaultdict(list)
        for i in members:
            if not mentions[i].anaphor or union.find(i) != i:
                groups[union.find(i)].append(i)
        return tuple(tuple(g) for _, g in sorted(groups.items()))

    def short_forms(self, analysis: Analysis, mention: Mention) -> tuple[str, ...]:
        """What a thing is called besides the name of a mention: the words quoted in it, for a drive or a show.

        `“某某”主题活动` is as often called 某某 alone; and where words stand before the quotation, without them.
        """
        text = analysis.text[mention.start : mention.end]
        found = _QUOTATION.search(text)
        if found is None or found.end() - found.start() == len(text) or mention.rule in _WHOLE_RULES:
            return ()
        rest = text[found.start() :]
        forms = [rest.translate(_NO_QUOTES)] if found.start() else []
        if (
            found.end() < len(text)
            and self._schema.type_of(mention.cls) in ("activity", "project")
            and len(found[1]) >= _CORE - 1
        ):
            forms.append(found[1])
        return tuple(forms)

    def _carried(self, by_name: dict[str, int], union: _Union) -> None:
        cores: dict[str, int] = {}
        for name, i in by_name.items():
            core = self.core(name)
            if core in by_name:
                union.join(by_name[core], i)
            first = cores.setdefault(core, i)
            union.join(first, i)

    def _quoted(self, mentions: Sequence[Mention], by_name: dict[str, int], union: _Union) -> None:
        quoted = sorted(
            {self._key(m.name) for m in mentions if m.rule.startswith("quoted") and self._key(m.name) in by_name}
        )
        for core in quoted:
            for name, i in by_name.items():
                if name != core and name.startswith(core) and name[len(core) :] in self._heads:
                    union.join(by_name[core], i)

    def _key(self, name: str) -> str:
        """What names are compared by: without punctuation and the particle 的."""
        name = plain(name)
        for word in self._of:
            name = name.replace(word, "")
        return name

    def core(self, name: str) -> str:
        """The name without its carrier noun; itself where nothing sensible would be left."""
        for carrier in self._carriers:
            if name.endswith(carrier) and len(name) - len(carrier) >= _CORE - 1:
                return name[: -len(carrier)]
        return name

    def _prefixed(
        self, analysis: Analysis, mentions: Sequence[Mention], by_name: dict[str, int], union: _Union
    ) -> None:
        starts: dict[int, set[int]] = defaultdict(set)
        for m in mentions:
            if self._schema.type_of(m.cls) in ("area", "organization", "group"):
                starts[m.start].add(m.end)
        for name, i in by_name.items():
            m = mentions[i]
            for end in self._prefix_ends(analysis, m, starts):
                rest = self._key(analysis.text[end : m.end])
                for form in (rest, self.core(rest)):
                    if len(form) >= _CORE and form in by_name and form != name:
                        union.join(by_name[form], i)

    def _prefix_ends(self, analysis: Analysis, mention: Mention, starts: dict[int, set[int]]) -> Iterable[int]:
        yield from (e for e in sorted(starts.get(mention.start, ())) if e < mention.end)
        token = analysis.tokens[max(analysis.token_index(mention.start), 0)]
        if token.start == mention.start and token.text in self._scopes and token.end < mention.end:
            yield token.end

    def _numbered(self, mentions: Sequence[Mention], named: Iterable[int], union: _Union) -> None:
        title: int | None = None
        for i in named:
            m = mentions[i]
            if self._schema.type_of(m.cls) != "document":
                continue
            if m.rule == "document-number":
                if title is not None and 0 <= m.start - mentions[title].end <= _NEAR:
                    union.join(title, i)
            else:
                title = i

    def _titles(self, mentions: Sequence[Mention], named: Iterable[int], union: _Union) -> None:
        """Join a title that is a mere kind of document (《规划》) to the last document whose title holds the word."""
        before: list[int] = []
        for i in named:
            m = mentions[i]
            if self._schema.type_of(m.cls) != "document":
                continue
            if m.rule == _TITLE_WORD:
                whole = next((k for k in reversed(before) if m.name in mentions[k].name), None)
                if whole is not None:
                    union.join(whole, i)
            else:
                before.append(i)

    def _shortened(
        self,
        analysis: Analysis,
        mentions: Sequence[Mention],
        by_name: dict[str, int],
        named: Iterable[int],
        union: _Union,
    ) -> None:
        """Join a name to the only longer one that ends with it; a mere head only where the longer one stands before."""
        first = self._first(analysis, mentions, named)
        kinds = {name: self._schema.type_of(mentions[i].cls) for name, i in by_name.items()}
        for name, index in by_name.items():
            if len(name) < _SHORT:
                continue
            longer = [n for n in by_name if len(n) > len(name) and n.endswith(name) and kinds[n] == kinds[name]]
            if name in self._heads and not (len(name) > 2 and kinds[name] == "document"):
                longer = [n for n in longer if first[n][0] < max(first[name])]
            elif len(name) < _CORE + 1:
                continue
            if len({union.find(by_name[n]) for n in longer}) == 1:
                union.join(index, by_name[longer[0]])

    def _first(
        self, analysis: Analysis, mentions: Sequence[Mention], named: Iterable[int]
    ) -> dict[str, tuple[int, int]]:
        """Where each name stands first, in the whole report and below its headline."""
        head = max((b.end for b in analysis.document.blocks if b.kind in _HEADLINES), default=0)
        found: dict[str, tuple[int, int]] = {}
        for i in named:
            start = mentions[i].start
            anywhere, below = found.get(self._key(mentions[i].name), (start, -1))
            found[self._key(mentions[i].name)] = (anywhere, start if below < 0 <= start - head else below)
        return found

    def _held(self, analysis: Analysis, mentions: Sequence[Mention], members: Iterable[int]) -> frozenset[int]:
        """Those of which the report tells that they took place (`甲局召开乙会`): what later pointers mean."""
        text = analysis.text
        return frozenset(
            i
            for i in members
            if not mentions[i].anaphor
            and (
                # 召开甲会的决定: it may be still to come
                (
                    text.endswith(self._holding_before, 0, mentions[i].start)
                    and not text.startswith(self._of, mentions[i].end)
                )
                or text.startswith(self._holding, mentions[i].end)
            )
        )

    def _back(self, mentions: Sequence[Mention], members: Iterable[int], union: _Union, held: frozenset[int]) -> None:
        """Join a back-reference to the last thing before it that was held, whose name ends so, or of its class."""
        before: list[int] = []
        taken_place: list[int] = []
        for i in members:
            m = mentions[i]
            if not m.anaphor:
                before.append(i)
                if i in held:
                    taken_place.append(i)
                continue
            target = next((k for k in reversed(taken_place) if mentions[k].cls == m.cls), None)
            if target is None:
                target = next((k for k in reversed(before) if plain(mentions[k].name).endswith(plain(m.name))), None)
            if target is None:
                target = next((k for k in reversed(before) if mentions[k].cls == m.cls), None)
            if target is not None:
                union.join(target, i)
