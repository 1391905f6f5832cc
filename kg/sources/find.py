"""The files and addresses that a user's arguments name."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.readers.formats import is_own_page
from kg.readers.model import Limits
from kg.sources.formats import KNOWN, TABLES, known
from kg.sources.model import is_address
from kg.sources.tables import Table, rows_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


_OWN = frozenset(("time", "text", "start", "end"))
"""The columns of the table of times that `kg export` writes: it lies beside the reports, and holds none."""


def total_size(found: Iterable[Path | str]) -> int:
    """How many bytes there are to read, as far as it is known beforehand."""
    return sum(path.stat().st_size for path in found if isinstance(path, Path) and path.is_file())


def find_sources(given: Iterable[str | Path], *, fetch: bool = False) -> Iterator[Path | str]:
    """The files and addresses that the arguments name; of folders all reports below, in fixed order.

    Files that do not exist are found out when they are read.

    Args:
        given: files, folders and addresses.
        fetch: whether addresses may be fetched.

    Raises:
        InputError: a folder has no report, or an address is given that may not be fetched.
    """
    for argument in given:
        if isinstance(argument, str) and is_address(argument):
            if not fetch:
                raise InputError(
                    "this is an address, and nothing is fetched without being asked for",
                    place=argument,
                    remedy="give --fetch too, or save the page and give the file",
                )
            yield argument
            continue
        path = Path(argument)
        if path.is_dir():
            yield from _below(path)
        else:
            yield path


def _below(folder: Path) -> Iterator[Path]:
    found = False
    for file in sorted(p for p in folder.rglob("*") if p.suffix.lower() in KNOWN):
        hidden = any(part.startswith((".", "~$")) for part in file.relative_to(folder).parts)
        if not hidden and file.is_file() and _is_report(file):
            found = True
            yield file
    if not found:
        raise InputError(f"no report in this folder ({known()})", place=str(folder), remedy="check the path")


def _is_report(file: Path) -> bool:
    """Whether a file below a folder is one of reports, as far as its beginning shows.

    Other tables lie there too, and pages that this software wrote itself.
    """
    kind = file.suffix.lower()
    try:
        if kind in TABLES:
            with file.open("rb") as stream:
                rows = rows_of(Table(str(file), str(file), file.name, str(file), kind), stream, Limits())
                _, first, _ = next(iter(rows))
                return isinstance(first, dict) and "text" in first and not first.keys() >= _OWN
        if kind in {".html", ".htm"}:
            with file.open("rb") as stream:
                return not is_own_page(stream.read(4096))
    except (OSError, ValueError, StopIteration):
        return kind not in TABLES
    except Exception:  # noqa: BLE001 - csv.Error and what codecs raise: it cannot be told, so it is none of ours
        return False
    return True
