"""What the vocabulary says of areas' names: last words with their classes, common nouns, what may stand before."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.schema.model import Schema


class AreaWords:
    """The words that all finders of areas share; built once from the schema."""

    def __init__(self, schema: Schema) -> None:
        self.class_of_suffix = {word: keys[0] for word, keys in schema.clue("areaSuffix").items()}
        self.suffixes = sorted(self.class_of_suffix, key=len, reverse=True)
        self._lengths = tuple(sorted(set(map(len, self.suffixes)), reverse=True))
        self.levels = {word: keys[0] for word, keys in schema.clue("areaLevel").items()}
        self.common = frozenset(schema.words("areaCommon"))
        self.attributes = frozenset(schema.words("areaAttribute"))
        self.breaks = frozenset(
            (*schema.words("breaksPhrase"), *schema.words("announcer"), *schema.words("areaAttribute"))
        )
        verbs = (word for clue in ("verb", "announcer", "clauseVerb") for word in schema.words(clue))
        self._verbs = frozenset(verbs).difference(schema.words("nameVerbOfArea"))
        self._counts = frozenset(schema.words("smallCount"))
        self.prefixes = tuple(schema.words("bodyPrefix"))
        self.before = frozenset(schema.words("beforeName"))

    def class_of(self, name: str, default: str = "Area") -> str:
        """The class that an area's name shows by its last word."""
        for length in self._lengths:
            if len(name) > length and (found := self.class_of_suffix.get(name[-length:])) is not None:
                return found
        return default

    def is_common(self, name: str, stem: int) -> bool:
        """Whether the name ends with a common noun, or is an attribute or verb (*stem* long) with a level word."""
        if name[:stem] in self._verbs:
            return True
        if name in self.class_of_suffix or name[:stem] in self.attributes or name[stem - 1 : stem] in self._counts:
            return True
        return any(word in self.common and word not in self.class_of_suffix for word in (name[-2:], name[-3:], name))
