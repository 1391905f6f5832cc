"""Questions for the most and the least, and for things of a kind."""

from __future__ import annotations

import pytest

import kg

GRAPH = kg.build(
    text=(
        "清河县基层党建工作简报\n2024年3月5日，清河县召开会议。清河县县长林晓舟出席会议。"
        "清河县副县长周远、副县长吴敏参加会议。\n清河县下辖东门街道、西门街道、南门街道。"
        "东门街道成立党支部12个，西门街道成立党支部8个，南门街道成立党支部23个。\n"
        "青禾镇投入资金300万元，白沙镇投入资金120万元。清河县财政局、清河县教育局参加检查。\n"
    )
)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("哪个街道成立的党支部最多?", "南门街道 (23个)"),
        ("成立党支部最多的街道是哪个?", "南门街道 (23个)"),
        ("哪个街道成立的党支部最少?", "西门街道 (8个)"),
        ("哪个镇投入的资金最多?", "青禾镇 (3000000元)"),
        ("谁投入资金最少?", "白沙镇 (1200000元)"),
        ("Which subdistrict established the most party branches?", "南门街道 (23个)"),
    ],
)
def test_the_largest_or_smallest_of_several_numbers_answers(question: str, text: str) -> None:
    answer = GRAPH.ask(question)
    assert answer.text == text
    assert answer.sentences


def test_of_one_alone_it_is_not_known_that_it_is_the_most() -> None:
    assert not GRAPH.ask("哪个县召开的会议最多?").values


def test_the_first_word_of_a_name_asks_for_no_largest() -> None:
    graph = kg.build(text="2024年3月5日，最高人民法院院长林晓舟出席会议。")
    assert graph.ask("最高人民法院院长是谁?").values == ("林晓舟",)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("有几个街道?", "3个 (报告提到: 东门街道、南门街道、西门街道)"),
        ("清河县有几个街道?", "3个 (报告提到: 东门街道、南门街道、西门街道)"),
        ("报告提到了几个镇?", "2个 (报告提到: 白沙镇、青禾镇)"),
        ("清河县有几名副县长?", "2名 (报告提到: 吴敏、周远)"),
        ("有几位县长?", "1位 (报告提到: 林晓舟)"),
        ("清河县有哪些街道?", "东门街道\n南门街道\n西门街道"),
        ("How many subdistricts are there in 清河县?", "3个 (报告提到: 东门街道、南门街道、西门街道)"),
    ],
)
def test_things_of_a_kind_are_listed_and_counted(question: str, text: str) -> None:
    answer = GRAPH.ask(question)
    assert answer.text == text
    assert answer.sentences


@pytest.mark.parametrize("question", ["青禾镇有几个街道?", "有几个医院?", "清河县有几名副市长?"])
def test_things_that_no_report_tells_of_are_not_counted(question: str) -> None:
    assert not GRAPH.ask(question).values


def test_a_stated_number_goes_before_counting() -> None:
    graph = kg.build(text="2024年3月5日，清河县有7个街道，东门街道举办培训班。")
    assert "7个" in graph.ask("清河县有几个街道?").values


def test_somebody_behind_the_verb_is_whom_it_was_done_to() -> None:
    graph = kg.build(text="2024年3月5日，清河区公安局表彰林晓舟。")
    assert graph.ask("清河区公安局表彰了谁?").values == ("林晓舟",)
