"""The words of a clause by what they can be next to a number: nouns, modifiers, verbs, and the links between."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.extract.quantities.clauses import Piece
    from kg.schema.model import Schema

OPENING = {"“": "”", "‘": "’", "「": "」", "『": "』", "《": "》", "（": "）", "(": ")", '"': '"'}
CLOSING = {closing: opening for opening, closing in OPENING.items()}
BRACKETS = frozenset("（(）)")
LIST = "、"
_NOUNS = frozenset("nbjlski")  # first letters of the tags of words that make up noun phrases
_NOUN_TAGS = frozenset(("vn", "an", "eng", "ng", "zg"))
_GUESSED = frozenset(("ns", "nr", "nz", "nt"))  # tags that the segmenter also gives to words it guesses
_NEEDS_NOUN = frozenset(("ad", "t", "f", "r"))  # tags of words that modify only what stands right behind them


class WordClasses:
    """Sets of words from the ontology, and the judgements that rest on them and on the tags; built once.

    The sets are named after the clues of the lexicon that hold them.
    """

    def __init__(self, schema: Schema) -> None:
        clue = schema.clue
        self.links = frozenset(clue("countLink"))
        self.rises = frozenset(clue("countRise"))
        self.comparators = frozenset(clue("comparator"))
        self.share_links = frozenset(clue("shareLink"))
        self.compare_links = frozenset(clue("compareLink"))
        self.subsets = frozenset(clue("subset"))
        self.respectively = frozenset(clue("respectively"))
        self.empty = frozenset(clue("emptyHead"))
        self.dimensions = frozenset(clue("dimension"))
        self.of = frozenset(clue("ofParticle"))
        self.stops = frozenset(clue("phraseStop"))
        self.all = frozenset(clue("allWord"))
        self.others = frozenset(clue("andOthers"))
        self.copulas = frozenset(clue("copula"))
        self.figures = tuple(clue("figureNoun"))
        self.money = frozenset(clue("moneyNoun"))
        self.scopes = frozenset(clue("scopeNoun"))
        self.coordinators = frozenset((*clue("coordinator"), LIST))
        self.act_nouns = frozenset(clue("actNoun"))
        self.heads = frozenset((*clue("headNoun"), *clue("figureNoun")))
        self.adverbs = frozenset(clue("adverb"))
        self.verbs = frozenset(clue("verb"))
        self.intransitive = frozenset(clue("intransitiveVerb"))
        self._verbal = self.verbs | self.intransitive | frozenset((*clue("movementVerb"), *clue("speechVerb")))
        self.endings = frozenset(clue("locative")) & frozenset(clue("whenTail"))
        # Words that the segmenter may split, with the tag they have as one.
        self.compounds = dict.fromkeys(clue("countRise"), "v") | dict.fromkeys(clue("figureNoun"), "n")
        self.compounds |= dict.fromkeys(clue("countedNoun"), "n")

    def noun(self, piece: Piece) -> bool:
        """Whether a word can be the noun of a phrase."""
        if piece.text in self.stops or (piece.pos in _GUESSED and self._only_verb(piece.text)):
            return False
        return piece.pos[0] in _NOUNS or piece.pos in _NOUN_TAGS or (piece.pos[0] == "v" and piece.text in self.heads)

    def _only_verb(self, word: str) -> bool:
        """Whether the lexicon has the word as a verb and as no noun."""
        return word in self._verbal and word not in self.act_nouns and word not in self.heads

    def clause(self, piece: Piece) -> bool:
        """Whether a set phrase is a verb with its object (`赶赴现场`), which no noun before it takes in."""
        return piece.pos[0] in "il" and len(piece.text) > 3 and self._only_verb(piece.text[:2])

    def modifier(self, pieces: list[Piece], i: int) -> bool:
        """Whether a word belongs to the noun phrase that goes on behind it."""
        piece = pieces[i]
        if piece.text in self.stops or piece.pos == "d":
            return False
        if piece.text in self.adverbs or piece.pos in _NEEDS_NOUN:
            following = pieces[i + 1] if i + 1 < len(pieces) else None
            if following is None or (piece.pos == "f" and following.pos[0] not in "nb"):
                return False
            return self.noun(following) or following.text in OPENING
        return self.noun(piece) or piece.pos[0] in "azg"

    def opens_phrase(self, pieces: list[Piece], i: int) -> bool:
        """Whether a noun phrase can begin with a word."""
        return self.modifier(pieces, i) or pieces[i].text in OPENING

    def verb(self, piece: Piece) -> bool:
        """Whether a word is a verb here; the segmenter tags some as adjectives."""
        return (piece.pos[0] == "v" and piece.pos != "vn") or (piece.pos[0] == "a" and piece.text in self.verbs)

    def acts(self, piece: Piece) -> bool:
        """Whether a word is a verb or a noun made of one that can govern an object."""
        return self.verb(piece) or (piece.pos == "vn" and piece.text in self.verbs)
