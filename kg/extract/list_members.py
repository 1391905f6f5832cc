"""Things that stand as members of a list: run-in headings under an announced group, enumerations behind a colon."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.extract.announced_groups import AnnouncedGroup, GroupReader
from kg.extract.model import Mention
from kg.extract.sections import Section, colon_lists, sections

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.tokens import Analysis
    from kg.schema.model import Schema

_QUOTED = re.compile(r"^[“「『]([^“”「」『』]{1,20})[”」』]$")
_MAX_LEAD = 14


class ListReader:
    """Finds list members that are names; built once from the schema."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self._groups = GroupReader(schema)
        self._adverbs = schema.words("headingAdverb")
        self._heads = schema.clue("head")
        self._longest = max(map(len, self._heads), default=0)
        self._lead_verbs = tuple(schema.clue("leadVerb"))
        units = "|".join(map(re.escape, schema.words("listUnit")))
        self._counted = re.compile(rf"(?:\d{{1,3}}|[一二两三四五六七八九十]{{1,3}})(?:{units})[:：]") if units else None  # noqa: RUF001

    def __call__(self, analysis: Analysis, phrase_ends: frozenset[int]) -> Iterator[Mention]:
        """Mentions of announced groups and of list members; they may overlap what other readers find.

        Args:
            analysis: the words.
            phrase_ends: where noun phrases end, as the head reader found them.
        """
        document = analysis.document
        parts = sections(document, self._adverbs)
        groups = [g for g in self._groups(analysis, parts) if g.end in phrase_ends]
        for group in groups:
            yield Mention(group.start, group.end, group.cls, group.name, "announced-group", 0.85)
        of_section = {s.label.start: g for g in groups for s in g.sections}
        for section in parts:
            mention = self._label(analysis, section, of_section.get(section.label.start))
            if mention is not None:
                yield mention
        if self._counted is not None:
            for found in colon_lists(analysis.text, self._counted):
                for span in found.members:
                    name = analysis.text[span.start : span.end].strip()
                    cls = self._class_of(name) or "Measure"
                    yield Mention(span.start, span.end, cls, _unquote(name), "list-member", 0.8)

    def _label(self, analysis: Analysis, section: Section, group: AnnouncedGroup | None) -> Mention | None:
        label = analysis.text[section.label.start : section.label.end].strip()
        quoted = _QUOTED.match(label)
        name = quoted[1] if quoted else label
        if section.heading or len(name) > _MAX_LEAD:
            return None
        start = section.label.start + analysis.text[section.label.start : section.label.end].index(label)
        if group is not None:
            cls = self._class_of(name) or group.member_cls
            if self._schema.type_of(cls) not in ("project", "document"):
                cls = group.member_cls
            return Mention(start, start + len(label), cls, name, "list-label", 0.85)
        if quoted:
            return Mention(start, start + len(label), self._class_of(name) or "Measure", name, "list-label", 0.7)
        if not section.marked and name.startswith(self._lead_verbs):
            return Mention(start, start + len(label), "Activity", name, "lead-verb", 0.6)
        return None

    def _class_of(self, name: str) -> str | None:
        bare = _unquote(name)
        for length in range(min(self._longest, len(bare)), 1, -1):
            keys = self._heads.get(bare[-length:])
            if keys:
                return keys[0]
        return None


def _unquote(name: str) -> str:
    return re.sub("[“”‘’「」『』]", "", name)  # noqa: RUF001
