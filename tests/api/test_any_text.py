"""Whatever the text: it becomes a valid graph whose evidence can be sliced, or it is refused as no text."""

from __future__ import annotations

from functools import cache

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import kg
from kg.builder import Builder
from kg.check.evidence import wrong_quotes
from kg.errors import InputError
from kg.rdf.dataset import Dataset

_PIECES = (
    *(
        "清河区",
        "教育局",
        "区委",
        "书记",
        "李明远",
        "举办",
        "未",
        "将",
        "成立",
        "4期",
        "200多名",
        "1.2亿元",
        "培训班",
        "主题教育",
    ),
    *(
        "2023年6月5日",
        "去年",
        "一是",
        "(一)",
        "“",
        "”",
        "《",
        "》",
        "、",
        ",",
        "。",
        "\n",
        "\u3000",
        "本报讯",
        "(记者 王小明)",
    ),
    *("\\", '"', "\x85", "\u2028", "𠮷", "é", "<", "{", "%", "\t"),
)
texts = st.lists(st.one_of(st.sampled_from(_PIECES), st.text(max_size=5)), max_size=30).map("".join)


@cache
def builder() -> Builder:
    return Builder()


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(texts)
def test_any_text_becomes_a_graph_with_its_evidence(text: str) -> None:
    try:
        reading = builder().read(text.encode(), name="any.txt")
    except InputError:
        return
    graph = kg.KnowledgeGraph(Dataset.of(builder().graphs([reading])))

    assert not list(wrong_quotes(graph.dataset))
    assert graph.counts()["report"] == 1
    assert graph.counts()["act"] == len(reading.acts)
