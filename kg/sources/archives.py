"""Zip archives: the reports in them, without unpacking anything to disk.

A member's name is a name, wherever it points; links are not followed. What a member claims to be its size is not
believed: as much is read as the limits allow.
"""

from __future__ import annotations

import io
import lzma
import stat
import struct
import zipfile
import zlib
from collections import Counter
from pathlib import PurePosixPath
from typing import IO, TYPE_CHECKING

from kg.errors import InputError
from kg.sources.formats import ARCHIVES, KNOWN, TABLES
from kg.sources.model import Place, Source, Unreadable
from kg.sources.tables import Table, read_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.readers.model import Limits

_DAMAGES = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError, struct.error, IndexError)
_UTF8 = 0x800
_ENCRYPTED = 0x1
_DEPTH = 1  # archives within an archive
_SMALL = 2**20
_SAVE_ANEW = "pack it anew"


def read_archive(
    archive: Place, stream: IO[bytes], packed: int, limits: Limits, *, date: str = ""
) -> Iterator[Source | Unreadable]:
    """The reports in an archive, by the names of its members; those of other formats are passed over.

    Args:
        archive: where it is.
        stream: its content.
        packed: the size of that.
        limits: on the number of members, their size, and that of all together.
        date: the date of the reports, ISO; else it is looked for in each.
    """
    yield from _Unpacking(limits, date).members(archive, stream, packed, 0)


class _Unpacking:
    """One archive with all that is in it, whose sizes add up."""

    def __init__(self, limits: Limits, date: str) -> None:
        self._limits = limits
        self._date = date
        self._unpacked = 0
        self._members = 0

    def members(self, archive: Place, stream: IO[bytes], packed: int, depth: int) -> Iterator[Source | Unreadable]:
        try:
            file = zipfile.ZipFile(stream)
        except NotImplementedError as error:
            yield _unreadable(archive, f"it is of a kind that is not read: {error}", packed)
            return
        except _DAMAGES as error:
            yield _unreadable(archive, f"it is damaged: {error}", packed)
            return
        self._members += len(file.infolist())
        if self._members > self._limits.parts:
            yield _unreadable(
                archive, f"{self._members:,} members are more than the {self._limits.parts:,} that are read", packed
            )
            return
        wanted = sorted(
            ((name, number, info) for number, info in enumerate(file.infolist()) if _wanted(info, name := _name(info))),
            key=lambda found: found[:2],
        )
        if not wanted:
            yield _unreadable(archive, "there is no report in it", packed, remedy="look what it holds")
            return
        seen: Counter[str] = Counter()
        for name, _, info in wanted:
            seen[name] += 1
            path = PurePosixPath(name)
            again = f"{path.with_suffix('')}~{seen[name]}{path.suffix}"  # the same name is another report
            member = archive.member(name if seen[name] == 1 else again)
            data = self._read(file, info, member)
            if isinstance(data, Unreadable):
                yield data
            else:
                yield from self._found(member, data, info.compress_size, depth)
            if self._unpacked > self._limits.unpacked:
                break

    def _found(self, member: Place, data: bytes, packed: int, depth: int) -> Iterator[Source | Unreadable]:
        kind = PurePosixPath(member.name).suffix.lower()
        if kind in ARCHIVES:
            if depth == _DEPTH:
                yield _unreadable(member, "it is an archive within an archive within an archive", packed, "unpack it")
            else:
                yield from self.members(member, io.BytesIO(data), packed, depth + 1)
        elif kind in TABLES:
            table = Table(member.key, member.path, member.name, member.place, kind)
            yield from read_table(table, io.BytesIO(data), self._limits, date=self._date)
        else:
            yield Source(member.key, member.path, member.name, data, self._date, size=packed, place=member.place)

    def _read(self, file: zipfile.ZipFile, info: zipfile.ZipInfo, member: Place) -> bytes | Unreadable:
        if info.flag_bits & _ENCRYPTED:
            return _unreadable(member, "it is encrypted", info.compress_size, "unpack it with its password")
        room = min(self._limits.size, self._limits.unpacked - self._unpacked)
        try:
            with file.open(info) as unpacked:
                data = unpacked.read(room + 1)
        except (NotImplementedError, RuntimeError) as error:
            return _unreadable(member, f"it is packed in a way that is not read: {error}", info.compress_size)
        except _DAMAGES as error:
            return _unreadable(member, f"it is damaged: {error}", info.compress_size)
        self._unpacked += len(data)
        if len(data) > room:
            self._unpacked += self._limits.unpacked  # what follows is not read either
            return _unreadable(member, f"it unpacks to more than the {room:,} bytes that are left", info.compress_size)
        if len(data) > _SMALL and len(data) > self._limits.ratio * max(info.compress_size, 1):
            return _unreadable(
                member,
                f"it unpacks to {len(data) // max(info.compress_size, 1):,} times its size; that is no report",
                info.compress_size,
            )
        return data


def _wanted(info: zipfile.ZipInfo, name: str) -> bool:
    path = PurePosixPath(name)
    hidden = any(part.startswith((".", "~$", "__MACOSX")) and part not in {".", ".."} for part in path.parts)
    link = stat.S_ISLNK(info.external_attr >> 16)
    return not (info.is_dir() or hidden or link) and path.suffix.lower() in KNOWN


def _name(info: zipfile.ZipInfo) -> str:
    """The member's name: UTF-8 where it is marked as such or can be that, else GB18030, as programs in China write."""
    name = info.orig_filename
    if not info.flag_bits & _UTF8:
        raw = name.encode("cp437", "replace")
        for encoding in ("utf-8", "gb18030"):
            try:
                name = raw.decode(encoding)
                break
            except UnicodeDecodeError:
                continue
    name = "".join(char if char.isprintable() else "\ufffd" for char in name.split("\0", 1)[0])
    return name.replace("\\", "/")


def _unreadable(place: Place, cause: str, size: int, remedy: str = _SAVE_ANEW) -> Unreadable:
    return Unreadable(place.key, InputError(cause, place=place.place, remedy=remedy), size)
