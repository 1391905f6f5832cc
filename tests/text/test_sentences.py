"""Where sentences end, and that they cover the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from report_strategies import report_texts

from kg.errors import InputError
from kg.text.read import shipped_reader

if TYPE_CHECKING:
    from kg.text.read import DocumentReader

# fmt: off
SENTENCES = (
    "会议召开。|会议强调落实！|如何落实？|各镇要行动起来……|下一步再部署。",
    "区委书记强调：“要抓好落实。各镇要压实责任。”|随后，与会人员参观了展馆。",
    "“路通了，心也亮了。”村民赵大妈说。|她家今年增收2万元。",
    "“大家都来了！”他高兴地说。|活动持续两天。",
    "“我们有信心。”|会后，各村立即行动。",
    "一是查隐患；|二是促整改；|三是建机制。",
    "投入资金1.5亿元，增长8.5%。|比上年多3.2亿元。",
    "工作要做好.|查明原因后上报.",
    "他说（此前已核实。数据来自统计局。）情况属实。|下一步公开。",
    "出台《关于加强管理的意见。试行》等文件。|各地执行。",
    "建成公园、广场15处……|不断提升品质。",
    "行程有变……，请留意通知。",
    "“为什么不来？”|“路太远。”|干部们记下了。",
    "请访问网站www.example.gov.cn/a?b=1了解。|谢谢！",
    "“没有人知道结果。谁也没有说话，屋里静得很。",
)
# fmt: on


@pytest.mark.parametrize("marked", SENTENCES)
def test_sentences_end_where_a_reader_ends_them(marked: str, reader: DocumentReader) -> None:
    source = "今天有雨，请注意。\n" + marked.replace("|", "")
    document = reader(source.encode())
    found = [document.text[s.start : s.end] for s in document.sentences]
    expected = marked.split("|") if "谁也没有" not in marked else marked.replace("。谁", "。|谁").split("|")
    assert found[1:] == expected


def test_the_headline_is_a_sentence_of_its_own(reader: DocumentReader) -> None:
    document = reader("青石区 开展 清河行动\n今天，青石区开展清河行动。".encode())
    first = document.sentences[0]
    assert document.text[first.start : first.end] == "青石区 开展 清河行动"
    assert document.blocks[first.block].kind == "title"


def test_a_sentence_of_a_list_belongs_to_its_item(reader: DocumentReader) -> None:
    document = reader("今年做好两件事：一是修路。修通村路3条。二是架桥。".encode())
    told = [(document.text[s.start : s.end], document.blocks[s.block].marker) for s in document.sentences]
    assert told == [
        ("今年做好两件事：", None),
        ("一是修路。", "一是"),
        ("修通村路3条。", "一是"),
        ("二是架桥。", "二是"),
    ]


def test_the_sentence_at_an_offset_is_found(reader: DocumentReader) -> None:
    document = reader("今天有雨。\n\n明天天晴。".encode())
    at = document.text.index("晴")
    assert document.sentence_at(at) == document.sentences[1]
    assert document.sentence_at(document.text.index("\n")) is None


@settings(deadline=None, max_examples=200)
@given(report_texts)
def test_every_visible_character_lies_in_exactly_one_sentence_of_one_block(source: str) -> None:
    try:
        document = shipped_reader()(source.encode())
    except InputError:
        return
    text, last = document.text, 0
    for sentence in document.sentences:
        assert text[last : sentence.start].strip() == ""
        assert last <= sentence.start < sentence.end
        assert text[sentence.start : sentence.end] == text[sentence.start : sentence.end].strip()
        block = document.blocks[sentence.block]
        assert block.start <= sentence.start
        assert sentence.end <= block.end
        last = sentence.end
    assert text[last:].strip() == ""


@settings(deadline=None, max_examples=200)
@given(report_texts)
def test_blocks_form_a_tree_in_document_order(source: str) -> None:
    try:
        document = shipped_reader()(source.encode())
    except InputError:
        return
    for block in document.blocks:
        assert document.blocks[block.index] is block
        assert block.start < block.end
        assert block.parent is None or block.parent < block.index
        if block.lead:
            assert block.start <= block.lead.start < block.lead.end <= block.end
    starts = [b.start for b in document.blocks]
    assert starts == sorted(starts)
