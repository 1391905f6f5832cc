"""What the saved questions answer, against what a reader takes from the reports.

The expected rows were written by reading `ontology/sample/report.txt` (光明区) and `tests/query/reports` (清河县).
Each is
(question, parameters, columns, rows); columns that are not named are not looked at.
"""

from __future__ import annotations

import datetime
import functools
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import rdflib

import kg
from kg.query.result import Table
from kg.query.saved import VIEWS, saved_questions
from kg.resources import ontology_dir

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph

REPORTS = {"sample": ontology_dir() / "sample" / "report.txt", "county": Path(__file__).parent / "reports"}


@functools.cache
def graph_of(name: str) -> KnowledgeGraph:
    """The graph of one of the two."""
    return kg.build(REPORTS[name])


def day(month: int, of: int, year: int = 2024) -> datetime.date:
    return datetime.date(year, month, of)


Case = tuple[str, str, dict[str, object], str, set[tuple[Any, ...]]]

# fmt: off
CASES: list[Case] = [
    # ---- who did what -----------------------------------------------------------------------------------------------
    ("acts-of", "sample", {"who": "光明区人力资源局"}, "name verb value unit bound",
     {("光明区人力资源局", "推动", 6, "项", "exact")}),
    ("acts-of", "sample", {"who": "区委", "since": "2019-05", "until": "2019-05"}, "verb object value unit",
     {("举办", "大家谈活动", 12, "期"), ("召开", "专题研究会", 3, "次"), ("定下", "重点工作", 122, "项")}),
    ("acts-of", "county", {"who": "qinghexianshuiliju", "until": "2024-06"}, "verb object value unit start",
     {("组织开展", "隐患排查", 12, "次", day(6, 1)), ("整改", "问题", 43, "处", day(6, 1))}),
    ("who-did", "sample", {"verb": "举办", "what": "讲座"}, "name value unit", {("国内知名专家", 4, "期")}),
    ("who-did", "county", {"what": "隐患排查", "since": "2024-08"}, "name value bound",
     {("清河县水利局", 20, "more_than")}),
    ("acts-in-area", "county", {"area": "清河县", "since": "2024-08-16", "until": "2024-08-16"}, "name verb object",
     {("清河县水利局", "开展", "防汛演练"), ("清河县水利局", "组织开展", "隐患排查"),
      ("清河县水利局", "发放", "明白卡")}),
    ("acts-in-area", "county", {"area": "清河县", "status": "未做"}, "name verb object",
     {("清河县应急管理局", "发现", "重大险情")}),
    ("acts-by-status", "county", {"status": "planned"}, "name verb object value",
     {("清河县水利局", "新建", "泵站", 2), ("清河县水利局", "开展", "防汛演练", None)}),
    ("planned-not-done", "county", {"who": "县水利局"}, "state verb object value unit",
     {("Planned", "新建", "泵站", 2, "座")}),  # the drill was planned too, and held on 16 August
    ("not-done", "county", {}, "name verb object", {("清河县应急管理局", "发现", "重大险情")}),
    ("demands", "sample", {"who": "王宏彬"}, "name verb", {("王宏彬", "要求")}),
    ("appointments", "county", {"since": "2024-07-11", "until": "2024-07-11"}, "name verb object",
     {("清河县第十八届人大常委会", "任命", "陆远航为清河县教育局局长")}),
    ("appointments", "county", {"area": "清河县"}, "verb", {("任命",), ("免去",)}),
    ("together", "county", {"who": "县教育局"}, "partner",
     {("清河县卫生健康局",)}),
    ("timeline", "county", {"until": "2024-07"}, "start verb object state",
     {(day(6, 1), "组织开展", "隐患排查", "Done"), (day(6, 1), "整改", "问题", "Done"),
      (day(7, 11), "举行", "清河县第十八届人大常委会第九次会议", "Done"),
      (day(7, 11), "任命", "陆远航为清河县教育局局长", "Done")}),
    ("timeline", "sample", {"who": "党政负责人"}, "start verb object",
     {(day(10, 10, 2019), "前往", "深圳行政审判中心"), (day(10, 10, 2019), "旁听", "案件审理")}),
    ("acts-per-month", "county", {"who": "县水利局"}, "month acts", {("2024-06", 2), ("2024-08", 3)}),
    # ---- what was set up, carried out, adopted ----------------------------------------------------------------------
    ("established", "sample", {"area": "光明区", "kind": "党支部"}, "founder name value unit bound",
     {("光明区", "网格党支部", 335, "个", "exact")}),
    ("established", "sample", {"what": "队"}, "founder verb name value unit",
     {("高新园区党委", "组建", "职工微心愿收集队", 6, "支")}),
    ("established", "county", {}, "name", set()),  # the pumping stations are only planned
    ("activities", "county", {"who": "县教育局"}, "activity name", {("平安暑期活动", "清河县教育局")}),
    ("activities", "county", {"since": "2024-08-16", "until": "2024-08-16"}, "activity name place",
     {("防汛演练", "清河县水利局", "清河县体育馆"), ("隐患排查", "清河县水利局", None),
      ("防汛演练", "清河县", "清河县体育馆")}),  # so the headline; the drill planned for August is not among them
    ("activities", "sample", {"who": "光明区委组织部"}, "activity", {("一线调研",)}),
    ("parts", "sample", {"whole": "四项举措"}, "name parent",
     {("深学习", "四项举措"), ("深调研", "四项举措"), ("深检视", "四项举措"), ("深整改", "四项举措"),
      ("干部夜校", "深学习"), ("讲座", "深学习"), ("干部大讨论", "深学习"), ("党员大课堂", "深学习"),
      ("主题教育长廊", "深学习"), ("调研", "深调研"), ("一台账两清单", "深检视"), ("意见收集通道", "深检视"),
      ("当场整改", "深检视"), ("区委常委扩大会议", "深整改"), ("专项整治", "深整改"),
      ("直面问题、立行立改专项行动", "深整改")}),
    ("belongs-to", "sample", {"thing": "干部夜校"}, "parent", {("深学习",), ("四项举措",), ("主题教育",)}),
    ("announced-and-found", "sample", {"whole": "四项举措"}, "name announced unit found", {("四项举措", 4, "项", 4)}),
    ("measures", "sample", {"who": "医药行业协会"}, "measure name", {("红店领航", "医药行业协会")}),
    ("projects", "sample", {}, "project name", {("主题教育长廊", "光明区党群服务中心")}),
    ("documents", "county", {"body": "清河县人民政府"}, "document issuer", {("清河县防汛应急预案", "清河县人民政府")}),
    ("documents", "sample", {"what": "1号文"}, "document issuer", {("区委1号文", "光明区委")}),
    # ---- people, bodies, areas, places ------------------------------------------------------------------------------
    ("posts", "county", {"body": "县人大常委会"}, "name post",
     {("苏立群", "清河县第十八届人大常委会主任"), ("顾晓岚", "清河县第十八届人大常委会副主任")}),
    ("posts", "sample", {"area": "光明区"}, "name post organization", {("王宏彬", "光明区委书记", "光明区委")}),
    ("person", "sample", {"person": "王宏彬"}, "name post organization verb",
     {("王宏彬", "光明区委书记", "光明区委", "要求")}),
    ("meetings", "county", {"who": "苏立群"}, "meeting organizer start",
     {("清河县第十八届人大常委会第九次会议", "清河县第十八届人大常委会", day(7, 11))}),
    ("meetings", "county", {"since": "2024-07"}, "participant", {("苏立群",), ("顾晓岚",), ("贺兆平",)}),
    ("attended", "county", {"who": "贺兆平"}, "activity", {("清河县第十八届人大常委会第九次会议",)}),
    ("bodies", "sample", {"area": "深圳市", "kind": "政府部门"}, "name above",
     {("光明区人力资源局", "光明区政府"), ("光明区政务服务局", "光明区政府")}),
    ("sub-bodies", "sample", {"body": "区委"}, "name below", {("光明区委组织部", "光明区委")}),
    ("areas", "sample", {"area": "深圳市"}, "name within", {("光明区", "深圳市")}),
    ("places", "county", {"what": "演练"}, "place within activity", {("清河县体育馆", "清河县", "防汛演练")}),
    ("groups", "sample", {"what": "党员", "area": "光明区"}, "group name verb value unit",
     {("党员", "光明区", "培训", 10000, "名"), ("全区党员干部", "光明区委", "提拔重用", 24, "名")}),
    ("groups", "county", {"what": "学生"}, "group name verb value unit bound",
     {("学生", "清河县教育局", "服务", 30000, "名", "exact"),
      ("学生", "清河县卫生健康局", "服务", 30000, "名", "exact")}),
    # ---- numbers ----------------------------------------------------------------------------------------------------
    ("how-many", "sample", {"what": "问题", "who": "光明区"}, "did value unit bound", {("检视出", 299, "条", "exact")}),
    ("how-many", "county", {"what": "明白卡"}, "name value unit bound", {("清河县水利局", 2000, "份", "more_than")}),
    ("totals", "county", {"what": "隐患排查"}, "unit counts exactly atLeast more", {("次", 2, 12, 32, 1)}),
    ("totals", "county", {"what": "隐患排查", "until": "2024-06"}, "unit counts exactly atLeast more",
     {("次", 1, 12, 12, 0)}),
    ("totals", "county", {"who": "县教育局"}, "unit exactly atLeast more",
     {("份", 0, 5000, 1), ("名", 30000, 30000, 0)}),
    ("money", "county", {}, "name value unit bound",
     {("清河县水利局", 12_000_000, "元", "exact"), ("清河县财政局", 3_000_000, "元", "more_than")}),
    ("money", "county", {"least": 5_000_000}, "name", {("清河县水利局",)}),
    ("rates", "sample", {}, "value unit bound", {(97, "%", "at_least")}),
    ("rates", "county", {"what": "整改率"}, "value unit bound", {(95, "%", "at_least")}),
    ("largest", "sample", {"least": 1000}, "value unit bound", {(10000, "名", "exact"), (2200, "名", "more_than")}),
    ("largest", "sample", {"unit": "条"}, "value", {(299,), (85,), (31,)}),
    # ---- where it stands --------------------------------------------------------------------------------------------
    ("evidence", "sample", {"thing": "网格党支部"}, "name sentence",
     {("网格党支部", "2200多名区街干部下沉到社区,全区成立网格党支部335个,社区对基层治理事件的办结率升至97%以上。")}),
    ("evidence-of-relation", "sample", {"thing": "王宏彬", "other": "光明区委书记"}, "subject relation object sentence",
     {("王宏彬", "holdsPost", "光明区委书记",
       "光明区委书记王宏彬要求,起点要高、标准要高、质量要高,各个领域都要覆盖到。")}),
    ("names", "sample", {"thing": "光明区委"}, "name alias pinyin", {("光明区委", "区委", "guāng míng qū wěi")}),
    ("in-several-reports", "county", {"kind": "政府部门"}, "name reports", {("清河县水利局", 2)}),
    ("in-several-reports", "sample", {}, "name", set()),
    ("reports-about", "county", {"thing": "清河县体育馆"}, "title date", {("清河县开展防汛演练", day(8, 20))}),
    ("reports-about", "county", {"thing": "县水利局", "until": "2024-07"}, "title",
     {("清河县第十八届人大常委会第九次会议举行",)}),
    ("things-by-kind", "county", {"kind": "学校"}, "name", set()),
    ("things-by-kind", "county", {"kind": "文件"}, "name", {("清河县防汛应急预案",)}),
    ("reports", "county", {}, "title date",
     {("清河县开展防汛演练", day(8, 20)), ("清河县第十八届人大常委会第九次会议举行", day(7, 12))}),
    ("to-check", "county", {"most": 0}, "fact", set()),
]
# fmt: on


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c[0]}-{c[1]}-{'-'.join(map(str, c[2].values()))}")
def test_the_answer_is_what_a_reader_takes_from_the_report(case: Case) -> None:
    question, reports, values, columns, rows = case
    result = graph_of(reports).saved(question, **values)

    assert isinstance(result, Table)
    at = [result.columns.index(column) for column in columns.split()]
    assert {tuple(row[i] for i in at) for row in result} == rows


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c[0]}-{c[1]}-{'-'.join(map(str, c[2].values()))}")
def test_rdflib_gives_the_same_answer(case: Case) -> None:
    question, reports, values, *_ = case
    graph = graph_of(reports)
    query = graph.saved_text(question, **values)
    ours = graph.query(query)
    theirs = rdf_of(reports).query(query, initNs=graph.dataset.prefixes)

    assert isinstance(ours, Table)
    assert sorted([str("" if v is None else v) for v in row] for row in theirs) == sorted(
        ["" if t is None else t.value for t in row] for row in ours.terms
    )


