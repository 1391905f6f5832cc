"""Words that the segmenter joins although grammar parts them: 对县|水利局 is 对|县水利局, 局原|局长 is 局|原局长."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.model import Token
from kg.text.marks import QUOTES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.schema.model import Schema

# What the segmenter gives to words that its dictionary does not have.
_UNKNOWN = "n"
_PREPOSITION = "p"
_PERSON = "nr"
_LONGEST_NAME = 3
_LEVEL = "n"
_VERB = "v"
_PLACE = "ns"
_ATTRIBUTE = "b"


class Resegmenter:
    """Parts such words; built once from the schema.

    A preposition and the level word with which a body's name begins make a word that no dictionary has; so do the last
    character of a body's name and 原 or 副 before an office, or 将 and 被 before what is done, 任 and the level
    word, or 因 and a verb. The segmenter's model of unknown words joins them.
    """

    def __init__(self, schema: Schema) -> None:
        levels = [w for w in schema.words("areaLevel") if len(w) == 1]
        self._before_level = frozenset(
            p + level for p in schema.words("preposition") if len(p) == 1 for level in levels
        )
        takes = [w for w in schema.words("appoints") if len(w) == 1]
        self._taken = frozenset(verb + level for verb in takes for level in levels)
        ends = (*levels, *(w for c in ("weakBodySuffix", "compoundHead") for w in schema.words(c) if len(w) == 1))
        handing = [w for k in ("patientPrepositions", "passivePrepositions") for w in schema.words("preposition", k)]
        self._ended_before = frozenset(end + p for end in ends for p in handing if len(p) == 1)
        endings = {*schema.words("complement"), *schema.words("placeComplement")}
        follow = [w for c in ("preposition", "statusCue") for w in schema.words(c) if len(w) == 1 and w not in endings]
        self._office_before = frozenset(w + f for w in schema.words("shortDepartment") if len(w) == 1 for f in follow)
        self._prefixes = frozenset(w for w in schema.words("titlePrefix") if len(w) == 1)
        self._titles = frozenset(schema.words("title"))
        self._means = frozenset(w for w in schema.words("preposition", "meansPrepositions") if len(w) == 1)
        self._verbs = frozenset(w for w in (*schema.words("verb"), *schema.words("undergoVerb")) if len(w) > 1)
        self._former = frozenset(w for w in schema.words("formerOffice") if len(w) == 1)
        self._levels = frozenset(levels)
        offices = (schema.words(c) for c in ("title", "titlePrefix", "innerCommittee", "organ"))
        self._offices = frozenset(word for words in offices for word in words)

    def __call__(self, tokens: Sequence[Token]) -> Iterator[Token]:
        """The tokens, those parted that stand for two; they cover the same text.

        Args:
            tokens: the words of the segmenter in text order.
        """
        last = len(tokens) - 1
        for at, token in enumerate(tokens):
            if token.text in self._office_before:
                yield from _halves(token, _UNKNOWN, _PREPOSITION)  # 县政府[办|要]
            elif at < last and self._is_former(token, tokens[at + 1]):
                yield from _halves(token, _LEVEL, _ATTRIBUTE)  # 某[镇|原]党委书记
            elif token.text in self._taken and token.pos != _PLACE:
                yield from _halves(token, _VERB, _LEVEL)  # 任|县水利局局长
            elif token.pos == _UNKNOWN and token.text[0] in self._means and token.text[1:] in self._verbs:
                yield from _halves(token, _PREPOSITION, _VERB)  # 因|涉嫌
            elif at < last and token.pos == _PERSON and self._is_means(token.text, tokens[at + 1].text):
                yield Token(token.start, token.end - 1, token.text[:-1], _PERSON)  # 某某|以“甲”为题
                yield Token(token.end - 1, token.end, token.text[-1], _PREPOSITION)
            elif token.pos != _UNKNOWN or len(token.text) != 2:
                yield token
            elif token.text in self._before_level:
                yield from _halves(token, _PREPOSITION, _LEVEL)
            elif token.text in self._ended_before:
                yield from _halves(token, _UNKNOWN, _PREPOSITION)
            elif at < last and token.text[1] in self._prefixes and tokens[at + 1].text in self._titles:
                yield from _halves(token, _UNKNOWN, _ATTRIBUTE)
            else:
                yield token

    def _is_means(self, name: str, after: str) -> bool:
        """Whether a name of three characters ends with a preposition before a quotation."""
        return len(name) == _LONGEST_NAME and name[-1] in self._means and after in QUOTES

    def _is_former(self, token: Token, after: Token) -> bool:
        """Whether a level word and 原 make the word, before an office (镇原 is a county too)."""
        text = token.text
        return len(text) == 2 and text[0] in self._levels and text[1] in self._former and after.text in self._offices


def _halves(token: Token, first: str, second: str) -> tuple[Token, Token]:
    middle = token.start + 1
    return (
        Token(token.start, middle, token.text[0], first),
        Token(middle, token.end, token.text[1:], second),
    )


__all__ = ["Resegmenter"]
