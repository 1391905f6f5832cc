"""Turtle terms (`kg.rdf.terms`) taken apart, for the formats that write them otherwise."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.schema.terms import RDF, XSD

if TYPE_CHECKING:
    from collections.abc import Mapping

_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|(.))")
_CHARACTERS = {"n": "\n", "r": "\r", "t": "\t"}
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Literal:
    """A literal: its text, and its language tag or the term of its datatype."""

    text: str
    language: str = ""
    datatype: str = "xsd:string"


def is_literal(term: str) -> bool:
    """Whether a term is a literal: a string, or a number written without quotation marks."""
    return term[0] in '"+-.0123456789'


def literal(term: str) -> Literal:
    """The parts of a literal's term.

    >>> literal('"2024-07-02"^^xsd:date')
    Literal(text='2024-07-02', language='', datatype='xsd:date')
    """
    if term[0] != '"':
        return Literal(term, datatype="xsd:decimal" if "." in term else "xsd:integer")
    end = term.rindex('"')  # neither a language tag nor an IRI holds one
    text, rest = term[1:end], term[end + 1 :]
    if "\\" in text:
        text = _ESCAPE.sub(_character, text)
    if rest.startswith("@"):
        return Literal(text, language=rest[1:], datatype="rdf:langString")
    return Literal(text, datatype=rest[2:] or "xsd:string")


def _character(match: re.Match[str]) -> str:
    code, letter = match.groups()
    return chr(int(code, 16)) if code else _CHARACTERS.get(letter, letter)


def full_iri(term: str, prefixes: Mapping[str, str]) -> str:
    """The IRI that a term names, without brackets.

    >>> full_iri("a", {}), full_iri("kg:Act", {"kg": "https://example.org/"})
    ('http://www.w3.org/1999/02/22-rdf-syntax-ns#type', 'https://example.org/Act')
    """
    if term == "a":
        return RDF + "type"
    if term[0] == "<":
        return term[1:-1]
    prefix, _, local = term.partition(":")
    return prefixes[prefix] + local


def ntriples(term: str, prefixes: Mapping[str, str]) -> str:
    """The term as N-Triples writes it: whole IRIs, every datatype stated but that of strings.

    https://www.w3.org/TR/n-triples/#n-triples-grammar
    """
    first = term[0]
    if first == '"':
        end = term.rindex('"') + 1
        rest = term[end:]
        if not rest.startswith("^^") or rest[2] == "<":
            return term
        return f"{term[:end]}^^<{full_iri(rest[2:], prefixes)}>"
    if first == "<" or term.startswith("_:"):  # a triple term begins with << and is written in N-Triples already
        return term
    if is_literal(term):
        return f'"{term}"^^<{XSD}{"decimal" if "." in term else "integer"}>'
    return f"<{full_iri(term, prefixes)}>"


def is_number(lexical: str) -> bool:
    """Whether the form of an xsd:integer or xsd:decimal is one."""
    return _NUMBER.fullmatch(lexical) is not None


def fit_for_xml(text: str) -> str:
    """The text with U+FFFD for each character that XML 1.0 has no way to write."""
    return _NOT_XML.sub("\ufffd", text)
