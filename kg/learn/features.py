"""What the model sees of a word: itself, its neighbours, the vocabulary, the structure, and what the rules found."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.extract.model import Mention, Quantity, Token
    from kg.extract.tokens import Analysis
    from kg.schema.model import Schema

_OPENING = frozenset("“‘《〈「『")
_CLOSING = frozenset("”’》〉」』")


class FeatureReader:
    """Computes the features of each word of a sentence; built once from the schema.

    Every clue of the ontology is a feature of the words that it lists, so vocabulary that a user adds is seen as well.
    """

    def __init__(self, schema: Schema) -> None:
        known: dict[str, set[str]] = defaultdict(set)
        for clue, words in schema.clues.items():
            for word, keys in words.items():
                known[word].add(f"k={clue}")
                for key in keys:
                    if key in schema.classes and schema.classes[key].type is not None:
                        known[word].add(f"k={clue}:{schema.classes[key].type}")
        self._known = {word: tuple(sorted(names)) for word, names in known.items()}
        self._longest = max((len(w) for w in known), default=0)

    def __call__(
        self,
        analysis: Analysis,
        mentions: Sequence[Mention],
        quantities: Sequence[Quantity],
        types: Sequence[str],
    ) -> list[tuple[list[Token], list[list[str]]]]:
        """The words of each sentence and their features, sentence by sentence; spaces are left out.

        Args:
            analysis: document and words.
            mentions: what the rules found.
            quantities: the counts; a word inside one says so.
            types: the view type of each mention.
        """
        found = _rule_features(analysis, mentions, types)
        counted = _covered(analysis, quantities)
        title = analysis.document.title
        result = []
        for sentence in analysis.document.sentences:
            first = analysis.token_index(sentence.start)
            indices = []
            for index in range(max(first, 0), len(analysis.tokens)):
                token = analysis.tokens[index]
                if token.start >= sentence.end:
                    break
                if not token.text.isspace():
                    indices.append(index)
            tokens = [analysis.tokens[i] for i in indices]
            kind = analysis.document.blocks[sentence.block].kind if analysis.document.blocks else "paragraph"
            extra = [[*found.get(i, ()), *(("qty",) if i in counted else ())] for i in indices]
            result.append((tokens, self._sentence(tokens, extra, str(kind), title)))
        return result

    def _sentence(self, tokens: Sequence[Token], extra: Sequence[list[str]], kind: str, title: str) -> list[list[str]]:
        words = [t.text for t in tokens]
        tags = [t.pos for t in tokens]
        size = len(tokens)
        heads = _heads(words, tags)
        known = [self._vocabulary(w) for w in words]
        rows: list[list[str]] = []
        verb, quoted, mark = "-", 0, "-"
        for i in range(size):
            word, tag = words[i], tags[i]
            if word in _OPENING:
                quoted += 1
            before, after = (words[i - 1] if i else "<s>"), (words[i + 1] if i + 1 < size else "</s>")
            tag_before, tag_after = (tags[i - 1] if i else "<s>"), (tags[i + 1] if i + 1 < size else "</s>")
            row = [
                "w=" + word,
                "p=" + tag,
                "e=" + word[-1],
                "b=" + word[0],
                "z=" + word[-2:],
                "n=" + str(min(len(word), 5)),
                "w-1=" + before,
                "w+1=" + after,
                "p-1=" + tag_before,
                "p+1=" + tag_after,
                "pp=" + tag_before + tag,
                "pn=" + tag + tag_after,
                "ww=" + before + "|" + word,
                "wn=" + word + "|" + after,
                "e-1=" + before[-1],
                "w-2=" + (words[i - 2] if i > 1 else "<s>"),
                "w+2=" + (words[i + 2] if i + 2 < size else "</s>"),
                "p-2=" + (tags[i - 2] if i > 1 else "<s>"),
                "p+2=" + (tags[i + 2] if i + 2 < size else "</s>"),
                "v=" + verb,
                "h=" + heads[i],
                "hz=" + heads[i][-1],
                "m=" + mark,
                "q=" + str(min(quoted, 2)),
                "kind=" + kind,
                *known[i],
                *extra[i],
            ]
            if i:
                row.extend("-" + k for k in known[i - 1])
                row.extend("-" + x for x in extra[i - 1])
            if i + 1 < size:
                row.extend("+" + k for k in known[i + 1])
                row.extend("+" + x for x in extra[i + 1])
            if len(word) > 1 and word in title:
                row.append("title")
            rows.append(row)
            if word in _CLOSING and quoted:
                quoted -= 1
            if tag == "v":
                verb = word
            if tag == "x":
                mark = word
                if not quoted and word not in _CLOSING and word not in _OPENING:
                    verb = "-"
        return rows

    def _vocabulary(self, word: str) -> list[str]:
        names = list(self._known.get(word, ()))
        for size in range(1, min(len(word), 4)):
            names.extend("." + n for n in self._known.get(word[-size:], ()) if n.startswith("k=suffix"))
        return names


def _heads(words: Sequence[str], tags: Sequence[str]) -> list[str]:
    """For each word the last noun of the run of words up to the next verb, particle or punctuation mark."""
    heads = ["-"] * len(words)
    head = "-"
    for i in range(len(words) - 1, -1, -1):
        if tags[i] in {"x", "v", "p", "c", "uj", "ul", "d", "r"} and words[i] not in _OPENING | _CLOSING:
            head = "-"
        elif head == "-" and tags[i][0] in "nvjlbagqmst" and words[i] not in _OPENING | _CLOSING:
            head = words[i]
        heads[i] = head
    return heads


def _rule_features(analysis: Analysis, mentions: Sequence[Mention], types: Sequence[str]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for mention, kind in zip(mentions, types, strict=True):
        first, last = analysis.token_index(mention.start), analysis.token_index(mention.end - 1)
        for index in range(first, last + 1):
            found[index].append(f"r={kind}:{'B' if index == first else 'I'}{'E' if index == last else ''}")
        found[first].append(f"rule={mention.rule}")
        found[last + 1].append(f"r={kind}:after")
    return found


def _covered(analysis: Analysis, spans: Iterable[Quantity]) -> set[int]:
    covered: set[int] = set()
    for span in spans:
        covered.update(range(analysis.token_index(span.start), analysis.token_index(span.end - 1) + 1))
    return covered
