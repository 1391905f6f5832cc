"""Whether a phrase names a thing or merely mentions one: the signs are weighed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.heads import Grade, Phrase

if TYPE_CHECKING:
    from kg.schema.model import Schema

_PROPER = 4  # code points from which a bare head is as good as a proper name (脱贫攻坚)


class Judge:
    """Weighs the signs for a phrase being a name; built once from the schema."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self._generic = frozenset(schema.clue("genericPhrase"))
        self._proper = schema.clue("properName")
        self._bare_heads = frozenset(schema.clue("bareHead"))
        self._type_key = {key: schema.type_of(key).capitalize() for key, c in schema.classes.items() if c.type}

    def class_of(self, phrase: Phrase) -> str:
        """The class of the head that the verb announces, else the head's first."""
        return next((c for c in phrase.classes if self._type_key[c] in phrase.announced), phrase.classes[0])

    def __call__(self, phrase: Phrase) -> float:
        """The weight of the signs; from 2 on it is a name."""
        if not phrase.classes or phrase.text in self._generic:
            return 0.0
        if phrase.text in self._proper:
            return 2.0
        if phrase.verbal and (phrase.verb_form or (phrase.verb_use and not phrase.verb)):
            return 0.0
        announced = bool(phrase.verb) or bool(phrase.follower)
        if phrase.grade is Grade.BARE:
            return self._bare(phrase, announced=announced)
        if phrase.modifiers < 2:
            return 0.0
        if phrase.grade is Grade.STRONG:
            if phrase.verbal and self._type_key[phrase.classes[0]] == "Document":
                fitting = "Document" in phrase.announced
                return 2.0 * (fitting or bool(phrase.follower) or phrase.described or phrase.quoted)
            shown = announced or phrase.counted or phrase.quoted or phrase.described or phrase.tail or phrase.subject
            return 2.0 if shown or phrase.closed or not phrase.verbal else 0.0
        fitting = any(self._type_key[c] in phrase.announced for c in phrase.classes) or bool(phrase.follower)
        shown = fitting or phrase.counted or phrase.quoted or phrase.framed
        standing = phrase.closed and not phrase.verbal and self._type_key[phrase.classes[0]] == "Measure"
        return 1.0 + (shown or standing)

    def _bare(self, phrase: Phrase, *, announced: bool) -> float:
        if phrase.head in self._bare_heads:
            named = announced or (len(phrase.head) >= _PROPER and (phrase.closed or phrase.tail or phrase.subject))
        else:
            fitting = any(self._type_key[c] in phrase.announced for c in phrase.classes)
            named = fitting or (phrase.closed and len(phrase.head) >= _PROPER) or bool(phrase.follower) or phrase.quoted or phrase.counted or phrase.tail
        return 2.0 * named
