"""The lexicon's own order: a clue is one thing, said once."""

from __future__ import annotations

import re
from collections import Counter

from kg.schema.load import ontology_files


def test_each_clue_is_declared_once() -> None:
    """Clues are read by name: two files that declare one name would mix their words."""
    declared = Counter(
        name
        for path in ontology_files()
        for name in re.findall(r"^lex:(\w+) a lex:Clue\b", path.read_text(encoding="utf-8"), re.MULTILINE)
    )
    assert [name for name, times in declared.items() if times > 1] == []


def test_each_clue_says_what_its_words_are() -> None:
    silent = [
        f"{path.name}: {name}"
        for path in ontology_files()
        for name, rest in re.findall(r"^lex:(\w+) a lex:Clue([^\n]*)", path.read_text(encoding="utf-8"), re.MULTILINE)
        if "rdfs:comment" not in rest and rest.strip().endswith(".")
    ]
    assert silent == []