@functools.cache
def rdf_of(reports: str) -> rdflib.Graph:
    """The Turtle export in a stranger's engine."""
    graph = rdflib.Graph()
    for quad in graph_of(reports).store:
        graph.parse(data=f"{quad.triple} .", format="nt")
    return graph


def test_there_is_an_expected_answer_for_every_question() -> None:
    # of these the answer is a ranking of everything, which the bounds below test
    ranked = {"common-verbs", "counts-with-sentences", "done-and-planned", "most-active"}

    assert set(saved_questions()) - set(VIEWS) - {case[0] for case in CASES} == ranked
    assert len(set(saved_questions()) - set(VIEWS)) >= 30


def test_rankings_begin_with_the_most() -> None:
    graph = graph_of("county")

    assert graph.saved("most-active").rows[0][:2] == ("清河县水利局", 8)
    assert next(iter(graph.saved("common-verbs")))[0] == "开展"
    assert {(str(s).rpartition("#")[2], n) for s, n in graph.saved("done-and-planned")} >= {
        ("Planned", 2),
        ("Negated", 1),
    }
    assert ("清河县水利局", "整改", 43, "处", "问题") in {row[:5] for row in graph.saved("counts-with-sentences")}


@pytest.mark.parametrize("reports", REPORTS)
@pytest.mark.parametrize("name", sorted(saved_questions()))
def test_a_question_is_answered_without_parameters_too(name: str, reports: str) -> None:
    graph_of(reports).query(saved_questions()[name].text)
