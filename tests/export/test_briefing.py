"""The Markdown briefing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hostile_names import HOSTILE

import kg
from kg.errors import QueryError
from kg.export.wording import Wording, status_labels

if TYPE_CHECKING:
    from pathlib import Path

    from kg.graph import KnowledgeGraph


def briefing(graph: KnowledgeGraph, folder: Path, **options: str) -> str:
    (path,) = graph.export(folder / "briefing.md", **options)
    return path.read_text(encoding="utf-8")


def test_a_report_is_told_by_status_and_activity(graph: KnowledgeGraph, tmp_path: Path) -> None:
    text = briefing(graph, tmp_path)

    assert text.startswith("# 清河区开展垃圾分类宣传\n\n2023-06-06\n")
    assert re.findall(r"^## (.*)$", text, re.MULTILINE) == ["已完成", "要求", "未做"]
    assert "### 教师培训班" in text
    assert "- 2023-06-05，清河区教育局举办教师培训班（4期）（地点：清河区）[^1]\n" in text
    assert "- 2023-06-06至2023-12-31，各学校完成教室改造（约30间）" in text
    assert (
        "[^1]: “2023年6月5日,清河区教育局举办4期教师培训班,培训教师200多名。” 《清河区开展垃圾分类宣传》2023-06-06"
        in text
    )


def test_every_line_rests_on_a_sentence_and_every_sentence_is_used(graph: KnowledgeGraph, tmp_path: Path) -> None:
    text = briefing(graph, tmp_path)
    lines = [line for line in text.splitlines() if line.startswith("- ")]
    used = {note for line in lines for note in re.findall(r"\[\^(\d+)\]", line)}

    assert all(re.search(r"\[\^\d+\]$", line) for line in lines)
    assert used == set(re.findall(r"^\[\^(\d+)\]: ", text, re.MULTILINE))


def test_a_body_is_told_with_what_it_did_and_its_relations(graph: KnowledgeGraph, tmp_path: Path) -> None:
    text = briefing(graph, tmp_path, about="清河区教育局")

    assert text.startswith("# 清河区教育局\n\n机构\n\n又称：区教育局\n")
    assert "李明远" not in text.split("[^1]:")[0]
    assert "- 清河区教育局 — 管辖 — 清河区[^" in text


def test_a_thing_is_found_by_name_other_name_and_iri(graph: KnowledgeGraph, tmp_path: Path) -> None:
    iri = f"{graph.dataset.base}organization/清河区教育局"
    one = briefing(graph, tmp_path, about="清河区教育局")

    assert one == briefing(graph, tmp_path, about="区教育局") == briefing(graph, tmp_path, about=iri)
    assert briefing(graph, tmp_path, about="report.txt") == briefing(graph, tmp_path)


def test_what_is_done_to_a_thing_by_others_is_told_too(graph: KnowledgeGraph, tmp_path: Path) -> None:
    text = briefing(graph, tmp_path, about="教师培训班")

    assert "## 他者对其所做\n\n- 2023-06-05，清河区教育局举办教师培训班" in text


def test_it_comes_in_english_frames(graph: KnowledgeGraph, tmp_path: Path) -> None:
    text = briefing(graph, tmp_path, language="en")

    assert re.findall(r"^## (.*)$", text, re.MULTILINE) == ["done", "required", "negated"]
    assert "- 2023-06-05: 清河区教育局 举办 教师培训班 (4期) (at 清河区)[^1]" in text


def test_counts_that_no_act_carries_are_told_apart(tmp_path: Path) -> None:
    text = briefing(kg.build(text="2024年5月6日，全县现有水库12座，党员3万名。"), tmp_path)

    assert "12座" in text


def test_who_is_not_there_is_told_with_the_nearest_names(graph: KnowledgeGraph, tmp_path: Path) -> None:
    with pytest.raises(QueryError, match=r"nothing .*perhaps 清河区教育局"):
        briefing(graph, tmp_path, about="清河县教育局")
    with pytest.raises(QueryError, match="entities lists all names"):
        briefing(graph, tmp_path, about="zzz")


def test_which_of_several_is_meant_is_asked(tmp_path: Path) -> None:
    for number in range(2):
        (tmp_path / f"{number}.txt").write_text(
            f"清河区开展活动\n2023年6月{number + 1}日,清河区教育局举办讲座4场。", encoding="utf-8"
        )
    both = kg.build(tmp_path)

    with pytest.raises(QueryError, match=r"2 reports .*--about"):
        briefing(both, tmp_path)
    with pytest.raises(QueryError, match=r"several are called .*/report/"):
        briefing(both, tmp_path, about="清河区开展活动")
    assert briefing(both, tmp_path, about="0.txt") != briefing(both, tmp_path, about="1.txt")


def test_no_name_is_taken_for_markup(hostile: KnowledgeGraph, tmp_path: Path) -> None:
    text = briefing(hostile, tmp_path)
    lines = [line for line in text.splitlines() if line.startswith("- ")]

    assert len(lines) == len(HOSTILE)
    assert "<script>" not in re.sub(r"\\.", "", text)
    assert "[link]" not in re.sub(r"\\.", "", text)
    assert not [line for line in lines if re.match(r"- (?:[-+*] |\d+[.)])", line)]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_frame_is_there_in_both_languages(language: str) -> None:
    assert set(Wording(language)._frames) == set(Wording("zh")._frames)
    assert list(status_labels(language)) == ["Done", "UnderWay", "Planned", "Required", "Negated"]
