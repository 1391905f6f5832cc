"""Reports of every kind, written for these tests, and the tree that a reader sees in them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.text.model import BlockKind, Document

if TYPE_CHECKING:
    from kg.text.read import DocumentReader


def outline(document: Document) -> str:
    """One line per block: two blanks per level, kind, marker, lead in angle brackets, the first words."""
    depth: dict[int, int] = {}
    lines = []
    for block in document.blocks:
        depth[block.index] = 0 if block.parent is None else depth[block.parent] + 1
        marker = f" {block.marker}" if block.marker else ""
        ordinal = f"#{block.ordinal}" if block.ordinal else ""
        lead = f" <{document.text[block.lead.start : block.lead.end]}>" if block.lead else ""
        words = document.text[block.start : block.end]
        lines.append(f"{'  ' * depth[block.index]}{block.kind}{marker}{ordinal}{lead} {words[:10]}")
    return "\n".join(lines)


# Each file holds a report, a line of dashes, and its outline.
REPORTS = sorted((Path(__file__).parent / "reports").glob("*.txt"))


@pytest.mark.parametrize("path", REPORTS, ids=lambda p: p.stem)
def test_a_report_has_the_tree_a_reader_sees(path: Path, reader: DocumentReader) -> None:
    source, expected = path.read_text(encoding="utf-8").split("\n-----\n")
    assert outline(reader(source.encode())) + "\n" == expected


# fmt: off
HEADLINES = (
    ("原标题：甲区开展行动\n今天，甲区开展行动。", "甲区开展行动"),
    ("【新气象 新作为】甲区开展行动\n今天，甲区开展行动。", "甲区开展行动"),
    ("甲区人民政府关于加强管理的通知甲政〔2020〕5号\n各镇：现通知如下。", "甲区人民政府关于加强管理的通知"),
    ("今天，甲区开展行动，取得成效。会议强调落实。", "今天，甲区开展行动，取得成效"),
)
PUBLISHERS = (
    ("江城日报3月5日讯 会议召开。", "江城日报"),
    ("江城通讯社青石3月5日电（记者 王某）会议召开。", "江城通讯社"),
    ("江城网消息（晚间新闻）：会议召开。", "江城网"),
    ("本报讯（记者王某）会议召开。", None),
    ("本报江城讯 近日，江城区召开会议。", None),
    ("标题\n来源：江城日报\n会议召开。", "江城日报"),
    ("青石电网电力充足，供应稳定。", None),
    ("社区网格员通讯录已经更新完成。", None),
)
# fmt: on


@pytest.mark.parametrize(("source", "title"), HEADLINES)
def test_the_headline_is_without_marks(source: str, title: str, reader: DocumentReader) -> None:
    assert reader(source.encode()).title == title


@pytest.mark.parametrize(("source", "publisher"), PUBLISHERS)
def test_the_publisher_is_the_one_of_the_dateline(source: str, publisher: str | None, reader: DocumentReader) -> None:
    assert reader(source.encode()).publisher == publisher


# fmt: off
NO_LISTS = (
    "首先要感谢大家的支持。",
    "今年是“十四五”规划第一年，第二批项目已经开工，第一批完成。",
    "全镇一要地二要钱的说法没有根据。",
    "会议听取了第一、第二季度的情况汇报，研究了有关事项。",
    "上午9.5时出发，行程3.2公里，用时1.5小时。",
    "他一是老党员，做事认真。",
)
# fmt: on


@pytest.mark.parametrize("text", NO_LISTS)
def test_what_only_looks_like_a_marker_opens_no_list(text: str, reader: DocumentReader) -> None:
    assert not [b for b in reader(text.encode()).blocks if b.kind is BlockKind.ITEM or b.marker]


def test_a_caption_ends_with_who_took_the_picture(reader: DocumentReader) -> None:
    text = "沙河县发生地震。\n房屋在地震中受损，群众已转移。 李某某 摄\n据介绍，震中位于高塘镇。"
    document = reader(text.encode())
    assert "据介绍，震中位于高塘镇。" in [document.text[s.start : s.end] for s in document.sentences]
