"""RDF terms as the text that Turtle writes for them; one text per term, so terms compare and sort as strings.

Prefixes are fixed: those of the standard vocabularies, and one for each kind of thing below the base IRI
(`act:` is `https://w3id.org/govkg/id/act/`).
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.schema import terms as ns

if TYPE_CHECKING:
    import datetime
    from decimal import Decimal

# Turtle's grammar allows more in a prefixed name (PN_LOCAL); what is outside this subset is written as a full IRI.
_LOCAL = re.compile(
    r"[0-9A-Za-z_\u3400-\u4dbf\u4e00-\u9fff](?:[-.0-9A-Za-z_\u3400-\u4dbf\u4e00-\u9fff]*[-0-9A-Za-z_\u3400-\u4dbf\u4e00-\u9fff])?"
)
# Characters that an IRI may not contain (RFC 3987), and those that would end a path segment or begin an escape.
_NOT_IN_PATH = re.compile(
    '[\\x00-\\x20\\x7f-\\xa0<>"{}|\\\\^`%#?\\[\\]\\ud800-\\uf8ff\\ufdd0-\\ufdef\\ufff0-\\uffff'
    "\\U0001fffe\\U0001ffff\\U0002fffe\\U0002ffff\\U0003fffe-\\U0010ffff]"
)
_MUST_ESCAPE = re.compile('[\\x00-\\x1f\\x7f"\\\\]')
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_INTEGER = re.compile(r"[+-]?[0-9]+")
_DECIMAL = re.compile(r"[+-]?[0-9]*\.[0-9]+")

VOCABULARIES = {
    "dcterms": ns.DCTERMS,
    "foaf": ns.FOAF,
    "kg": ns.KG,
    "lex": ns.LEX,
    "oa": ns.OA,
    "org": ns.ORG,
    "owl": ns.OWL,
    "prov": ns.PROV,
    "rdf": ns.RDF,
    "rdfs": ns.RDFS,
    "schema": ns.SCHEMA,
    "sem": ns.SEM,
    "skos": ns.SKOS,
    "time": ns.TIME,
    "void": ns.VOID,
    "xsd": ns.XSD,
}

_KNOWN = 50_000  # IRIs whose terms are remembered, about 15 MB

THING_KINDS = ("organization", "area", "place", "person", "post", "group", "activity", "measure", "document", "project")
KINDS = (
    *THING_KINDS,
    *("report", "sentence", "selector", "mention", "act", "quantity", "interval", "day", "statement", "membership"),
    *("remark", "dataset"),
)


@lru_cache(maxsize=16)
def prefixes(base: str = ns.ID) -> dict[str, str]:
    """Prefix → namespace, sorted by prefix, for graphs whose own IRIs begin with *base*."""
    table = VOCABULARIES | {kind: f"{base}{kind}/" for kind in KINDS}
    return dict(sorted(table.items()))


def path_segment(key: str) -> str:
    """*key* as a part of an IRI: what may not stand there is percent-encoded, so that different keys stay different."""
    if _LOCAL.fullmatch(key):
        return key
    return _NOT_IN_PATH.sub(lambda m: "".join(f"%{b:02X}" for b in m.group().encode("utf-8", "surrogatepass")), key)


class Names:
    """Makes the terms of IRIs below one base."""

    def __init__(self, base: str = ns.ID) -> None:
        self.base = base
        self.prefixes = prefixes(base)
        self._prefix_of = {namespace: prefix for prefix, namespace in self.prefixes.items()}
        self._known: dict[str, str] = {}

    def node(self, kind: str, key: str) -> str:
        """The term of the thing *key* of the kind *kind* (one of `KINDS`)."""
        if _LOCAL.fullmatch(key):
            return f"{kind}:{key}"
        return f"<{self.base}{kind}/{path_segment(key)}>"

    def iri(self, iri: str) -> str:
        """The term of any IRI: a prefixed name where there is a prefix for it."""
        found = self._known.get(iri)
        if found is None:
            at = max(iri.rfind("#"), iri.rfind("/")) + 1
            prefix = self._prefix_of.get(iri[:at])
            found = f"{prefix}:{iri[at:]}" if prefix is not None and _LOCAL.fullmatch(iri, at) else f"<{iri}>"
            if len(self._known) >= _KNOWN:  # a store has more IRIs than memory should hold
                self._known.clear()
            self._known[iri] = found
        return found


def text(value: str) -> str:
    """The term of a string without language."""
    if "\n" in value or '"' in value or "\\" in value or not value.isprintable():
        value = _MUST_ESCAPE.sub(_escape, value)
    return f'"{value}"'


def _escape(match: re.Match[str]) -> str:
    char = match.group()
    return _ESCAPES.get(char) or f"\\u{ord(char):04X}"


def tagged(value: str, language: str) -> str:
    """The term of a string in a language, the tag in the case of RFC 5646 (`zh-Hans`)."""
    return f"{text(value)}@{language}"


def number(value: Decimal) -> str:
    """The term of a number: an xsd:integer where it is whole, else an xsd:decimal."""
    if value == value.to_integral_value():
        return str(int(value))
    return f"{value.normalize():f}"


def share(value: float) -> str:
    """The term of a share between 0 and 1, to two places, without closing zeros (the form that stores keep)."""
    return f"{value:.2f}".rstrip("0").ljust(3, "0")


def day(value: datetime.date) -> str:
    """The term of a date."""
    return f'"{value.isoformat()}"^^xsd:date'


def literal(lexical: str, datatype: str, language: str | None, names: Names) -> str:
    """The term of any literal, in the same words as the functions above.

    Args:
        lexical: its text.
        datatype: the full IRI of its datatype.
        language: its language tag, in any case, or None.
        names: makes the term of the datatype.
    """
    if language:
        return tagged(lexical, language_tag(language))
    if datatype == ns.XSD + "string":
        return text(lexical)
    if datatype == ns.XSD + "integer" and _INTEGER.fullmatch(lexical):
        return lexical
    if datatype == ns.XSD + "decimal":
        if _DECIMAL.fullmatch(lexical):
            return lexical
        # Oxigraph's form of a whole decimal; without a point it would be an integer. Longer ones it keeps as they are.
        if len(lexical) <= 18 and _INTEGER.fullmatch(lexical):
            return f"{lexical}.0"
    return f"{text(lexical)}^^{names.iri(datatype)}"


@lru_cache(maxsize=256)
def language_tag(tag: str) -> str:
    """A language tag in the case that RFC 5646 section 2.1.1 recommends: `zh-hans` is `zh-Hans`, `en-gb` is `en-GB`.

    >>> language_tag("zh-latn-pinyin")
    'zh-Latn-pinyin'
    """
    parts = tag.lower().split("-")
    done = parts[:1]
    for before, part in pairwise(parts):
        if len(before) == 1:  # behind a singleton all is lower case
            done.append(part)
        else:
            done.append({2: part.upper(), 4: part.title()}.get(len(part), part))
    return "-".join(done)
