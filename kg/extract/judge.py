"""Whether a phrase names a thing or merely mentions one: the signs are weighed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.phrase import Grade

if TYPE_CHECKING:
    from kg.extract.phrase import Phrase
    from kg.schema.model import Schema

NAMED = 2.0
"""The weight from which a phrase counts as a name."""
_MEETING = "Meeting"
_FUNDED = "FundedProgramme"
_SORT = 4  # code points of such a phrase
_PAIR = 5  # code points of two words of two with a link between (领导和管理)
_PROPER = 4  # code points from which a bare head is as good as a proper name (脱贫攻坚)


class Judge:
    """Weighs the signs for a phrase being a name; built once from the schema."""

    def __init__(self, schema: Schema) -> None:
        self._generic = frozenset(schema.clue("genericPhrase"))
        self._proper = schema.clue("properName")
        self._joins = frozenset(schema.words("fieldJoin"))
        self._bare_heads = frozenset(schema.clue("bareHead"))
        self._speech = frozenset(schema.clue("speechVerb"))
        self._carriers = frozenset(schema.clue("aliasCarrier"))
        self._type_key = {key: schema.type_of(key).capitalize() for key, c in schema.classes.items() if c.type}

    def class_of(self, phrase: Phrase) -> str:
        """The class of the head that the verb announces, else the head's first."""
        return next((c for c in phrase.classes if self._type_key[c] in phrase.announced), phrase.classes[0])

    def __call__(self, phrase: Phrase) -> float:
        """The weight of the signs; from `NAMED` on it is a name."""
        if not phrase.classes or phrase.text in self._generic:
            return 0.0
        if phrase.text in self._proper:
            return NAMED
        if phrase.verb_form or (phrase.verbal and phrase.verb_use and not phrase.verb):
            return 0.0
        if phrase.grade is Grade.BARE:
            return NAMED * self._bare(phrase)
        if phrase.modifiers < 2 or (len(phrase.text) == _PAIR and phrase.text[_PAIR // 2] in self._joins):
            return 0.0
        if phrase.grade is Grade.STRONG:
            return NAMED * self._strong(phrase)
        standing = phrase.closed and not phrase.verbal and self._type_key[phrase.classes[0]] == "Measure"
        # Before a verb a count or a quotation is as often its subject or object: “甲”对接, 30名干部走访.
        noun = not phrase.verbal or phrase.head in self._carriers
        shown = phrase.counted or (noun and (phrase.quoted or phrase.framed))
        return 1.0 + (self._fits(phrase) or shown or standing)

    def _fits(self, phrase: Phrase) -> bool:
        """Whether what announces the phrase announces things of its kind."""
        meets = phrase.follower not in self._speech or phrase.classes[0] == _MEETING  # only meetings say and decide
        return (
            (bool(phrase.follower) and meets)
            or phrase.listed
            or any(self._type_key[c] in phrase.announced for c in phrase.classes)
        )

    def _strong(self, phrase: Phrase) -> bool:
        if not phrase.verbal:
            # 项目 with one word before it is a sort of projects unless something is said of it (工业项目)
            sort = phrase.classes[0] == _FUNDED and len(phrase.text) <= _SORT
            return not sort or self._fits(phrase) or phrase.counted or phrase.quoted
        shown = phrase.described or phrase.quoted
        if self._type_key[phrase.classes[0]] == "Document":  # 通知, 规划: verbs as often as papers
            return shown or self._fits(phrase)
        shown = shown or phrase.counted or phrase.tail or phrase.subject or phrase.closed
        return shown or bool(phrase.verb) or bool(phrase.follower)

    def _bare(self, phrase: Phrase) -> bool:
        whole = len(phrase.head) >= _PROPER
        if phrase.head in self._bare_heads:
            announced = bool(phrase.verb) or bool(phrase.follower)
            return announced or (whole and (phrase.closed or phrase.tail or phrase.subject))
        standing = phrase.closed and whole and self._type_key[phrase.classes[0]] == "Measure"
        shown = phrase.quoted or phrase.counted or phrase.tail or standing
        return shown or self._fits(phrase)

    def confidence(self, phrase: Phrase) -> float:
        """How often a reader would keep such a phrase, by its grade and the signs around it."""
        signs = sum((self._fits(phrase), phrase.counted, phrase.quoted, phrase.closed, phrase.modifiers >= _PROPER))
        base = {Grade.STRONG: 0.6, Grade.WEAK: 0.4, Grade.BARE: 0.4}[phrase.grade]
        return round(min(base + 0.08 * signs, 0.95), 2)

    def reason(self, phrase: Phrase) -> str:
        """The signs in words."""
        signs = [f"head {phrase.head}"]
        if phrase.verb:
            signs.append(f"verb {phrase.verb}")
        if phrase.follower:
            signs.append(f"followed by {phrase.follower}")
        signs.extend(name for name in ("counted", "quoted", "described", "framed", "listed") if getattr(phrase, name))
        return ", ".join(signs)
