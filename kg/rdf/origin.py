"""Where a report comes from: the format of its file, and the address where it was published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.rdf import terms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.text.model import Document


def origin(document: Document) -> Iterator[tuple[str, str]]:
    """What the report's file, or the table it is a row of, says of its origin, for the node of the report."""
    if document.format:
        yield "kg:format", terms.text(document.format)
    if document.identifier:
        yield "dcterms:identifier", terms.text(document.identifier)
    for told in dict.fromkeys(filter(None, (document.cited, document.address))):
        yield "dcterms:source", source(told)


def source(told: str) -> str:
    """The term of an address, or of the name of a newspaper or office."""
    address = told.startswith(("http://", "https://")) and not set('<>"{}|\\^` ') & set(told)
    return f"<{told}>" if address and told.isprintable() else terms.text(told)
