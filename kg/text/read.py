"""Bytes to document: the text stages in their order."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

import opencc

from kg.text.model import Block, BlockKind, Document, Sentence

if TYPE_CHECKING:
    import datetime


def read_document(data: bytes, *, name: str = "-", date: datetime.date | None = None) -> Document:
    """A document from the bytes of a text file.

    Args:
        data: the file's content.
        name: what to call it in messages and evidence.
        date: the report's date; without it, it is looked for in the text.

    Raises:
        InputError: the bytes are empty, binary, or no text.
    """
    source = data.decode("utf-8")
    text = opencc.OpenCC("t2s").convert(re.sub(r"\([a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜ]+\)", "", source))
    text = text.replace("\r\n", "\n")
    blocks, sentences = [], []
    for line in re.finditer(r"[^\n]+", text):
        block = Block(len(blocks), BlockKind.PARAGRAPH if blocks else BlockKind.TITLE, line.start(), line.end())
        blocks.append(block)
        sentences.extend(
            Sentence(len(sentences) + i, line.start() + m.start(), line.start() + m.end(), block.index)
            for i, m in enumerate(re.finditer(r"[^。！？；]+[。！？；]?[”」』）)]*", line.group()))
        )
    return Document(
        hashlib.sha256(text.encode()).hexdigest()[:16],
        name,
        text,
        source,
        "utf-8",
        date,
        "option",
        text[:20],
        None,
        tuple(blocks),
        tuple(sentences),
    )
