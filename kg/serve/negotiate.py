"""Which of the forms of an answer a client wants (RFC 9110 section 12.5.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

# What clients also call the forms.
_OTHER_NAMES = {
    "application/json": "application/sparql-results+json",
    "application/xml": "application/sparql-results+xml",
    "text/xml": "application/sparql-results+xml",
    "application/x-turtle": "text/turtle",
    "text/rdf+n3": "text/turtle",
    "text/plain": "application/n-triples",
    "text/x-nquads": "application/n-quads",
}


def chosen(accept: str, forms: Mapping[str, str]) -> str | None:
    """The form that an Accept header prefers, or None where it takes none.

    Args:
        accept: the header; empty where there is none, which takes anything.
        forms: name → media type of what there is, the preferred first.

    >>> chosen("text/csv;q=0.5, application/xml", {"xml": "application/sparql-results+xml", "csv": "text/csv"})
    'xml'
    """
    wanted = _ranges(accept)
    best, name = 0.0, None
    for form, media in forms.items():
        quality = _quality(media.partition(";")[0], wanted)
        if quality > best:
            best, name = quality, form
    return name


def _ranges(accept: str) -> dict[str, float]:
    found: dict[str, float] = {}
    for part in accept.split(","):
        media, *parameters = (piece.strip() for piece in part.split(";"))
        if not media:
            continue
        quality = 1.0
        for parameter in parameters:
            name, _, value = parameter.partition("=")
            if name.strip().lower() == "q":
                try:
                    quality = min(1.0, max(0.0, float(value)))
                except ValueError:
                    quality = 0.0
        media = media.lower()
        for name in (media, _OTHER_NAMES.get(media, media)):
            found[name] = max(quality, found.get(name, 0.0))
    return found or {"*/*": 1.0}


def _quality(media: str, wanted: Mapping[str, float]) -> float:
    for name in (media, media.partition("/")[0] + "/*", "*/*"):
        if name in wanted:
            return wanted[name]
    return 0.0
