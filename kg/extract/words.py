"""The small words and the verbs of the lexicon, compiled for the reading of clauses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.model import Status

if TYPE_CHECKING:
    from kg.schema.model import Schema

# What a word can be: one bit for each clue of the lexicon, so that one dictionary look-up tells all of them.
VERB = 1 << 0
ACT_NOUN = 1 << 1
LIGHT = 1 << 2
PIVOT = 1 << 3
CONVENER = 1 << 4
CAUSATIVE = 1 << 5
COMPANION = 1 << 6
SPEECH = 1 << 7
DEMAND = 1 << 8
MOVEMENT = 1 << 9
MEASURE = 1 << 10
INTRANSITIVE = 1 << 11
APPOINT = 1 << 12
STATE = 1 << 13
UNDERGO = 1 << 14
PREPOSITION = 1 << 15
ADVERB = 1 << 16
LINK = 1 << 17
COORDINATOR = 1 << 18
ASPECT = 1 << 19
COMPLEMENT = 1 << 20
LOCATIVE = 1 << 21
CUE = 1 << 22
PRONOUN = 1 << 23
HEAD_NOUN = 1 << 24
NOMINAL_OBJECT = 1 << 25
TIGHT_HEAD = 1 << 26
RECIPROCAL = 1 << 27
TERM = 1 << 28
HOLDS_COMPLEMENT = 1 << 29
QUANTIFIER = 1 << 30
HAPPEN = 1 << 31
EXISTENTIAL = 1 << 32
ROLE_VERB = 1 << 33
BARE_LIGHT = 1 << 34
PATIENT_SUBJECT = 1 << 35
ADJECTIVE = 1 << 36
PLACE_COMPLEMENT = 1 << 37
TEMPORAL = 1 << 38
SPAN_ADVERB = 1 << 39
CLOSER = 1 << 40
HELD = 1 << 41
TAKING = 1 << 42
TAKEN = 1 << 43
EVIDENTIAL = 1 << 44
PARTNER = 1 << 45
TOTAL = 1 << 46
ACTING_NAME = 1 << 47
ENDING = 1 << 48
SEND = 1 << 49
PASSIVE_MARK = 1 << 50
LEADS = 1 << 51
COPULA = 1 << 52
LIST_END = 1 << 53
ISSUE = 1 << 54
FULL_LIGHT = 1 << 55
LISTS = 1 << 56
CAUSE_OPENER = 1 << 57
CAUSE_END = 1 << 58
HEARS = 1 << 59
HANDS = 1 << 60
ABOUT = 1 << 61
GIVES_OFFICE = 1 << 62
EXTENT = 1 << 63
EVENT_HEAD = 1 << 64
PEOPLE_NAME = 1 << 65
THING_COUNT = 1 << 66
MONEY_COUNT = 1 << 67
ATTITUDE = 1 << 68
ACHIEVE = 1 << 69

CLUES = {
    "verb": VERB,
    "actNoun": ACT_NOUN,
    "lightVerb": LIGHT | VERB,
    "pivotVerb": PIVOT | VERB,
    "convenerVerb": CONVENER | VERB,
    "causativeVerb": CAUSATIVE,
    "companionVerb": COMPANION,
    "speechVerb": SPEECH | VERB,
    "demandVerb": DEMAND,
    "movementVerb": MOVEMENT | VERB,
    "measureVerb": MEASURE | VERB,
    "intransitiveVerb": INTRANSITIVE | VERB,
    "appointVerb": APPOINT | VERB,
    "givesOffice": APPOINT | GIVES_OFFICE | VERB,
    "stateVerb": STATE,
    "undergoVerb": UNDERGO | VERB,
    "preposition": PREPOSITION,
    "adverb": ADVERB,
    "link": LINK,
    "coordinator": COORDINATOR,
    "aspect": ASPECT,
    "complement": COMPLEMENT,
    "phraseEnd": LOCATIVE,
    "statusCue": CUE,
    "pronoun": PRONOUN,
    "headNoun": HEAD_NOUN,
    "nominalObjectVerb": NOMINAL_OBJECT,
    "compoundHead": TIGHT_HEAD,
    "reciprocalVerb": RECIPROCAL | VERB,
    "term": TERM,
    "resultVerb": HOLDS_COMPLEMENT | VERB,
    "quantifier": QUANTIFIER,
    "happenVerb": HAPPEN,
    "existentialVerb": EXISTENTIAL,
    "roleVerb": ROLE_VERB,
    "bareLightVerb": BARE_LIGHT,
    "patientVerb": PATIENT_SUBJECT,
    "adjective": ADJECTIVE,
    "placeComplement": PLACE_COMPLEMENT,
    "temporalEnding": TEMPORAL,
    "spanAdverb": SPAN_ADVERB,
    "closer": CLOSER | COMPLEMENT,
    "heldVerb": HELD | VERB,
    "taking": TAKING,
    "taken": TAKEN,
    "evidential": EVIDENTIAL | VERB,
    "partnerVerb": PARTNER | VERB,
    "totalAdverb": TOTAL | ADVERB,
    "verbEnding": ENDING,
    "sendVerb": SEND | VERB,
    "passiveMark": PASSIVE_MARK,
    "equates": COPULA,
    "listEnd": LIST_END,
    "issueVerb": ISSUE,
    "fullLightVerb": FULL_LIGHT,
    "listsActors": LISTS,
    "causeOpener": CAUSE_OPENER,
    "causeEnd": CAUSE_END,
    "eventHead": EVENT_HEAD,
    "matterVerb": HEARS,
    "aboutWord": ABOUT,
    "extentNoun": EXTENT,
    "attitudeVerb": ATTITUDE,
    "achieveVerb": ACHIEVE,
}
# Behind a phrase with one of these a word that could be a noun is the verb (`向甲介绍`).
_LEADING = frozenset(("recipient", "topic", "place", "goal", "company", "patient", "by", "passive"))
# Those whose phrase is nothing without a verb behind it.
_HANDING = frozenset(("recipient", "patient", "passive"))
# Parts of speech of words that the segmenter's dictionary has whole (`不同`, `现在`): it joins others to n, v and d.
_WHOLE = frozenset("abtuz")
# What a word that the lexicon does not know is by its part of speech.
BY_POS = {"d": ADVERB, "ad": ADVERB, "vd": ADVERB, "c": LINK, "f": LOCATIVE}
ANY_VERB = VERB | LIGHT | CAUSATIVE | STATE | CONVENER | PIVOT | SPEECH | MOVEMENT | MEASURE | APPOINT | UNDERGO


class Words:
    """What each word of the lexicon can be; built once from the schema.

    Attributes:
        flags: the bits of each word.
        role: what part the noun phrase behind a preposition plays (`patient`, `topic`, …).
        markers: the words that open a member of a list (`二是`).
        put_endings: what ends a verb that tells where its subject was put (`设在`).
        money_units: units of money.
        share_units: what ends a count of shares and multiples (`%`).
        thing_units: measure words of one character for things, behind which a noun follows (`个`).
        result_endings: what ends a verb that tells where something was brought (`减至`).
        verb_joins: links that put a further verb to one that has no object of its own (`审议并通过`).
        apposed: ends of groups that, before a person's name in one list, say what he is.
        aspects: endings that tell whether it has happened (`了`).
        loose_ends: characters that may close a noun phrase without belonging to it.
        demonstratives: before an activity, the one told of (`本次`).
        one_of: endings of phrases that name one of a number (`之一`).
        about: behind a body's name in a title they tell that the body issued the report.
        openers: words that begin a sentence (`近年来`).
        now: phrases for the report's own date, which date no act (`目前`).
        frequency: last characters of the units that count how often (`次`).
        status: what a cue or an ending tells of the act.
        long: words of three and more characters by their first one, longest first: a segmenter may cut them.
    """

    def __init__(self, schema: Schema) -> None:
        self.flags: dict[str, int] = {}
        self.role: dict[str, str] = {}
        self._kinds = {word: frozenset(keys) for word, keys in schema.clue("verb").items()}
        self.status: dict[str, Status] = {}
        fronted = frozenset(schema.words("frontedTopic"))
        for clue, bits in CLUES.items():
            for word, keys in schema.clue(clue).items():
                self.flags[word] = self.flags.get(word, 0) | bits
                for key in keys:
                    if bits == PREPOSITION:
                        role = schema.fact(key, "role") or ""
                        self.role.setdefault(word, role)
                        leads = role in _LEADING and word not in fronted
                        self.flags[word] |= (LEADS if leads else 0) | (HANDS if role in _HANDING else 0)
                    elif bits in (CUE, ASPECT):
                        told = schema.fact(key, "status")
                        if told is not None:
                            self.status.setdefault(word, Status(told))
        self.markers = frozenset(schema.words("link", "itemMarkers"))
        self.pronouns = {
            word: kinds
            for word, keys in schema.clue("pronoun").items()
            if (kinds := frozenset(kind for key in keys for kind in (schema.fact(key, "standsFor") or "").split()))
        }
        self.section_status = tuple(
            (word, Status(told))
            for word, keys in sorted(schema.clue("sectionWord").items(), key=lambda item: (-len(item[0]), item[0]))
            if (told := schema.fact(keys[0], "status")) is not None
        )
        self.first_person = frozenset(schema.words("pronoun", "speakerPronouns"))
        self.speakers = frozenset(schema.words("pronoun", "speakersPronouns"))
        self.directive_titles = tuple(schema.words("directiveTitle"))
        self.possessives = frozenset(schema.words("possessivePronoun"))
        self.one = frozenset(schema.words("indefiniteNumber"))
        self.numerals = frozenset(schema.words("numeralOrShare"))
        self.put_endings = tuple(schema.words("placeComplement"))
        self.money_units = tuple(schema.words("measureWord", "moneyUnits"))
        self.share_units = tuple(schema.words("measureWord", "shareUnits"))
        self.thing_units = tuple(u for u in schema.words("measureWord", "thingMeasures") if len(u) == 1)
        self.result_endings = tuple(schema.words("resultEnding"))
        self.aspects = tuple(schema.words("aspect"))
        self.loose_ends = "".join(schema.words("looseEnd"))
        self.verb_joins = frozenset(schema.words("verbJoin"))
        self.demonstratives = frozenset(schema.words("demonstrative"))
        self.apposed = tuple(schema.words("apposedGroup"))
        self.one_of = tuple(schema.words("oneOfMany"))
        self.basis = frozenset(schema.words("basisNoun"))
        self.about = frozenset(schema.words("issuesReport"))
        self.openers = frozenset(schema.words("sentenceOpener"))
        self.now = frozenset(schema.words("nowWord"))
        self.frequency = frozenset(schema.words("frequencyUnit"))
        long: dict[str, list[str]] = {}
        for word in self.flags:
            if len(word) > 2:
                long.setdefault(word[0], []).append(word)
        self.long = {first: tuple(sorted(words, key=lambda w: (-len(w), w))) for first, words in long.items()}
        self._particles = frozenset(schema.words("adverbialParticle"))
        self._parts: dict[tuple[str, str], tuple[str, ...]] = {}

    def akin(self, verb: str, other: str) -> bool:
        """Whether two verbs stand in one set of the lexicon, so that together they tell one act (`看望慰问`)."""
        return not self._kinds.get(verb, frozenset()).isdisjoint(self._kinds.get(other, frozenset()))

    def is_definite(self, count: str) -> bool:
        """Whether the count is a number that an act can be told with, and no `一批` or `一系列`."""
        return not (count[0] in self.one and len(count) > 1 and not any(c in self.numerals for c in count[1:]))

    def opens_with_verb(self, name: str) -> bool:
        """Whether the name begins with a verb, or an adverb and a verb, and goes on."""
        flags = self.flags
        if len(name) > 3 and flags.get(name[:2], 0) & VERB:
            return True
        return len(name) > 5 and bool(flags.get(name[:2], 0) & ADVERB and flags.get(name[2:4], 0) & VERB)

    def is_verbal(self, name: str) -> bool:
        """Whether the name is a verb, or an adverb and a verb, and nothing else."""
        if self.flags.get(name, 0) & VERB:
            return True
        return len(name) == 4 and bool(self.flags.get(name[:2], 0) & ADVERB and self.flags.get(name[2:], 0) & VERB)

    def parts(self, word: str, pos: str) -> tuple[str, ...]:
        """The word cut where the segmenter joined an adverb and its verb, or a verb and its object (`赶赴现场`)."""
        known = self._parts.get((word, pos))
        if known is None:
            known = self._parts[word, pos] = self._cut(word, pos)
        return known

    def _is_two(self, word: str, pos: str) -> bool:
        """Whether each of the two characters is a word: 高兴|地|说, 过程中|要, 月底前|向."""
        first, second = self.flags.get(word[0], 0), self.flags.get(word[1], 0)
        if word[0] in self._particles and second & VERB:
            return True
        if second & VERB and (first & CUE or (first & LINK and (pos[0] != "v" or second & LIGHT))):
            return True
        if first & TEMPORAL and second & (CUE | PREPOSITION) and pos[0] != "n":
            return True
        if first & TEMPORAL and second & SPEECH:
            return True  # 接受采访|时|说
        if pos[0] in _WHOLE:
            return False
        if first & (ADVERB | CUE | PRONOUN) and second & (PREPOSITION | STATE):
            return True
        return bool(first & VERB and second & COMPLEMENT) and pos[0] in "vp"

    def _cut(self, word: str, pos: str) -> tuple[str, ...]:
        if len(word) == 2:
            return (word[0], word[1]) if self._is_two(word, pos) else (word,)
        for at in range(1, len(word) - 1):
            first, second = self.flags.get(word[:at], 0), self.flags.get(word[at:], 0)
            taking = pos == "n" and first & TAKING  # 以|甲 of a frame, which the segmenter takes for a name
            if (first & ADVERB and second & (VERB | COMPANION)) or (
                at == 1 and (taking or (first & CUE and second & ADVERB))
            ):
                return word[:at], word[at:]
        last = self.flags.get(word[2], 0) if len(word) == 3 else 0
        if self.flags.get(word[:2], 0) & VERB and last & (TEMPORAL | PRONOUN):
            return word[:2], word[2]  # 任职|后, 感谢|您
        if len(word) == 4 and pos[0] in "ilvn":
            first, second = self.flags.get(word[:2], 0), self.flags.get(word[2:], 0)
            named = first & INTRANSITIVE and not second & VERB  # 受灾面积
            if first & VERB and not first & ADVERB and not named and (second & VERB or not first & ACT_NOUN):
                return word[:2], word[2:]
        return (word,)
