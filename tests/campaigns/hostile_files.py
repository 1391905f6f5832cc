"""Broken and hostile files of every format that is read, made from a seed: the same seed gives the same files."""

from __future__ import annotations

import random
import sys
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "readers"))

from bombs import bombs
from damages import DAMAGES
from sound_files import sound

if TYPE_CHECKING:
    from collections.abc import Iterator


def files(number: int, seed: int, *, hostile: bool = True) -> Iterator[tuple[str, bytes]]:
    """Names and contents of *number* files: each bomb once as far as there is room, the rest damaged at random."""
    draw = random.Random(seed)  # noqa: S311 - it must be the same again
    whole = sound()
    extensions = sorted(whole)
    special = bombs()
    names = sorted(special) if hostile else []
    if len(names) > number // 2:
        names = sorted(draw.sample(names, number // 2))
    for name in names:
        yield f"bomb-{name}", special[name]()
    for count in range(number - len(names)):
        extension = extensions[count % len(extensions)]
        data = draw.choice(whole[extension])
        kind = draw.random()
        if kind < 0.04:
            data, how = (
                draw.choice((b"", b" \n", b"\x00", b"\xff\xfe", draw.randbytes(draw.randrange(1, 4000)))),
                "none",
            )
        elif kind < 0.16:  # another extension, sometimes damaged too
            how = "named"
            extension = draw.choice([e for e in extensions if e != extension])
            if draw.random() < 0.3:
                data = draw.choice(DAMAGES)(data, draw)
        else:
            damage = draw.choice(DAMAGES)
            how, data = damage.__name__, damage(data, draw)
            if draw.random() < 0.2 and data:
                data = draw.choice(DAMAGES)(data, draw)
        yield f"{count:05}-{how}{extension}", data
