"""Reports that could not be read, in short: why, and what the command's exit code is."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from kg.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.errors import KgError

_SHOWN = 5
_NUMBER = re.compile(r"\d[\d,]*")


def reasons(failures: Sequence[KgError]) -> str:
    """Why, with how many there are of each, the most frequent first.

    >>> reasons([InputError("the file is empty"), InputError("it is encrypted"), InputError("the file is empty")])
    '2 the file is empty, 1 it is encrypted'
    """
    found: Counter[str] = Counter()
    first: dict[str, str] = {}
    for failure in failures:
        cause = failure.message.split(": ", 1)[0]  # what stands behind it differs from file to file
        kind = _NUMBER.sub("#", cause)
        found[kind] += 1
        first.setdefault(kind, cause)
    told = [f"{number:,} {first[kind][:80]}" for kind, number in found.most_common(_SHOWN)]
    rest = sum(found.values()) - sum(number for _, number in found.most_common(_SHOWN))
    return ", ".join([*told, f"{rest:,} for other reasons"] if rest else told)


def exit_code(failures: Sequence[KgError]) -> int:
    """0 where there are none; that of the kind they share; else that of a report that cannot be read."""
    codes = {failure.exit_code for failure in failures}
    return 0 if not codes else codes.pop() if len(codes) == 1 else InputError.exit_code
