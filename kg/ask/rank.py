"""Questions for the most and the least: the word that says so is taken out, and what remains asks for all of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.ask.words import QuestionWords


class RankReader:
    """Finds such a word in a question; built once from the words."""

    def __init__(self, words: QuestionWords) -> None:
        of = "|".join(map(re.escape, sorted(words.schema.words("joinParticle"))))
        be = "|".join(map(re.escape, sorted(words.be, key=len, reverse=True)))
        self._ranks = words.ranks
        # at the end or before the particle: the first word of a court's name says no such thing
        self._word = re.compile(rf"(?:{of})?(?P<rank>{words.rank.pattern})(?:(?:{of})|$)")
        # the one with the most stands before the question for it: 成立党支部最多的街道是哪个
        self._turned = re.compile(
            rf"(?P<what>.+?)(?P<rank>{words.rank.pattern})(?:{of})(?P<noun>.{{0,8}}?)(?:{be})(?P<ask>{words.ask.pattern})"
        )

    def __call__(self, text: str) -> tuple[str, str]:
        """The question without the word, and `most` or `least`; "" where there is none."""
        turned = self._turned.fullmatch(text)
        if turned is not None:
            return turned["ask"] + turned["noun"] + turned["what"], self._ranks[turned["rank"]]
        found = self._word.search(text)
        if found is None or (found.start() == 0 and found.end() == len(text)):
            return text, ""
        return text[: found.start()] + text[found.end() :], self._ranks[found["rank"]]
