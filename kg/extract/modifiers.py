"""Which words can stand inside a noun phrase, before its head."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.text.marks import PAIR, QUOTES

if TYPE_CHECKING:
    from kg.extract.marked import Marked
    from kg.extract.model import Token
    from kg.schema.model import Schema

# First letters of ICTCLAS tags whose words can modify a noun (nouns, verbs, adjectives, abbreviations, idioms, places).
MODIFIER_TAGS = frozenset("nvabjliszge")
_NAMES = frozenset(("ns", "nt", "nr", "nrt", "nrfg"))
_ADVERBS = frozenset(("d", "ad", "vd", "uv"))
# First letters of the tags of what a campaign is for or against (防[溺水]活动).
_THINGS = "nva"
_GLUED = 4  # code points of two words that the segmenter glued (采取有效)
_COUNTS = frozenset(("m", "q"))


class ModifierRules:
    """Tells modifiers of a noun from words that end its phrase; built once from the schema.

    The segmenter's tags do not decide it: most verbs of reports are nouns as well. So three kinds of verbs are kept
    apart: those that always govern what follows (breakers), those that are as often nouns (`actNoun`, `mayModify`), and
    those that modify nothing but a carrier noun right behind them (`verbFirst`: 推进机制).
    """

    def __init__(self, schema: Schema) -> None:
        announcers = schema.clue("announcer")
        self._may_modify = frozenset(schema.clue("mayModify"))
        heads = frozenset(schema.clue("bareHead")) | frozenset(schema.clue("weakHead")) | frozenset(schema.clue("head"))
        self._meetings = frozenset(schema.words("gatheringWord"))
        self._links = frozenset(w for w in schema.clue("link") if len(w) == 1)
        plain_verbs = frozenset(schema.clue("verb")) - frozenset(schema.clue("actNoun")) - heads - self._may_modify
        self.breakers = frozenset(schema.clue("breaksPhrase")) | frozenset(announcers) | plain_verbs
        self._verb_first = frozenset(schema.clue("verbFirst"))
        self._opening = (
            frozenset(schema.clue("betweenVerbAndThing"))
            | frozenset(schema.clue("coordinator"))
            | frozenset(announcers)
            | frozenset(PAIR[q] for q in QUOTES)
        )
        self._carriers = frozenset(schema.clue("carrier"))
        self._plain_verbs = plain_verbs - frozenset(announcers) - frozenset(schema.clue("breaksPhrase"))
        self._chained = self._plain_verbs | self._may_modify
        self.events = heads | frozenset(schema.clue("actNoun")) | self._may_modify
        self._verbs = frozenset(schema.clue("verb")) - self.events
        self._opening_verbs = frozenset(schema.clue("campaignVerb"))
        self._recipients = frozenset(schema.words("givingWord"))
        self._event_modifiers = frozenset(schema.clue("eventModifier"))
        self._seasons = frozenset(schema.clue("seasonWord"))
        self._numbered = frozenset(schema.clue("numberedHead"))
        self._adverbs = frozenset(schema.clue("adverb"))
        self._announcers = frozenset(announcers)

    def breaks(self, token: Token) -> bool:
        """Whether no phrase reaches over the token; a mere verb only where the segmenter calls it one."""
        return token.text in self.breakers and (token.text not in self._plain_verbs or token.pos[0] not in "nb")

    def modifies(self, tokens: tuple[Token, ...], marked: Marked, j: int, head: str, *, adjacent: bool) -> bool:
        """Whether token *j* modifies what stands right of it.

        Args:
            tokens: the words.
            marked: what earlier stages found.
            j: index of the token.
            head: the head of the phrase.
            adjacent: the head stands right behind the token.
        """
        token = tokens[j]
        word, pos = token.text, token.pos
        opening = word in self._opening_verbs and tokens[j + 1].pos[0] in _THINGS
        if head in self.events and (opening or (adjacent and word in self._event_modifiers)):
            return True
        if word in self._may_modify:
            return j > 0 and self._verb_modifies(tokens, marked, j, head, adjacent=adjacent)
        if self._glued(word, pos):
            return False
        if self.breaks(token):
            return adjacent and j > 0 and word in self._plain_verbs and self._compounds(tokens, marked, j, head)
        if pos == "t":
            return word in self._seasons
        if word.isdigit() and len(word) > 2 and adjacent and head in self._numbered:
            return True
        if pos[0] not in MODIFIER_TAGS:
            return False
        if pos == "v" and j and not adjacent and (word in self._verbs or self._adverbial(tokens[j - 1])):
            return False
        # A single letter or character before a Latin head (APP) is no verb.
        return len(word) > 1 or pos not in ("v", "a", "ad", "vd") or (adjacent and head.isascii())

    def _glued(self, word: str, pos: str) -> bool:
        """Whether the segmenter glued words that end a phrase: an adverb and a verb, or a verb and an adjective."""
        if (
            len(word) == _GLUED
            and word[:2] in self.breakers
            and (word[2:] in self.breakers or word[2:] in self._meetings)
        ):
            return True  # 采取有效, 主持会议
        if len(word) == 2 and pos[0] == "v" and word[0] in self._links:
            return True  # 并作
        return len(word) > 2 and word[-2:] in self.breakers and (pos[0] == "v" or word[:-2] in self._adverbs)

    def _verb_modifies(self, tokens: tuple[Token, ...], marked: Marked, j: int, head: str, *, adjacent: bool) -> bool:
        """Whether a verb that may be a modifier is one here."""
        before = tokens[j - 1]
        carried = head in self._carriers
        row = tokens[j].text in self._verb_first and before.text in self._announcers
        if row and not (adjacent and carried):
            return False  # 统筹推进甲
        if (adjacent and self._opens_object(before)) or (carried and before.text in self._chained):
            return True
        if not self._nominal(before) or marked.actor[j - 1] or (j > 1 and tokens[j - 2].text in self._recipients):
            return False  # 向群众|宣传
        word = tokens[j].text
        if word in self._verb_first:
            return adjacent and carried
        return not adjacent or carried or tokens[j].pos == "vn"

    def _compounds(self, tokens: tuple[Token, ...], marked: Marked, j: int, head: str) -> bool:
        """Whether a verb makes one word with the head behind it: 挂牌督导, 收购机制."""
        before = tokens[j - 1]
        if head in self.events and self._opens_object(before):
            return True
        nominal = before.text in self._chained or (self._nominal(before) and not marked.actor[j - 1])
        return head in self._carriers and nominal

    def _adverbial(self, token: Token) -> bool:
        return token.pos in _ADVERBS or (token.text in self._adverbs and token.pos[0] not in "nb")

    def _nominal(self, token: Token) -> bool:
        if token.text in self.breakers or token.pos in _NAMES:
            return token.text in self._may_modify
        return token.pos[0] in "njbg" or token.pos in ("vn", "an") or token.text in self.events

    def _opens_object(self, token: Token) -> bool:
        """Whether an object begins behind the token, so that the next verb can only be a modifier."""
        return token.text in self._opening or token.pos in _COUNTS

    def glued_verb(self, glued: str) -> int:
        """How much of what the segmenter glued to a head is a verb or adverb that ends the phrase."""
        if glued in self.breakers or glued[-1:] in self.breakers:
            return len(glued)
        return next((n for n in (4, 3, 2) if n < len(glued) and glued[:n] in self.breakers), 0)
