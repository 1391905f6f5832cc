"""A report as it is found, before anything of it is read."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import NamedTuple

from kg.errors import KgError


@dataclass(frozen=True, slots=True)
class Source:
    """One report as it is found.

    Attributes:
        key: what it is known by: the absolute path of its file, with `#member` behind it in an archive and `#id` for a
            row of a table; or its address.
        path: the absolute path of the file that it is in, or its address.
        name: what to call it in the graph.
        data: its content, as bytes.
        date: its date, ISO, or "" where it is to be looked for in the text.
        identifier: the `id` column; "" where there is none, as `source`.
        source: the `source` column: an address, or the name of a newspaper or office.
        size: how many bytes of the file it stands for, for the progress bar.
        place: what messages call it: the path as it was given.
        format: the format it is in, as the extension with its dot, where that is known otherwise than by its name.
        address: where it was published: the `url` column, or the address from which it was fetched.
    """

    key: str
    path: str
    name: str
    data: bytes
    date: str = ""
    identifier: str = ""
    source: str = ""
    size: int = 0
    place: str = ""
    format: str = ""
    address: str = ""

    def digest(self, settings: str) -> str:
        """What two sources share exactly if their graphs are the same.

        Args:
            settings: digest of what else the graph depends on: version, ontology, options.
        """
        told = [settings, self.name, self.date, self.identifier, self.source, self.format, self.address]
        head = json.dumps(told, ensure_ascii=False).encode("utf-8", "surrogatepass")
        return hashlib.sha256(head + b"\n" + self.data).hexdigest()


class Place(NamedTuple):
    """A file or address in which reports are found, or a member of an archive.

    Attributes:
        key: what it is known by.
        path: the absolute path of its file, or its address.
        name: what to call it in the graph.
        place: what messages call it.
    """

    key: str
    path: str
    name: str
    place: str

    def member(self, name: str) -> Place:
        """One of its members."""
        return Place(f"{self.key}#{name}", self.path, f"{self.name}#{name}", f"{self.place}#{name}")


def is_address(given: str) -> bool:
    """Whether an argument is the address of a page, not a path."""
    return given[:8].lower().startswith(("http://", "https://"))


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A source that cannot even be handed to a reader."""

    key: str
    error: KgError
    size: int = 0
