"""Ways in which files break: each takes a content and a source of chance, and gives the content damaged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sound_files import TEXT

if TYPE_CHECKING:
    import random
    from collections.abc import Callable


def cut(data: bytes, draw: random.Random) -> bytes:
    """Without its end."""
    return data[: draw.randrange(len(data) + 1)]


def headless(data: bytes, draw: random.Random) -> bytes:
    """Without its beginning."""
    return data[draw.randrange(len(data) + 1) :]


def flipped(data: bytes, draw: random.Random) -> bytes:
    """With some bits flipped."""
    changed = bytearray(data)
    for _ in range(draw.choice((1, 3, 10, 100))):
        changed[draw.randrange(len(changed))] ^= 1 << draw.randrange(8)
    return bytes(changed)


def gap(data: bytes, draw: random.Random) -> bytes:
    """With a stretch of NULs, as a broken copy has."""
    start = draw.randrange(len(data))
    length = draw.randrange(1, len(data))
    return (data[:start] + bytes(length) + data[start + length :])[: max(len(data), start + length)]


def missing(data: bytes, draw: random.Random) -> bytes:
    """Without a stretch in the middle."""
    start = draw.randrange(len(data))
    return data[:start] + data[start + draw.randrange(1, len(data)) :]


def repeated(data: bytes, draw: random.Random) -> bytes:
    """With a stretch many times."""
    start = draw.randrange(len(data))
    piece = data[start : start + draw.randrange(1, 200)]
    return data[:start] + piece * draw.randrange(2, 2000) + data[start:]


def spliced(data: bytes, draw: random.Random) -> bytes:
    """With random bytes in the middle."""
    start = draw.randrange(len(data))
    return data[:start] + draw.randbytes(draw.randrange(1, 5000)) + data[start:]


def numbers(data: bytes, draw: random.Random) -> bytes:
    """With its numbers changed to awkward ones."""
    awkward = (b"0", b"-1", b"99999999999", b"2147483648", b"1e999", b"NaN")
    out = bytearray()
    for k, piece in enumerate(data.split(b" ")):
        out += b" " if k else b""
        out += draw.choice(awkward) if piece.isdigit() and draw.random() < 0.3 else piece
    return bytes(out)


def mixed(data: bytes, draw: random.Random) -> bytes:
    """With text in another encoding behind it."""
    return data + TEXT.encode(
        draw.choice(("gb18030", "utf-8", "utf-16-le", "big5hkscs", "utf-32")), "replace"
    ) * draw.randrange(1, 9)


DAMAGES: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    cut, headless, flipped, gap, missing, repeated, spliced, numbers, mixed,
)  # fmt: skip
