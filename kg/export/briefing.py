"""A briefing in Markdown of one report or one thing: what it did, when, how many, each line with its sentence.

The sentences are footnotes, numbered in the order in which the lines rest on them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from kg.export.subject import Subject, find
from kg.export.wording import Wording, status_labels

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kg.projection.facts import Act, Facts
    from kg.schema.model import Schema

_SPACE = re.compile(r"\s+")
_SPECIAL = re.compile(r"[\\`*_{}\[\]<>#|~$&!]")
_LIST = re.compile(r"^(?:[-+]|[0-9]+(?=[.)]))")


def as_briefing(facts: Facts, schema: Schema, *, about: str | None, language: str) -> Iterator[str]:
    """The briefing, in pieces.

    Args:
        facts: what the dataset says.
        schema: gives the labels of classes and relations.
        about: the report or thing, by name or IRI; may be None where there is one report only.
        language: of the headings and frames, `zh` or `en`.

    Raises:
        QueryError: nothing is called so, or several things are.
    """
    yield from _Briefing(facts, schema, language).text(find(facts, about))


class _Briefing:
    def __init__(self, facts: Facts, schema: Schema, language: str) -> None:
        self._facts, self._schema, self._language = facts, schema, language
        self._say = Wording(language)
        self._status = status_labels(language)
        self._notes: dict[int, int] = {}
        self._whole = {link.subject: link.object for link in reversed(facts.links) if link.predicate == "partOf"}

    def text(self, subject: Subject) -> Iterator[str]:
        yield from self._head(subject)
        written = 0
        for title, lines in self._sections(subject):
            written += 1
            yield f"\n## {title}\n"
            yield from lines
        if not written:
            yield f"\n{self._say('briefing_nothing')}\n"
        if self._notes:
            yield "\n"
        for sentence, number in self._notes.items():
            said = _md(self._facts.said(sentence))
            source = self._say("briefing_source", sentence=said, report=self._report(sentence))
            yield f"[^{number}]: {source.strip()}\n"

    # ---- parts -------------------------------------------------------------------------------------------------------

    def _head(self, subject: Subject) -> Iterator[str]:
        if subject.report is not None:
            report = self._facts.reports[subject.report]
            yield f"# {_md(report.title or report.name)}\n"
            stated = self._say("briefing_published", publisher=_md(report.publisher), date=report.date).strip()
            if stated:
                yield f"\n{stated}\n"
            return
        thing = self._facts.things[subject.thing]
        yield f"# {_md(thing.name)}\n\n{_md(self._label(self._schema.classes[thing.cls].labels, thing.cls))}\n"
        if thing.aliases:
            names = self._say("briefing_agents").join(map(_md, thing.aliases))
            yield f"\n{self._say('briefing_aliases', names=names)}\n"

    def _sections(self, subject: Subject) -> Iterator[tuple[str, list[str]]]:
        facts = self._facts
        if subject.report is not None:
            acts = [act for act in facts.acts if self._in(act.sentences, subject.report)]
        else:
            acts = [act for act in facts.acts if subject.thing in act.agents]
        acts.sort(key=self._order)
        for status in (*self._status, *sorted({act.status for act in acts} - self._status.keys())):
            if found := [act for act in acts if act.status == status]:
                yield _md(self._status.get(status, status)), self._grouped(found)
        if subject.report is None:
            own = subject.thing
            others = [a for a in facts.acts if own in (a.object, a.place, a.part_of) and own not in a.agents]
            if others:
                lines = [self._act(act) for act in sorted(others, key=self._order)]
                yield self._say("briefing_undergone"), ["\n", *lines]
            if lines := self._relations(own):
                yield self._say("briefing_relations"), lines
        if lines := self._numbers(subject):
            yield self._say("briefing_numbers"), lines

    def _grouped(self, acts: Iterable[Act]) -> list[str]:
        """The acts under the activities that they belong to; without headings where there is one group only."""
        groups: dict[int | None, list[Act]] = defaultdict(list)
        for act in acts:
            groups[self._activity(act)].append(act)
        lines: list[str] = []
        for activity, found in sorted(groups.items(), key=lambda item: (item[0] is not None, item[0] or 0)):
            if len(groups) > 1:
                name = self._say("briefing_general") if activity is None else _md(self._facts.things[activity].name)
                lines.append(f"\n### {name}\n")
            lines.append("\n")
            lines += map(self._act, found)
        return lines

    def _activity(self, act: Act) -> int | None:
        if act.part_of is not None:
            return act.part_of
        return None if act.object is None else self._whole.get(act.object)

    def _relations(self, thing: int) -> list[str]:
        facts = self._facts
        lines = []
        for link in facts.links:
            if thing not in (link.subject, link.object):
                continue
            line = self._say(
                "briefing_relation",
                subject=_md(facts.things[link.subject].name),
                relation=_md(self._label(self._schema.relations[link.predicate].labels, link.predicate)),
                object=_md(facts.things[link.object].name),
            )
            lines.append(self._line(line, (s for statement in link.statements for s in statement.sentences)))
        return ["\n", *lines] if lines else []

    def _numbers(self, subject: Subject) -> list[str]:
        """The counts that no act carries."""
        used = {act.quantity for act in self._facts.acts}
        found: list[tuple[tuple[int, ...], int, str]] = []
        for number, count in enumerate(self._facts.counts):
            if subject.report is None:
                mine = count.counted == subject.thing
            else:
                mine = self._in(count.sentences, subject.report)
            if mine and number not in used:
                of = count.of or self._facts.quote(count)
                line = self._say("briefing_number", of=_md(of), count=_md(count.text))
                found.append((count.sentences, count.start, line))
        lines = [self._line(line, sentences) for sentences, _, line in sorted(found)]
        return ["\n", *lines] if lines else []

    # ---- lines -------------------------------------------------------------------------------------------------------

    def _act(self, act: Act) -> str:
        facts, say = self._facts, self._say
        when = count = place = ""
        if act.time is not None:
            period = facts.periods[act.time]
            same = period.first == period.last
            days = period.first if same else say("briefing_days", first=period.first, last=period.last)
            when = say("briefing_when", days=days)
        if act.quantity is not None:
            count = say("briefing_count", count=_md(facts.counts[act.quantity].text))
        if act.place is not None:
            place = say("briefing_place", place=_md(facts.things[act.place].name))
        agents = say("briefing_agents").join(_md(facts.things[agent].name) for agent in act.agents)
        parts = {"when": when, "agents": agents, "count": count, "place": place}
        line = say("briefing_act", verb=_md(act.verb), object=_md(act.object_text), **parts)
        return self._line(line, act.sentences)

    def _line(self, line: str, sentences: Iterable[int]) -> str:
        notes = [self._notes.setdefault(s, len(self._notes) + 1) for s in dict.fromkeys(sentences)]
        line = _SPACE.sub(" ", line).strip()
        return f"- {_LIST.sub(_behind_a_backslash, line)}{''.join(f'[^{note}]' for note in notes)}\n"

    def _report(self, sentence: int) -> str:
        report = self._facts.reports[self._facts.sentences[sentence].report]
        return self._say("briefing_report", title=_md(report.title or report.name), date=report.date).strip()

    # ---- small helps -------------------------------------------------------------------------------------------------

    def _in(self, sentences: Iterable[int], report: int) -> bool:
        return any(self._facts.sentences[s].report == report for s in sentences)

    def _order(self, act: Act) -> tuple[str, int, int, str]:
        """By the date of the report, then as told in it."""
        if not act.sentences:
            return "", -1, act.start, act.iri
        first = act.sentences[0]
        return self._facts.reports[self._facts.sentences[first].report].date, first, act.start, act.iri

    def _label(self, labels: Mapping[str, str], key: str) -> str:
        return labels.get(self._language, key)


def _md(text: str) -> str:
    """A text on one line, in which nothing is markup."""
    return _SPECIAL.sub(lambda match: f"\\{match.group()}", _SPACE.sub(" ", text).strip())


def _behind_a_backslash(match: re.Match[str]) -> str:
    """What would begin a list, made plain text."""
    found = match.group()
    return f"\\{found}" if found in "+-" else f"{found}\\"
