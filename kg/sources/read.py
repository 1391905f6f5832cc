"""What was found to the reports in it: a file is one, a table has one in each row, an archive one in each member."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import InputError, KgError
from kg.files import read_bytes
from kg.readers.formats import signature
from kg.readers.model import Limits
from kg.sources.formats import ARCHIVES, TABLES, sniffed
from kg.sources.model import Place, Source, Unreadable, is_address
from kg.sources.tables import Table, read_table

if TYPE_CHECKING:
    from collections.abc import Iterator

_ZIP = b"PK"


def read_sources(found: Path | str, *, date: str = "", limits: Limits | None = None) -> Iterator[Source | Unreadable]:
    """The reports of a file or an address; rows and members are read as they are needed.

    Args:
        found: the file, or the address of a page, which is fetched.
        date: the date of its reports, ISO; a date of their own goes before it.
        limits: how much is read.
    """
    limits = limits or Limits()
    if isinstance(found, str) and is_address(found):
        yield from _address(found, date, limits)
        return
    file = Path(found)
    path, kind = str(file.resolve()), file.suffix.lower()
    place = Place(path, path, file.name, str(file))
    try:
        if kind in TABLES:
            with file.open("rb") as stream:
                yield from read_table(Table(*place, kind), stream, limits, date=date)
        elif kind in ARCHIVES:
            with file.open("rb") as stream:
                yield from _archive(place, stream, file.stat().st_size, date, limits)
        else:
            yield _whole(place, read_bytes(file, limits.size), date)
    except KgError as error:
        yield Unreadable(path, error)
    except OSError:
        try:
            read_bytes(file, limits.size)  # it says in its own words what is wrong
        except KgError as error:
            yield Unreadable(path, error)


def read_content(
    data: bytes, name: str, *, kind: str = "", date: str = "", limits: Limits | None = None
) -> Iterator[Source | Unreadable]:
    """The reports in a content that has no file.

    Args:
        data: the content.
        name: what to call it.
        kind: its format as an extension; without it, the content shows it.
        date: the date of its reports, ISO; a date of their own goes before it.
        limits: how much is read.
    """
    yield from _content(data, Place(name, name, name, name), kind or sniffed(data), date, limits or Limits())


def _content(
    data: bytes, place: Place, kind: str, date: str, limits: Limits, *, address: str = ""
) -> Iterator[Source | Unreadable]:
    if kind in TABLES:
        yield from read_table(Table(*place, kind), io.BytesIO(data), limits, date=date)
    elif kind in ARCHIVES:
        yield from _archive(place, io.BytesIO(data), len(data), date, limits)
    else:
        yield Source(*place[:3], data, date, size=len(data), place=place.place, format=kind, address=address)


def _whole(place: Place, data: bytes, date: str) -> Source:
    return Source(*place[:3], data, date, size=len(data), place=place.place)


def _archive(
    place: Place, stream: io.BufferedReader | io.BytesIO, size: int, date: str, limits: Limits
) -> Iterator[Source | Unreadable]:
    """An archive, or what goes by the name of one."""
    head = stream.read(4096)
    stream.seek(0)
    if head.startswith(_ZIP) or not head:
        from kg.sources.archives import read_archive  # noqa: PLC0415 - nothing that plain texts should wait for

        yield from read_archive(place, stream, size, limits, date=date)
    elif (kind := signature(head)) is not None:
        yield Source(*place[:3], stream.read(), date, size=size, place=place.place, format=kind)
    else:
        error = InputError("this is no zip archive", place=place.place, remedy="give the file its right extension")
        yield Unreadable(place.key, error, size)


def _address(address: str, date: str, limits: Limits) -> Iterator[Source | Unreadable]:
    from kg.sources.fetch import fetch  # noqa: PLC0415 - the network's libraries are slow to load

    try:
        page = fetch(address, limits.size)
    except KgError as error:
        yield Unreadable(address, error)
        return
    place = Place(address, address, page.name, address)
    yield from _content(page.data, place, page.format or sniffed(page.data), date, limits, address=page.address)
