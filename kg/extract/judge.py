"""Whether a phrase names a thing or merely mentions one: the signs are weighed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.heads import Grade, Phrase

if TYPE_CHECKING:
    from kg.schema.model import Schema


class Judge:
    """Weighs the signs for a phrase being a name; built once from the schema."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self._type_key = {key: schema.type_of(key).capitalize() for key, c in schema.classes.items() if c.type}

    def class_of(self, phrase: Phrase) -> str:
        """The class of the head that the verb announces, else the head's first."""
        return next((c for c in phrase.classes if self._type_key[c] in phrase.announced), phrase.classes[0])

    def __call__(self, phrase: Phrase) -> float:
        """The weight of the signs; from 2 on it is a name."""
        if not phrase.classes:
            return 0.0
        if phrase.verbal and (phrase.verb_form or (phrase.verb_use and not phrase.verb)):
            return 0.0
        announced = bool(phrase.verb) or bool(phrase.follower)
        if phrase.grade is Grade.BARE:
            return 2.0 * announced
        if phrase.modifiers < 1:
            return 0.0
        if phrase.grade is Grade.STRONG:
            shown = announced or phrase.counted or phrase.quoted or phrase.described or phrase.tail or phrase.subject
            if phrase.modifiers < 2:
                return 1.0 + shown
            return 2.0 if shown or phrase.closed or not phrase.verbal else 0.0
        fitting = any(self._type_key[c] in phrase.announced for c in phrase.classes) or bool(phrase.follower)
        return 1.0 + (phrase.modifiers >= 2 and (fitting or phrase.counted or phrase.quoted or phrase.framed))
