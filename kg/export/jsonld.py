"""JSON-LD 1.1, one node to a line, under the context of the ontology.

https://www.w3.org/TR/json-ld11/

The context stands in the file itself: a reader that would have to fetch it reads nothing where there is no network.
"""

from __future__ import annotations

import json
import re
from itertools import groupby
from typing import TYPE_CHECKING, Any

from kg.errors import OutputError
from kg.export.context import jsonld_context
from kg.export.terms import full_iri, is_literal, literal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from kg.export.context import Definition
    from kg.rdf.dataset import Dataset
    from kg.rdf.graph import Pairs
    from kg.rdf.spool import Entry

_CANONICAL = re.compile(r"0|-?[1-9][0-9]{0,14}")  # integers that every JSON reader holds exactly


def as_jsonld(dataset: Dataset, ontology: Sequence[Path] = ()) -> Iterator[str]:
    """JSON-LD of a dataset with its named graphs, in pieces: one at a time where the dataset is a store.

    Args:
        dataset: the graphs.
        ontology: the user's own Turtle files, whose classes and relations get words in the context.

    Raises:
        OutputError: it holds a triple about a triple, for which JSON-LD has no form.
    """
    context = jsonld_context(ontology, base=dataset.base)
    yield f'{{"@context": {json.dumps(context, ensure_ascii=False, indent=1)},\n"@graph": ['
    writer = _Writer(context, dataset.prefixes)
    yield from writer.document(dataset.entries(apart=True))
    yield "\n]}\n"


class _Writer:
    def __init__(self, context: Mapping[str, Definition], prefixes: Mapping[str, str]) -> None:
        self._prefixes = prefixes
        self._word: dict[str, str] = {}
        self._kind: dict[str, str] = {}
        self._language: set[str] = set()
        for word, definition in context.items():
            if word in prefixes:
                continue
            iri = definition if isinstance(definition, str) else definition["@id"]
            term = f"<{iri}>" if "//" in iri else iri
            self._word[term] = word
            if not isinstance(definition, str):
                self._kind[term] = definition.get("@type", "")
                if definition.get("@container") == "@language":
                    self._language.add(term)

    def document(self, entries: Iterator[Entry]) -> Iterator[str]:
        comma = "\n"
        for name, found in groupby(entries, key=lambda entry: entry[0][0]):
            if not name:
                for (_, subject), pairs in found:
                    yield comma + self._line(subject, pairs, plain=False)
                    comma = ",\n"
                continue
            plain = self._hidden(name)
            head = {"@context": None} if plain else {}
            head["@id"] = self._iri(name, plain=plain)  # type: ignore[assignment]
            yield f'{comma}{json.dumps(head, ensure_ascii=False)[:-1]}, "@graph": ['
            comma = "\n"
            for (_, subject), pairs in found:
                yield comma + self._line(subject, pairs, plain=plain)
                comma = ",\n"
            yield "\n]}"

    def _line(self, subject: str, pairs: Pairs, *, plain: bool) -> str:
        return json.dumps(self._node(subject, pairs, plain=plain), ensure_ascii=False)

    def _node(self, subject: str, pairs: Pairs, *, plain: bool) -> dict[str, Any]:
        """One node; *plain* says that no context holds here."""
        values: dict[str, set[str]] = {}
        for predicate, value in pairs:
            values.setdefault(predicate, set()).add(value)
        node: dict[str, Any] = {}
        if not plain and any(map(self._hidden, (subject, *values, *(v for vs in values.values() for v in vs)))):
            plain, node["@context"] = True, None
        node["@id"] = self._iri(subject, plain=plain)
        if types := sorted(t for t in values.get("a", ()) if not is_literal(t)):
            node["@type"] = _one([self._class(t, plain=plain) for t in types])
        for predicate in sorted(values):
            found = sorted(values[predicate])
            if predicate == "a":
                found = [value for value in found if is_literal(value)]  # @type holds none
            elif not plain and predicate in self._language:
                node |= self._by_language(predicate, found)
                found = [value for value in found if not value.startswith("@", value.rfind('"') + 1)]
            if found:
                whole = plain or predicate in self._language or predicate not in self._word
                key = self._key(predicate, plain=plain) if whole else self._word[predicate]
                kind = "" if whole else self._kind.get(predicate, "")
                node[key] = _one([self._value(value, kind, plain=plain) for value in found])
        return node

    def _class(self, term: str, *, plain: bool) -> str:
        word = None if plain else self._word.get(term)
        return word or self._iri(term, plain=plain)

    def _key(self, predicate: str, *, plain: bool) -> str:
        if plain or predicate == "a" or predicate in self._language:
            return full_iri(predicate, self._prefixes)
        return self._iri(predicate)

    def _by_language(self, predicate: str, found: list[str]) -> dict[str, dict[str, str | list[str]]]:
        tagged: dict[str, list[str]] = {}
        for value in found:
            if value[0] == '"' and (parts := literal(value)).language:
                tagged.setdefault(parts.language, []).append(parts.text)
        return {self._word[predicate]: {tag: _one(texts) for tag, texts in tagged.items()}} if tagged else {}

    def _value(self, term: str, kind: str, *, plain: bool) -> object:
        if not is_literal(term):
            iri = self._iri(term, plain=plain)
            return iri if kind == "@id" else {"@id": iri}
        parts = literal(term)
        if parts.language:
            return {"@value": parts.text, "@language": parts.language}
        if parts.datatype == "xsd:string":
            return {"@value": parts.text} if kind else parts.text
        if parts.datatype == kind:
            return parts.text
        if parts.datatype == "xsd:integer" and not kind and _CANONICAL.fullmatch(parts.text):
            return int(parts.text)
        return {"@value": parts.text, "@type": self._iri(parts.datatype, plain=plain)}

    def _iri(self, term: str, *, plain: bool = False) -> str:
        if term.startswith("<<"):
            raise OutputError("JSON-LD cannot hold triples about triples", remedy="export to Turtle or TriG")
        if term.startswith("_:"):
            return term
        return full_iri(term, self._prefixes) if plain or term[0] == "<" else term

    def _hidden(self, term: str) -> bool:
        """Whether a whole IRI would be taken for a prefixed name (`<time:x>`), which only no context prevents."""
        if term[0] == '"':
            at = term.rfind('"^^<')
            return at >= 0 and self._hidden(term[at + 3 :])
        if term[0] != "<" or term[1] == "<":
            return False
        scheme, _, rest = term[1:-1].partition(":")
        return scheme in self._prefixes and not rest.startswith("//")


def _one(values: list[Any]) -> Any:
    return values[0] if len(values) == 1 else values
