"""The vocabulary of questions, compiled from the ontology."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.ask.model import Asked
from kg.extract.quantities.units import Units
from kg.text.words import alternation

if TYPE_CHECKING:
    from kg.schema.model import Schema

_VERB_CLUES = (
    *("verb", "actNoun", "speechVerb", "demandVerb", "movementVerb", "measureVerb", "intransitiveVerb", "appointVerb"),
    *("undergoVerb", "pivotVerb", "convenerVerb", "lightVerb", "nominalObjectVerb", "reciprocalVerb", "companionVerb"),
    *("sameAct", "trigger"),
)


SUFFIXES = ("bodySuffix", "areaSuffix", "placeSuffix")
"""The clues of endings that say of what class something named so is."""


class QuestionWords:
    """What the words of a question may be; built once from the schema."""

    def __init__(self, schema: Schema) -> None:
        self.schema = schema
        self.asks = {
            word: Asked(schema.fact(keys[0], "asks") or "what") for word, keys in schema.clue("askWord").items()
        }
        self.ask_unit = {
            word: unit for word, keys in schema.clue("askWord").items() if (unit := schema.fact(keys[0], "askUnit"))
        }
        self.nouns = {
            word: (Asked(schema.fact(keys[0], "asks") or "what"), schema.fact(keys[0], "askType") or "")
            for word, keys in schema.clue("askNoun").items()
        }
        self.ask = re.compile(alternation(self.asks))
        ends = alternation(schema.clue("askEnd"))
        self.end = re.compile(f"(?:{ends})$")
        courtesy = alternation(schema.clue("courtesy"))
        self.courtesy = re.compile(f"^(?:{courtesy})+")
        self.particles = frozenset(schema.clue("questionParticle"))
        self.totals = frozenset(schema.clue("totalWord"))
        self.plans = frozenset(schema.clue("planWord"))
        self.ranks = {word: schema.fact(keys[0], "rank") or "" for word, keys in schema.clue("rankWord").items()}
        self.rank = re.compile(alternation(self.ranks))
        telling, told_by = (alternation(schema.clue(clue)) for clue in ("tellVerb", "reportNoun"))
        quiet = alternation(self.particles)
        self.telling = re.compile(f"(?:{told_by})?(?:{quiet})?(?:{telling})(?:{quiet})?")
        self.be = frozenset(schema.clue("beWord"))
        self.exist = frozenset(schema.clue("existWord"))
        self.agent_marks = frozenset(schema.clue("agentMark"))
        self.place_marks = frozenset(schema.clue("placeMark"))
        self.member_verbs = frozenset(schema.clue("memberVerb"))
        self.whole_verbs = frozenset(schema.clue("wholeVerb"))
        self.holder_verbs = frozenset(schema.clue("holderVerb"))
        self.govern_verbs = frozenset(schema.clue("governVerb"))
        self.leaving = schema.words("leavingVerb")
        self.leading = tuple(sorted(schema.classes[k].iri for k in schema.classes if schema.fact(k, "leadsArea")))
        self.naming = frozenset(schema.clue("namingWord"))
        self.verbs = frozenset(word for clue in _VERB_CLUES for word in schema.clue(clue))
        self.companions = frozenset(
            (*(word for clue in ("companionVerb", "convenerVerb", "dutyVerb") for word in schema.clue(clue)),)
        )
        self.movement = frozenset(schema.clue("movementVerb"))
        self.suffixes = frozenset(w for clue in SUFFIXES for w in schema.clue(clue))
        self.titles = tuple(sorted(schema.words("title"), key=lambda w: (-len(w), w)))
        self.deputies = schema.words("titlePrefix")
        self.units = Units(schema)
        self.unit_kind = {
            word: schema.fact(keys[0], "counts") or "thing"
            for clue in ("digitMeasure", "nounMeasure", "measureWord")
            for word, keys in schema.clue(clue).items()
        }

    def classes(self, noun: str) -> tuple[str, ...]:
        """IRIs of the classes whose names end with a noun, those below them included."""
        schema = self.schema
        keys = {key for clue in SUFFIXES for key in schema.clue(clue).get(noun, ()) if key in schema.classes}
        below = {k for k, c in schema.classes.items() if keys.intersection(c.ancestors)}
        return tuple(sorted(schema.classes[k].iri for k in keys | below))

    def of_type(self, kind: str) -> tuple[str, ...]:
        """The IRI of the class that all things of a type of the views have."""
        return tuple(c.iri for key, c in self.schema.classes.items() if key.lower() == kind)

    def same(self, verb: str) -> tuple[str, ...]:
        """Verbs that may be said for *verb*, sorted; itself not."""
        sets = self.schema.clue("sameAct")
        keys = set(sets.get(verb, ()))
        return tuple(sorted(word for word, of in sets.items() if word != verb and keys.intersection(of)))

    def relations(self, verb: str) -> tuple[str, ...]:
        """IRIs of the relations that *verb*, or one that may be said for it, states between an act's ends."""
        triggers = self.schema.clue("trigger")
        keys = {key for word in (verb, *self.same(verb)) for key in triggers.get(word, ())}
        direct = set(triggers.get(verb, ()))
        chosen = direct or keys
        return tuple(sorted(self.schema.relations[k].iri for k in chosen if k in self.schema.relations))

    def like(self, unit: str) -> tuple[str, ...]:
        """Measure words that count the same kind of thing as *unit*; none where any will do."""
        kind = self.unit_kind.get(unit, "thing")
        alike = {"person": ("person", "people"), "people": ("person", "people")}.get(kind, (kind,))
        if kind in {"thing", "event"}:
            return ()
        return tuple(sorted(w for w, k in self.unit_kind.items() if k in alike))

    def title_end(self, text: str) -> str:
        """The title with which *text* ends, the longest; "" where it ends with none."""
        return next((t for t in self.titles if text.endswith(t)), "")

    def say(self, what: str) -> str:
        """A word of an answer, in the language of the reports."""
        return self.schema.fact("answerWords", f"sayZh{what}") or what
