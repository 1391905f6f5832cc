"""Zip files before they are unpacked: what they hold must be within limits."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from kg.errors import InputError

if TYPE_CHECKING:
    from kg.readers.model import Limits

_SMALL = 2**20


def check_packed(data: bytes, name: str, limits: Limits) -> list[str]:
    """The names of the parts of a zip file, if it may be unpacked.

    No more is ever unpacked of a part than the size that is stated here: the library stops there.

    Raises:
        InputError: it is damaged, encrypted, or larger inside than the limits allow.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, EOFError, RuntimeError) as error:
        raise InputError(
            f"the file is damaged: {error}", place=name, remedy="open it with the program that made it and save it anew"
        ) from error
    total = sum(part.file_size for part in parts)
    refused = ""
    if len(parts) > limits.parts:
        refused = f"{len(parts):,} parts are more than the {limits.parts:,} that are read"
    elif total > limits.unpacked:
        refused = f"unpacked it would take {total:,} bytes, more than the {limits.unpacked:,} that are read"
    elif total > _SMALL and total > limits.ratio * len(data):
        refused = f"it unpacks to {total // max(1, len(data)):,} times its size, as no document does"
    elif any(part.flag_bits & 1 for part in parts):
        refused = "it is encrypted"
    if refused:
        raise InputError(refused, place=name, remedy="export its text")
    return [part.filename for part in parts]
