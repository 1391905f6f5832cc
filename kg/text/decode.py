"""Bytes to text: which encoding a file is in, decided so that Chinese is read right."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from kg.errors import InputError
from kg.text.marks import HAN

# Files of these kinds begin so; a report is none of them. The name goes into the message.
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a zip archive or an Office document"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document (.doc, .xls)"),
    (b"{\\rtf", "a Rich Text document"),
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"BM", "a BMP image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"\x1f\x8b\x08", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"OggS", "a sound file"),
    (b"ID3", "a sound file"),
)
# UTF-32 first: its mark begins with that of UTF-16.
_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HAN_RUN = re.compile(f"[{HAN}]+")
# What decoding leaves where bytes are no text: controls, private use, replacement marks.
_MESS = re.compile("[\\x00-\\x08\\x0e-\\x1a\\x1c-\\x1f\\x7f\\ufffd-\\uffff\\ue000-\\uf8ff]")
_NON_ASCII = re.compile("[^\\x00-\\x7f]+")
# Bytes that no text holds may be this share of it: pages that were cut or joined in the middle of a character.
_TOLERATED = 0.01
# So much of a text is looked at to tell encodings apart.
_SAMPLE = 40_000
_REMEDY = "give a text file in UTF-8, GB18030, Big5 or UTF-16; export other formats as text first"


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file, without byte order mark.

    Attributes:
        encoding: the Python name of the encoding.
        damaged: how many code points are U+FFFD because the bytes there are no text.
    """

    text: str
    encoding: str
    damaged: int = 0


def decode(data: bytes, name: str = "-", *, everyday: frozenset[str] = frozenset()) -> Decoded:
    """The text of *data*.

    A byte order mark decides; else UTF-8 where the bytes are valid; else the one of GB18030, Big5 and UTF-16 under
    which more of the text is everyday Chinese; else what charset-normalizer finds. charset-normalizer does not come
    first: it takes short GB18030 and Big5 texts for one another and for Korean or Japanese.

    Args:
        data: the whole content of a file.
        name: how messages call the file.
        everyday: the most frequent characters and punctuation marks of Chinese, in both scripts.

    Raises:
        InputError: nothing in it, or a known binary format, or no text in any encoding.
    """
    if not data.strip():
        raise InputError("the file is empty", place=name, remedy="give a file that holds a report")
    found = _by_mark(data)
    if found is None:
        _refuse_binary(data, name)
        # Short UTF-16 may be valid UTF-8 with many NULs; a text in UTF-8 holds none but by accident.
        utf8 = data.count(0) <= _TOLERATED * len(data)
        found = (_read(data, "utf-8") if utf8 else None) or _by_content(data, everyday)
    if found is None or len(_MESS.findall(found.text)) > _TOLERATED * len(found.text):
        cause = "this is binary data (NUL bytes)" if b"\x00" in data else "this is no text in any known encoding"
        raise InputError(cause, place=name, remedy=_REMEDY)
    text = found.text.lstrip("\ufeff")
    if not text.strip():
        raise InputError("the file holds nothing but blanks", place=name, remedy="give a file that holds a report")
    return Decoded(text, found.encoding, found.damaged)


def _by_mark(data: bytes) -> Decoded | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _read(data[len(mark) :], encoding)
    return None


def _refuse_binary(data: bytes, name: str) -> None:
    for magic, what in _MAGIC:
        # Two letters also begin words: they are a mark only before bytes that no text holds.
        if data.startswith(magic) and (len(magic) > 2 or b"\x00" in data[:512]):
            raise InputError(f"this is {what}, not a text", place=name, remedy=_REMEDY)


def _read(data: bytes, encoding: str) -> Decoded | None:
    """*data* in *encoding*, or None where more than a few bytes do not fit; a character cut at the end is dropped."""
    try:
        return Decoded(codecs.getincrementaldecoder(encoding)().decode(data), encoding)
    except UnicodeDecodeError:
        text = codecs.getincrementaldecoder(encoding)("replace").decode(data)
    damaged = text.count("\ufffd")
    foreign = sum(map(len, _NON_ASCII.findall(text)))
    return Decoded(text, encoding, damaged) if damaged <= _TOLERATED * foreign else None


def _by_content(data: bytes, everyday: frozenset[str]) -> Decoded | None:
    # Only UTF-16 has NUL bytes; it has them at each line break, digit and ASCII letter.
    encodings = ("utf-16-le", "utf-16-be") if b"\x00" in data else ("gb18030", "big5hkscs", "utf-16-le", "utf-16-be")
    readings = [r for r in (_read(data, e) for e in encodings) if r is not None]
    scored = [(_plausible(r.text[:_SAMPLE], everyday), -i, r) for i, r in enumerate(readings)]
    if scored:
        score, _, best = max(scored)
        if score >= 0.15:
            return Decoded(best.text, best.encoding.replace("big5hkscs", "big5"), best.damaged)
    return _guess(data)


def _plausible(text: str, everyday: frozenset[str]) -> float:
    """The share of everyday characters, 0 to 1; a third of any Chinese text and a hundredth of a misread one."""
    if not text:
        return 0.0
    letters = sum(char in everyday or " " <= char <= "~" for char in text)
    return letters / len(text) - 5 * len(_MESS.findall(text)) / len(text)


def _guess(data: bytes) -> Decoded | None:
    """charset-normalizer's answer, where it is text for the most part ASCII or Chinese."""
    from charset_normalizer import from_bytes  # noqa: PLC0415 - slow to import, and hardly ever needed

    match = from_bytes(data).best()
    if match is None:
        return None
    text = str(match)
    foreign = sum(map(len, _NON_ASCII.findall(text)))
    chinese = sum(map(len, _HAN_RUN.findall(text)))
    return Decoded(text, match.encoding) if foreign <= 0.1 * len(text) or chinese >= 0.5 * foreign else None
