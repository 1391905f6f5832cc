"""From the parts of a question to its logical forms, the strictest first; the first that finds facts answers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import rjieba

from kg.ask.links import LinkPlanner
from kg.ask.listing import ThingPlanner
from kg.ask.model import Agent, Asked, Form, Frame, Needle, Part, Role, Scope
from kg.ask.parts import context, iris, is_a, may_act, needle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.ask.graph import Lookup
    from kg.ask.model import Analysis
    from kg.ask.words import QuestionWords


@dataclass(frozen=True, slots=True)
class Plan:
    """The forms of a question in the order in which they are tried, or what was not understood."""

    forms: tuple[Form, ...] = ()
    problem: str = ""
    missed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A question by its places: what stands before and behind the verb and the asking word."""

    asked: Asked
    verb: str
    before: tuple[Part, ...]  # content before the verb (or before what asks, where there is no verb)
    behind: tuple[Part, ...]  # content behind it
    counted: tuple[Part, ...]  # content right behind the measure word
    agents: tuple[Part, ...]
    more: tuple[Needle, ...] = ()

    @property
    def content(self) -> tuple[Part, ...]:
        return (*self.before, *self.behind)


class Planner:
    """Plans questions by one schema; built once."""

    def __init__(self, words: QuestionWords) -> None:
        self._words = words
        self._links = LinkPlanner(words)
        self._things = ThingPlanner(words)
        self._relations = {key: relation.iri for key, relation in words.schema.relations.items()}

    def __call__(self, analysis: Analysis, lookup: Lookup) -> Plan:
        """The forms of a question that was read."""
        if analysis.problem or analysis.asked is None:
            return Plan(problem=analysis.problem, missed=analysis.missed)
        links = [] if analysis.rank else self._links(analysis)
        if links:
            return Plan(tuple(links))
        asked = self._settled(analysis)
        if asked is None:
            return Plan(problem="what is asked for is not clear", missed=(analysis.parts[analysis.ask].text,))
        sentence = self._sentence(analysis, asked)
        if not sentence.verb and not analysis.rank and analysis.asked is not Asked.VALUE:
            found = tuple(self._things(analysis))
            if found:
                return Plan(found)
        if not (sentence.content or sentence.counted or (sentence.verb and (sentence.agents or analysis.noun))):
            return Plan(problem="it says too little", missed=(analysis.text,))
        forms = list(dict.fromkeys(self._facts(analysis, sentence, lookup)))
        if not sentence.verb and analysis.asked is Asked.VALUE:
            # what only stands in one sentence with the words comes behind
            things = list(self._things(analysis))
            if things:  # a stated number must be one of them; what only stands in one sentence with the words is not
                forms = [replace(f, ends=f.counted[-1][0]) for f in forms if f.scope is Scope.FACT and f.counted]
            forms += things
        return Plan(tuple(forms))

    # ---- what was done, how many, when, where -------------------------------------------------------------------

    def _settled(self, analysis: Analysis) -> Asked | None:
        """What is asked for, after the place of the asking word in the sentence has its say."""
        asked = analysis.asked
        if asked is Asked.NAME or asked is Asked.POST:
            return None
        if asked is Asked.WHO and not analysis.type and self._is_object(analysis):
            return Asked.WHAT
        if asked is not Asked.WHICH and not (asked is Asked.WHO and analysis.type):
            return asked
        # behind the verb it is what the verb does something to, before it who does it
        before = analysis.parts[: analysis.ask]
        verbs = [n for n, p in enumerate(before) if p.role is Role.VERB and p.text not in self._words.be]
        if verbs and all(p.role is Role.PARTICLE for p in before[verbs[-1] + 1 :]):
            return Asked.WHAT
        if before and before[-1].text in self._words.place_marks:
            return Asked.WHERE
        if any(p.role is Role.VERB for p in analysis.parts):
            return Asked.WHO
        return Asked.WHO if analysis.rank or self._things.fits(analysis) else None

    def _is_object(self, analysis: Analysis) -> bool:
        """Whether the question for somebody stands behind the verb, at the end: 警方控制了谁."""
        before = [p for p in analysis.parts[: analysis.ask] if p.role is not Role.PARTICLE]
        behind = [p for p in analysis.parts[analysis.ask + 1 :] if p.role is not Role.PARTICLE]
        is_one = analysis.parts[analysis.ask].text[:1] in self._words.be
        if is_one or not before or behind or before[-1].role is not Role.VERB:
            return False
        return before[-1].text not in self._words.be | self._words.exist | self._words.holder_verbs

    def _sentence(self, analysis: Analysis, asked: Asked) -> _Sentence:
        parts = analysis.parts
        at = next((n for n, p in enumerate(parts) if p.role is Role.VERB), -1)
        verb = parts[at].text if at >= 0 else ""
        if verb in self._words.exist or verb in self._words.be:
            verb = ""
        middle = at if verb else analysis.ask if analysis.ask >= 0 else len(parts)
        content = [(n, p) for n, p in enumerate(parts) if p.role in {Role.WORD, Role.NAME}]
        content = [(n, p) for n, p in content if p.text not in self._words.exist and p.text not in self._words.be]
        beside = context([p for _, p in content], self._words.titles)
        content = [(n, p) for n, p in content if p.start not in beside]
        agents: list[Part] = []
        if asked is not Asked.WHO:
            marked = [p for n, p in content if n and parts[n - 1].text in self._words.agent_marks and may_act(p)]
            free = [
                p
                for n, p in content
                if n < middle and may_act(p) and not (n and parts[n - 1].text in self._words.schema.clue("preposition"))
            ]
            agents = marked or free
        counted = []
        if asked is Asked.VALUE and analysis.ask >= 0:
            counted = [p for n, p in content if n > analysis.ask and (n < at or at < analysis.ask or not verb)]
        rest = [(n, p) for n, p in content if p not in agents]
        return _Sentence(
            asked,
            verb,
            tuple(p for n, p in rest if n < middle and p not in counted),
            tuple(p for n, p in rest if n > middle and p not in counted),
            tuple(counted),
            tuple(agents),
        )

    def _facts(self, analysis: Analysis, sentence: _Sentence, lookup: Lookup) -> Iterator[Form]:
        words = self._words
        exact, similar = lookup.verbs(sentence.verb, words.same(sentence.verb)) if sentence.verb else ((), ())
        if sentence.verb and not exact and not similar and len(pieces := rjieba.cut(sentence.verb)) > 1:
            # a compound that the reports write as several verbs: the first, and the others among the words
            exact, similar = lookup.verbs(pieces[0], ())
            sentence = replace(sentence, verb=pieces[0], more=tuple((p,) for p in pieces[1:]))
        counted = tuple(needle(p) for p in sentence.counted)
        needles = (*(needle(p) for p in sentence.content), *sentence.more)
        noun_classes = words.classes(analysis.noun)
        base = Form(
            Frame.ACT,
            sentence.asked,
            needles=needles,
            counted=counted,
            agents=iris(sentence.agents),
            headline=all(is_a(p, "Organization") or is_a(p, "Area") for p in sentence.agents),
            leading=words.leading,
            agent_needle=tuple(n for p in sentence.agents for n in needle(p)),
            unit=words.like(analysis.unit) if analysis.unit and sentence.asked is Asked.VALUE else (),
            measure=analysis.unit,
            noun=analysis.noun,
            noun_classes=noun_classes,
            moving=sentence.verb in words.movement,
            rank=analysis.rank,
        )
        for timed in self._times(analysis, base):
            yield from self._tiers(timed, sentence, exact, similar)

    def _times(self, analysis: Analysis, base: Form) -> Iterator[Form]:
        """With the days that the question names; then with the words of the time in the sentence itself."""
        if analysis.period is None:
            yield base
            return
        yield replace(base, period=analysis.period)
        time = next(p.text for p in analysis.parts if p.role is Role.TIME)
        yield replace(base, period_words=(time,))

    def _tiers(
        self, base: Form, sentence: _Sentence, exact: tuple[str, ...], similar: tuple[str, ...]
    ) -> Iterator[Form]:
        agents = (Agent.IS, Agent.NEAR, Agent.SAID) if base.agents else (Agent.ANY,)
        asked = sentence.asked
        said = ((sentence.verb,),) if sentence.verb else ()
        if asked is Asked.WHO:
            yield from self._related(base, sentence, direct=True, named=True)
        if asked is Asked.WHEN and not base.agents and not base.period and not base.period_words:
            yield Form(Frame.TIMED, asked, needles=base.needles)
        verbs = [v for v in (exact, similar) if v] if sentence.verb else [()]
        scopes = (Scope.FACT, Scope.CLAUSE)
        for scope in scopes:
            for of in verbs:
                yield from (replace(base, agent=a, verbs=of, scope=scope) for a in agents[:2])
                if asked is Asked.WHO and scope is Scope.FACT:
                    yield from self._related(base, sentence, direct=of is similar)
            if scope is Scope.FACT and asked is Asked.VALUE:
                yield from self._quantities(base, said)
            for of in verbs:
                yield from (replace(base, agent=a, verbs=of, scope=scope) for a in agents[2:])
        if asked is Asked.WHERE:
            yield from self._places(base, sentence)
        if asked is not Asked.WHETHER and sentence.verb:
            yield from (replace(base, agent=a, spoken=(sentence.verb,), scope=Scope.CLAUSE) for a in agents)
        if asked is Asked.VALUE:
            yield from self._quantities(base, said, scope=Scope.SENTENCE)
        if asked is Asked.WHEN and sentence.verb and not base.period and not base.period_words:
            needles = (*base.needles, *said)
            yield replace(base, frame=Frame.TIMED, needles=needles, scope=Scope.SENTENCE)

    def _related(self, base: Form, sentence: _Sentence, *, direct: bool, named: bool = False) -> Iterator[Form]:
        """Relations that the verb states: who carried out, took part in, issued, set up.

        `direct`: only of a verb that says that somebody took part. `named`: only of a thing that the graph knows by
        this name; other words may be those of another thing.
        """
        if not sentence.verb or not sentence.content or base.period or base.period_words:
            return
        predicates = self._words.relations(sentence.verb)
        joins = self._relations["participant"] in predicates
        if not predicates or (direct and not joins):
            return
        known = [p for p in sentence.content if p.things]
        if len(sentence.content) == 1 and known:
            yield Form(
                Frame.LINK,
                Asked.WHO,
                predicates=predicates,
                answer="object",
                subjects=iris(known),
                noun=base.noun,
                noun_classes=base.noun_classes,
            )
        if named:
            return
        yield Form(
            Frame.LINK,
            Asked.WHO,
            predicates=predicates,
            answer="object",
            needles=base.needles,
            noun=base.noun,
            noun_classes=base.noun_classes,
        )

    def _quantities(self, base: Form, said: tuple[Needle, ...], scope: Scope = Scope.FACT) -> Iterator[Form]:
        """Numbers that stand by no act; the verb is then one of the words."""
        form = replace(base, frame=Frame.QUANTITY, verbs=(), agent=Agent.ANY, scope=scope)
        if scope is Scope.FACT:
            yield replace(form, needles=(*base.needles, *said))
            if not said:
                yield replace(form, needles=base.needles)
        elif base.counted:
            yield replace(form, needles=(*base.needles, *said), spoken=said[0] if said else ())

    def _places(self, base: Form, sentence: _Sentence) -> Iterator[Form]:
        held = (self._relations["heldAt"],)
        known = [p for p in sentence.content if p.things]
        things = [*known, *sentence.agents]
        if things:
            yield Form(Frame.LINK, Asked.WHERE, predicates=held, answer="object", subjects=iris(things), noun=base.noun)
        if sentence.content:
            yield Form(Frame.LINK, Asked.WHERE, predicates=held, answer="object", needles=base.needles, noun=base.noun)
