"""Questions in English: a table of them with the Chinese questions that they become, and what holds for any text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kg
from kg.ask.english import EnglishReader
from kg.ask.text import answer_text
from kg.schema.load import load_schema

READ = EnglishReader(load_schema())

# fmt: off
TURNED = (
    ("Who is the mayor of 青石市?", "青石市市长是谁"),
    ("Who is 林晓舟?", "林晓舟是谁"),
    ("Who is the head of the leading group?", "领导小组组长是谁"),
    ("Who chaired the meeting?", "谁主持了会议"),
    ("What did 石桥镇 win?", "石桥镇荣获了什么"),
    ("What was established by 清河县政府?", "清河县政府成立了什么"),
    ("What post does 林晓舟 hold?", "林晓舟担任什么职务"),
    ("Which subdistrict established the most party branches?", "哪个街道成立的党支部最多"),
    ("Which village won 先进村?", "哪个村荣获了先进村"),
    ("Which towns are there in 清河县?", "清河县有哪些镇"),
    ("How many problems did 清河区 find?", "清河区发现了多少问题"),
    ("How many people died in the fire?", "火灾造成多少人死亡"),
    ("How many workers were rescued by 消防员?", "消防员救出了多少工人"),
    ("How many subdistricts are there in 清河区?", "清河区有多少个街道"),
    ("How many deputy heads does the leading group have?", "领导小组有多少个副组长"),
    ("How much money did 石桥镇 invest?", "石桥镇投入了多少钱"),
    ("When did the fire happen?", "火灾什么时候发生了"),
    ("When was the 专班 established by 清河区委?", "清河区委什么时候成立了专班"),
    ("Where was the meeting held?", "在哪里举办了会议"),
    ("Did 清河县 set up an investigation team?", "清河县是否成立了调查组"),
    ("How many schools did 清河县 build in 2023?", "2023年清河县建设了多少学校"),
)
NO_ENGLISH = ("清河区发现了多少问题?", "PPP项目投资多少钱?", "", "???", "hello")
# fmt: on


@pytest.mark.parametrize(("question", "chinese"), TURNED)
def test_a_question_becomes_the_chinese_one(question: str, chinese: str) -> None:
    turned = READ(question)
    assert turned is not None
    assert (turned.text, turned.unknown) == (chinese, ())


@pytest.mark.parametrize("question", NO_ENGLISH)
def test_what_opens_with_no_english_word_that_asks_is_read_as_chinese(question: str) -> None:
    assert READ(question) is None


@pytest.mark.parametrize(
    ("question", "missed"),
    [
        ("Who flabbergasted the mayor?", ("flabbergasted",)),
        ("What is the meaning of life?", ("meaning", "life")),
        ("Why did it fail?", ("it", "fail")),
    ],
)
def test_words_that_are_not_known_are_named(question: str, missed: tuple[str, ...]) -> None:
    answer = GRAPH.ask(question)
    assert not answer.understood
    assert answer.missed == missed


GRAPH = kg.build(
    text="2024年3月5日，清河县召开防汛会议。清河县县长林晓舟主持会议。石桥镇发现问题43处，投入资金120万元。"
)


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("Who is the county head of 清河县?", {"林晓舟"}),
        ("Who chaired the meeting?", {"林晓舟"}),
        ("How many problems did 石桥镇 find?", {"43处"}),
        ("How much money did 石桥镇 invest?", {"1200000元"}),
    ],
)
def test_the_answer_is_that_of_the_graph_and_says_how_the_question_was_read(question: str, values: set[str]) -> None:
    answer = GRAPH.ask(question)
    assert set(answer.values) == values
    assert "read as: " in answer_text(answer)


_ENGLISH = ("who", "what", "which", "how", "many", "when", "where", "did", "was", "the", "of", "in", "by", "most")
_WORDS = st.sampled_from([*_ENGLISH, "清河县", "meeting"])


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(max_size=60), st.lists(_WORDS, max_size=12).map(" ".join)))
def test_any_text_is_turned_or_left(question: str) -> None:
    assert READ(question) == READ(question)
