"""Whether a reader would write a thing or an act down: named, not merely mentioned.

A maximum-entropy classifier (Berger, Della Pietra and Della Pietra 1996) over what the rules, the chains and the report's
structure say of one candidate. It is trained as a chain of length one, so that the same library serves both.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pycrfsuite

from kg.text.model import BlockKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from kg.extract.model import Act, Mention
    from kg.extract.tokens import Analysis
    from kg.resolve.entities import Resolution

KEEP, DROP = "keep", "drop"


class Judge:
    """A trained classifier; `probability` is the share of such candidates that a reader keeps."""

    def __init__(self, path: Path) -> None:
        self._tagger = pycrfsuite.Tagger()
        self._tagger.open(str(path))

    def probability(self, features: Sequence[str]) -> float:
        """The probability that a candidate with these features is kept."""
        self._tagger.set(pycrfsuite.ItemSequence([features]))
        return float(self._tagger.marginal(KEEP, 0))


def level(probability: float | None) -> str:
    """A probability as one of few words, so that it can be a feature."""
    if probability is None:
        return "none"
    for bound in (0.02, 0.1, 0.25, 0.5, 0.75, 0.9, 0.97):
        if probability < bound:
            return f"<{bound}"
    return "high"


def entity_features(
    analysis: Analysis,
    mentions: Sequence[Mention],
    resolution: Resolution,
    probabilities: Mapping[int, float],
) -> list[list[str]]:
    """Features of each entity of *resolution*; *probabilities* is what the chains give each mention, by its index."""
    members: dict[int, list[int]] = {}
    for index, entity in enumerate(resolution.of_mention):
        if entity is not None:
            members.setdefault(entity, []).append(index)
    inner = _nesting(mentions, resolution)
    rows = []
    for number, entity in enumerate(resolution.entities):
        found = members.get(number, [])
        kind = entity.type
        row = ["t=" + kind, "c=" + entity.cls, f"{kind} n={min(len(found), 4)}", f"{kind} len={min(len(entity.name), 12)}"]
        row.append(f"{kind} e={entity.name[-1:]}")
        row.append(f"{kind} z={entity.name[-2:]}")
        row.append(f"{kind} b={entity.name[:1]}")
        row.append(f"{kind} aliases={min(len(entity.aliases), 3)}")
        known = [probabilities[i] for i in found if i in probabilities]
        best = level(max(known)) if known else "none"
        row += ["crf=" + best, f"{kind} crf={best}"]
        seen: Counter[str] = Counter()
        for i in found:
            seen.update(_mention_features(analysis, mentions[i], kind, i, inner))
        row += sorted(seen)
        row += sorted(f"all {name}" for name, times in seen.items() if times == len(found))
        row += sorted(f"{name} crf={best}" for name in seen if name.startswith(f"{kind} rule="))
        rows.append(row)
    return rows


def _mention_features(
    analysis: Analysis, mention: Mention, kind: str, index: int, inner: Mapping[int, str]
) -> set[str]:
    tokens = analysis.tokens
    first, last = analysis.token_index(mention.start), analysis.token_index(mention.end - 1)
    before = tokens[first - 1] if first > 0 else None
    behind = tokens[last + 1] if last + 1 < len(tokens) else None
    found = {f"{kind} rule={mention.rule}", f"{kind} last={tokens[last].text}", f"{kind} pos={tokens[last].pos}"}
    found.add(f"{kind} words={min(last - first + 1, 6)}")
    if before is not None:
        found |= {f"{kind} w-1={before.text}", f"{kind} p-1={before.pos}"}
    if behind is not None:
        found |= {f"{kind} w+1={behind.text}", f"{kind} p+1={behind.pos}"}
    for step in range(2, 6):
        if first - step < 0 or tokens[first - step].pos == "x":
            break
        if tokens[first - step].pos == "v":
            found.add(f"{kind} v={tokens[first - step].text}")
            break
    if before is not None and before.pos == "v":
        found.add(f"{kind} v={before.text}")
    sentence = analysis.document.sentence_at(mention.start)
    if sentence is not None:
        block = analysis.document.blocks[sentence.block]
        if block.kind in {BlockKind.TITLE, BlockKind.HEADING, BlockKind.SUBTITLE}:
            found.add(f"{kind} in={block.kind}")
        if block.lead is not None and block.lead.start <= mention.start < block.lead.end:
            found.add(f"{kind} in=lead")
        if mention.start == sentence.start:
            found.add(f"{kind} first")
    if index in inner:
        found.add(f"{kind} inside={inner[index]}")
    if mention.anaphor:
        found.add(f"{kind} anaphor")
    return found


def _nesting(mentions: Sequence[Mention], resolution: Resolution) -> dict[int, str]:
    """For each mention that lies within another of a different thing, the type of the innermost such."""
    inside: dict[int, str] = {}
    open_: list[int] = []
    for index in sorted(range(len(mentions)), key=lambda i: (mentions[i].start, -mentions[i].end)):
        while open_ and mentions[open_[-1]].end <= mentions[index].start:
            open_.pop()
        for outer in reversed(open_):
            entity = resolution.of_mention[outer]
            if mentions[outer].end >= mentions[index].end and entity is not None and entity != resolution.of_mention[index]:
                inside[index] = resolution.entities[entity].type
                break
        open_.append(index)
    return inside
