"""The bullets that programs draw before the items of a list without numbers, one for each depth."""

from __future__ import annotations

_BULLETS = "•○▪"


def bullet(level: int) -> str:
    """The bullet of a list at *level*, counted from 1, with the blank behind it."""
    return f"{_BULLETS[(max(1, level) - 1) % len(_BULLETS)]} "
