"""Things that stand as members of a list: run-in headings under an announced group, enumerations behind a colon."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.extract.announced_groups import GroupReader
from kg.extract.model import Mention
from kg.extract.sections import colon_lists, sections, told_lists
from kg.text.marks import CLOSERS, PAIR, QUOTES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.announced_groups import AnnouncedGroup
    from kg.extract.head_words import HeadWords
    from kg.extract.sections import ColonList, Section
    from kg.extract.tokens import Analysis
    from kg.schema.model import Schema

_QUOTE_MARKS = str.maketrans("", "", QUOTES + "".join(PAIR[q] for q in QUOTES))
_QUOTED = re.compile(rf"[{QUOTES}]([^{QUOTES}{re.escape(CLOSERS)}]{{1,20}})[{re.escape(CLOSERS)}]")
_MAX_LABEL = 14
_CLAUSE_MARKS = "，；：,;:"
_LABEL_TYPES = frozenset(("activity", "project"))
_OWN_TYPES = frozenset(("project", "document"))


class ListReader:
    """Finds list members that are names; built once from the schema."""

    def __init__(self, schema: Schema, words: HeadWords) -> None:
        self._schema = schema
        self._words = words
        self.groups = GroupReader(schema)
        self._openings = schema.words("headingAdverb")
        self._generic = frozenset(schema.clue("genericPhrase"))
        self._loose = frozenset(schema.clue("looseCarrier")) | frozenset(schema.clue("looseLabel"))
        self._verbs = tuple(sorted({*schema.clue("announcer"), *schema.clue("breaksPhrase")}))
        self._lead_verbs = schema.words("leadVerb")

    def __call__(self, analysis: Analysis, phrase_ends: frozenset[int]) -> Iterator[Mention]:
        """Mentions of announced groups and of list members; they may overlap what other readers find.

        Args:
            analysis: the words.
            phrase_ends: where noun phrases end, as the head reader found them.
        """
        parts = sections(analysis.document, self._openings)
        groups = [g for g in self.groups(analysis, parts) if g.end in phrase_ends]
        for group in groups:
            yield Mention(group.start, group.end, group.cls, group.name, "announced-group", 0.85, "its members follow")
        of_section = {s.label.start: g for g in groups for s in g.sections}
        for section in parts:
            mention = self._label(analysis, section, of_section.get(section.label.start))
            if mention is not None:
                yield mention
        for found in self.enumerations(analysis.text):
            if found.group is not None:
                name = analysis.text[found.group.start : found.group.end]
                cls = next(iter(self._words.classes_of(name)), "Measure")
                yield Mention(
                    found.group.start, found.group.end, cls, name, "announced-group", 0.8, "its members follow"
                )
            for span in found.members:
                name = analysis.text[span.start : span.end].translate(_QUOTE_MARKS).strip()
                if name:
                    cls = next(iter(self._words.classes_of(name)), "Measure")
                    yield Mention(span.start, span.end, cls, name, "list-member", 0.8, "one of a stated number")

    def enumerations(self, text: str) -> tuple[ColonList, ...]:
        """Enumerations that their number announces, behind a colon or in a sentence, in text order."""
        behind_colon = colon_lists(text, self.groups.before_colon, self.groups.dividers)
        return tuple(sorted((*behind_colon, *told_lists(text, self.groups.told)), key=lambda e: (e.start, e.end)))

    def _by_head(self, name: str) -> str | None:
        """The class of a label that is a name by its head: 内涝治理, but not a whole clause nor 队伍建设."""
        head = self._words.ending(name, len(name))
        if not head or head == name or head in self._loose or name.startswith(self._verbs):
            return None
        _, classes = self._words.graded(head, modified=True)
        return classes[0] if self._schema.type_of(classes[0]) in _LABEL_TYPES else None

    def _label(self, analysis: Analysis, section: Section, group: AnnouncedGroup | None) -> Mention | None:
        label = analysis.text[section.label.start : section.label.end].strip()
        quoted = _QUOTED.fullmatch(label)
        name = quoted[1] if quoted else label
        if section.heading or not name or len(name) > _MAX_LABEL or any(c in _CLAUSE_MARKS for c in name):
            return None
        start = analysis.text.index(label, section.label.start)
        end = start + len(label)
        own = next(iter(self._words.classes_of(name)), None)
        if group is not None:
            kind = None if own is None else self._schema.type_of(own)
            keeps = kind in _OWN_TYPES or kind == self._schema.type_of(group.member_cls)
            return Mention(
                start,
                end,
                own if own and keeps else group.member_cls,
                name,
                "list-label",
                0.85,
                "heads a member of a group",
            )
        if quoted:
            return Mention(start, end, own or "Measure", name, "list-label", 0.7, "a quoted heading")
        if section.marked:
            known = None if name in self._generic else self._by_head(name)
            return (
                None
                if known is None
                else Mention(start, end, known, name, "label-head", 0.65, "a numbered heading that ends like a name")
            )
        if name.startswith(self._lead_verbs):
            return Mention(start, end, "Activity", name, "lead-verb", 0.6, "a heading that says what is done")
        return None
