"""Relations that acts state: who carried out, took part, issued, established, and where it was held."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import product
from typing import TYPE_CHECKING

from kg.extract.attendance import AttendanceReader
from kg.extract.authorship import AuthorReader
from kg.extract.model import Relation, Status
from kg.extract.sites import SiteReader

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.model import Act, Mention
    from kg.extract.tokens import Analysis
    from kg.resolve.entities import Resolution
    from kg.schema.model import Schema

_MARKS = "“”‘’「」『』《》\"'（）() "
_LONGEST_VERB = 4
# How often a body must be named for the report to be about it, and how many sentences one named less often is
# understood as who acts.
_OFTEN = 3
_SENTENCES_BACK = 1
# Confidence of a relation by how its act was found: what a modifier or an embedded clause tells is less sure.
_CONFIDENCE = {"clause": 0.8, "light_verb": 0.75, "convened": 0.75, "relative": 0.7, "phrase": 0.7, "embedded": 0.6}

# How an issuer was found that can be the author of the report itself.
_OF_THE_REPORT = frozenset(("document_name", "signature"))


class ActRelationReader:
    """Turns acts whose verb triggers a relation into that relation; built once from the schema.

    A relation of the ontology with `lex:trigger` words holds between an act's agent and its object, in the direction
    that its domain and range allow. `lex:direction "object"` says that it runs from the object to the agent
    (`establishedBy`), "place" that it runs from the object to where the act was done (`heldAt`), "convened" from the
    object to those who were brought to do it (`participant`).
    """

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self._triggers = {
            clue: {
                word: kept
                for word, keys in schema.clue(clue).items()
                if (kept := tuple(k for k in keys if k in schema.relations))
            }
            for clue in ("trigger", "siteTrigger", "guestTrigger")
        }
        self._from_object = frozenset(k for k in schema.relations if schema.fact(k, "direction") == "object")
        self._links = frozenset(schema.words("coordinator"))
        self._attendance = AttendanceReader(schema)
        self._authors = AuthorReader(schema)
        self._sites = SiteReader(schema)

    def __call__(
        self,
        analysis: Analysis,
        mentions: tuple[Mention, ...],
        resolution: Resolution,
        acts: tuple[Act, ...],
    ) -> tuple[Relation, ...]:
        """The relations, `predicate` being the key of an ontology relation (`carriedOutBy`, …)."""
        reading = _ActRelations(self._schema, analysis, mentions, resolution)
        found: dict[tuple[int, str, int], Relation] = {}
        issuers = tuple(self._authors(analysis.document, mentions, resolution, reading.fits))
        authors = frozenset(r.object for r in issuers if r.rule in _OF_THE_REPORT)
        activity: int | None = None
        for act in acts:
            if act.status == Status.NEGATED:
                continue
            things = reading.things(act, self._links)
            doers = tuple(a for a in act.agents if reading.claims(act, a, authors))
            for relation in self._of_act(reading, act, doers, things, activity):
                found.setdefault((relation.subject, relation.predicate, relation.object), relation)
            if self._keys("trigger", act.verb) or self._keys("siteTrigger", act.verb):
                # what is held or attended, not what somebody speaks of
                activity = next((t for t in things if resolution.entities[t].type == "activity"), activity)
        for relation in (
            *issuers,
            *self._attendance(analysis, mentions, resolution, acts),
            *self._sites(analysis.text, mentions, resolution, reading.fits),
        ):
            found.setdefault((relation.subject, relation.predicate, relation.object), relation)
        return tuple(sorted(found.values(), key=lambda r: (r.start, r.end, r.predicate, r.subject, r.object)))

    def _of_act(
        self, reading: _ActRelations, act: Act, doers: tuple[int, ...], things: tuple[int, ...], activity: int | None
    ) -> Iterator[Relation]:
        keys = self._keys("trigger", act.verb)
        for key in keys:
            # who takes part is told of himself, also where the clause leaves him out (甲涉嫌…，接受审查)
            agents = act.agents if self._schema.fact(key, "convenedBeside") else doers
            # 对甲进行检查, 就甲进行讨论: that is not what was carried out
            for thing, agent in product(() if act.rule == "light_verb" else things, agents):
                pair = self._pair(reading, key, thing, agent)
                if pair is not None:
                    yield reading.relation(pair, key, act)
        pairs: list[tuple[str, int, int]] = []
        in_verb = reading.in_verb(act)
        for done in in_verb:  # 对甲进行审查: the activity is the verb's own noun
            pairs += product(keys, (done,), doers)
            pairs += product((g for key in keys for g in self._guests(key)), (done,), things)
        if act.place is not None:
            pairs += product(self._keys("siteTrigger", act.verb), (*things, *in_verb), (act.place,))
        if act.rule == "convened":
            guests = tuple(dict.fromkeys(guest for key in keys for guest in self._guests(key)))
            pairs += product(guests, (*things, *in_verb), reading.convened(act))
        if activity is not None:
            named = (*things, *(() if act.object else act.agents))
            pairs += product(self._keys("guestTrigger", act.verb), (activity,), named)
        for key, thing, other in pairs:
            if reading.fits(key, thing, other):
                yield reading.relation((thing, other), key, act)

    def _pair(self, reading: _ActRelations, key: str, thing: int, agent: int) -> tuple[int, int] | None:
        if key not in self._from_object and reading.fits(key, agent, thing):
            return agent, thing
        return (thing, agent) if reading.fits(key, thing, agent) else None

    def _keys(self, clue: str, verb: str) -> tuple[str, ...]:
        """The relations that a trigger word within the verb announces."""
        words = self._triggers[clue]
        keys: list[str] = []
        for start in range(len(verb)):
            for end in range(start + 1, min(len(verb), start + _LONGEST_VERB) + 1):
                keys.extend(words.get(verb[start:end], ()))
        return tuple(dict.fromkeys(keys))

    def _guests(self, key: str) -> tuple[str, ...]:
        """Relations that hold for those who were brought to what *key* says was carried out."""
        return tuple(k for k in sorted(self._schema.relations) if self._schema.fact(k, "convenedBeside") == key)


class _ActRelations:
    """What the relations of one document are made from."""

    def __init__(
        self, schema: Schema, analysis: Analysis, mentions: tuple[Mention, ...], resolution: Resolution
    ) -> None:
        self._schema = schema
        self._text = analysis.text
        self._sentences = [s.start for s in analysis.document.sentences]
        self._mentions = mentions
        self._resolution = resolution
        self._starts = [m.start for m in mentions]

    def fits(self, key: str, subject: int, target: int) -> bool:
        """Whether the relation's domain and range allow the two entities; no thing is related to itself."""
        relation = self._schema.relations[key]
        entities = self._resolution.entities
        is_a = self._schema.is_a
        return (
            subject != target
            and (not relation.domain or any(is_a(entities[subject].cls, c) for c in relation.domain))
            and (not relation.range or any(is_a(entities[target].cls, c) for c in relation.range))
        )

    def relation(self, pair: tuple[int, int], key: str, act: Act) -> Relation:
        """The relation with the act's clause as its evidence."""
        confidence = min(act.confidence, _CONFIDENCE.get(act.rule, 0.7))
        return Relation(pair[0], key, pair[1], act.start, act.end, f"act_{act.rule}", confidence)

    def things(self, act: Act, links: frozenset[str]) -> tuple[int, ...]:
        """The entities that the act's object names: its head, and the other members of a list."""
        found: list[int] = [] if act.object_entity is None else [act.object_entity]
        obj = act.object
        if not obj:
            return tuple(found)
        for index in self._inside(act.start, act.end):
            mention = self._mentions[index]
            entity = self._resolution.of_mention[index]
            if entity is None or entity in act.agents or mention.name.strip(_MARKS) not in obj:
                continue
            rest = self._text[mention.end : mention.end + 4].lstrip(_MARKS)
            closes = mention.end >= act.end or obj.endswith(mention.name.strip(_MARKS))
            if closes or any(rest.startswith(link) for link in links):
                found.append(entity)
        return tuple(dict.fromkeys(found))

    def claims(self, act: Act, agent: int, authors: frozenset[int]) -> bool:
        """Whether the text says that the agent did the act himself.

        A speaker's name stands with what he says or demands, a paper's author with all that the paper asks of others:
        these have to be named in the clause. Who is named in passing is not the one of whom the report goes on to tell.
        """
        named = self._resolution.entities[agent].mentions
        if self._resolution.entities[agent].type == "person" or agent in authors:
            begin = act.start
        elif len(named) >= _OFTEN:
            return True
        else:
            k = bisect_right(self._sentences, act.start) - 1
            begin = self._sentences[max(k - _SENTENCES_BACK, 0)] if k >= 0 else 0
        first = bisect_left(named, begin, key=self._starts.__getitem__)
        return first < len(named) and self._starts[named[first]] < act.end

    def in_verb(self, act: Act) -> tuple[int, ...]:
        """The activities that the noun of a light verb names (`进行检查`)."""
        if act.rule != "light_verb" and len(act.verb) <= _LONGEST_VERB:
            return ()
        inside = self._inside(act.verb_start, act.verb_start + len(act.verb))
        found = [entity for k in inside if (entity := self._resolution.of_mention[k]) is not None]
        return tuple(e for e in found if self._resolution.entities[e].type == "activity")

    def convened(self, act: Act) -> tuple[int, ...]:
        """Who stands between the verb that brings them and the verb of the act (`组织甲开展乙`)."""
        found = [
            entity
            for index in self._inside(act.start, act.verb_start)
            if (entity := self._resolution.of_mention[index]) is not None and entity not in act.agents
        ]
        return tuple(dict.fromkeys(found))

    def _inside(self, start: int, end: int) -> Iterator[int]:
        """Indices of the outermost mentions within `text[start:end]`."""
        at, reach = bisect_left(self._starts, start), start
        while at < len(self._starts) and self._starts[at] < end:
            if self._mentions[at].end <= end and self._starts[at] >= reach:
                yield at
                reach = self._mentions[at].end
            at += 1
