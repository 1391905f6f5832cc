"""Which reader reads which format: told by the content where it has a signature, else by the file's extension."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

from kg.errors import InputError, MissingExtraError
from kg.readers.model import Limits

if TYPE_CHECKING:
    from kg.readers.model import Original, Progress, Reader


class Format(NamedTuple):
    """A format and its reader.

    Attributes:
        module: the module below `kg.readers`.
        function: its reader, called with content, name, limits and progress.
        extra: what to install for it (`pip install 'govkg[EXTRA]'`); "" where nothing.
        what: how messages call it.
        signed: whether every file of the format has a signature: without it, it is another one.
        apart: from how many bytes on it is read in a process apart, because a file can be made whose reading takes all
            time or memory; None where it cannot.
    """

    module: str
    function: str
    extra: str
    what: str
    signed: bool = False
    apart: int | None = None


_LONG_PAGE = 2**17
"""What a parser of pages does to shorter ones takes two seconds at most, whatever they are made of."""

FORMATS: dict[str, Format] = {
    ".md": Format("markdown", "read_markdown", "", "a Markdown text"),
    ".html": Format("html", "read_html", "html", "an HTML page", apart=_LONG_PAGE),
    ".htm": Format("html", "read_html", "html", "an HTML page", apart=_LONG_PAGE),
    ".mhtml": Format("mhtml", "read_mhtml", "html", "a saved page (MHTML)", signed=True, apart=_LONG_PAGE),
    ".docx": Format("docx", "read_docx", "docx", "a Word document", signed=True),
    ".pdf": Format("pdf", "read_pdf", "pdf", "a PDF file", signed=True, apart=0),
}
ALIASES = {".markdown": ".md", ".xhtml": ".html", ".shtml": ".html", ".mht": ".mhtml"}
EXTENSIONS: tuple[str, ...] = (*FORMATS, *ALIASES)
"""The extensions of the formats that are read here; plain text is none of them."""

_HEAD = 4096
_OWN = b'<meta name="generator" content="kg view">'
_HTML = re.compile(  # atomic: each comment ends at its first end
    rb"(?>\s+|<!--.*?-->|<\?xml[^>]*>)*(?:<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>])",
    re.IGNORECASE | re.DOTALL,
)
_MESSAGE = re.compile(
    rb"\A\s*(?:[A-Za-z][A-Za-z0-9-]{0,40}:[^\n]*\n(?:[ \t][^\n]*\n)*){0,40}?"
    rb"(?:MIME-Version:|Content-Type:\s*multipart/related)",
    re.IGNORECASE,
)
_MARKS = (b"\xef\xbb\xbf",)


def read_original(
    data: bytes, name: str, limits: Limits | None = None, progress: Progress | None = None, *, kind: str = ""
) -> Original | None:
    """The lines of a report in one of the `FORMATS`; None for plain text, which is read without this.

    Args:
        data: the whole content of the file.
        name: what messages call it; its extension tells the format where the content does not.
        limits: how much is read.
        progress: called now and then.
        kind: the extension to go by instead of the name's, where the format is known otherwise.

    Raises:
        InputError: it is damaged, not what its extension says, or beyond a limit.
        MissingExtraError: the format's library is not installed.
    """
    limits = limits or Limits()
    extension = format_of(data, name, kind=kind)
    if extension is None:
        return None
    if len(data) > limits.size:
        raise InputError(
            f"{len(data):,} bytes are more than the {limits.size:,} that are read",
            place=name,
            remedy="split it, or export its text",
        )
    apart = FORMATS[extension].apart
    if apart is not None and len(data) >= apart:
        from kg.readers.apart import read_apart  # noqa: PLC0415 - nothing that plain texts should wait for

        return read_apart(extension, data, name, limits, progress)
    return reader_of(extension, name)(data, name, limits, progress)


def format_of(data: bytes, name: str, *, kind: str = "") -> str | None:
    """The format of a file, as a key of `FORMATS`; None for plain text.

    Raises:
        InputError: its extension is that of a format whose signature the content does not have.
    """
    suffix = kind or PurePath(name).suffix.lower()
    suffix = ALIASES.get(suffix, suffix)
    signed = signature(data)
    if signed is not None:
        return signed
    if suffix in FORMATS and FORMATS[suffix].signed and data.strip():
        raise InputError(
            f"this is not {FORMATS[suffix].what}, whatever its name says",
            place=name,
            remedy="open it with the program that made it and save it anew",
        )
    return suffix if suffix in FORMATS and data.strip() else None


def signature(data: bytes) -> str | None:
    """The format that the content itself shows, as a key of `FORMATS`, or None."""
    head = data[:_HEAD]
    for mark in _MARKS:
        head = head.removeprefix(mark)
    if head.lstrip()[:5] == b"%PDF-":
        return ".pdf"
    if head.startswith(b"PK\x03\x04"):
        # the central directory, at the end, names every part
        return ".docx" if b"word/document.xml" in data else None
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", "replace").encode("ascii", "replace")
    if _HTML.match(head):
        return ".html"
    return ".mhtml" if _MESSAGE.match(head) else None


def is_own_page(data: bytes) -> bool:
    """Whether a page is one that `kg view` wrote: it shows reports, and is none."""
    return _OWN in data[:_HEAD]


def reader_of(extension: str, name: str) -> Reader:
    """The reader of a format.

    Raises:
        MissingExtraError: its library is not installed.
    """
    found = FORMATS[extension]
    try:
        module = import_module(f"kg.readers.{found.module}")
        reader: Reader = getattr(module, found.function)
    except ImportError as error:
        if not found.extra or (error.name or "").startswith("kg"):
            raise
        raise missing(found.extra, found.what, name) from error
    return reader


def missing(extra: str, what: str, name: str) -> MissingExtraError:
    """The error of a format whose library is not there."""
    return MissingExtraError(f"{what} needs a further package", place=name, remedy=f"pip install 'govkg[{extra}]'")
