"""What mirrors, editors and typesetting did to a text is undone, and the map back to the source stays exact."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from report_strategies import report_texts

from kg.text.read import shipped_reader
from kg.text.repair import Repairer

if TYPE_CHECKING:
    from kg.text.words import TextWords


@pytest.fixture(scope="module")
def repair(words: TextWords) -> Repairer:
    return Repairer(words)


# fmt: off
MENDED = (
    # stray pinyin
    ("標(biāo)題：辦(bàn)好實(shí)事", "标题：办好实事"),
    ("質（zhì）量提升，重(zhòng)点推进，长(cháng)期坚持", "质量提升，重点推进，长期坚持"),
    ("綠(lǜ)化面積（ji）大幅提高了", "绿化面积大幅提高了"),
    ("全年（GDP）增长，细颗粒物(PM2.5)下降，长度(cm)不变，品牌（An）",
     "全年（GDP）增长，细颗粒物(PM2.5)下降，长度(cm)不变，品牌（An）"),
    # the traditional script, by word; names keep their words
    ("臺灣省老舊社區改造，乾燥設備與乾隆年間的軟體", "台湾省老旧社区改造，干燥设备与乾隆年间的软体"),
    ("衞生署長與里長於活動中心說明", "卫生署长与里长于活动中心说明"),
    ("「五好」社區與『三有』家庭的標準", "“五好”社区与‘三有’家庭的标准"),
    # a simplified text keeps rare characters of names
    ("局长李昇、副局长王喆到青石镇调研，走访了三个村和两家企业，听取意见。",
     "局长李昇、副局长王喆到青石镇调研，走访了三个村和两家企业，听取意见。"),
    # width
    ("新增２３个点位，增长８．５％，共１，２００户，用ＡＰＰ办理", "新增23个点位，增长8.5%，共1,200户，用APP办理"),
    ("一是加强领导；二是压实责任，确保完成。", "一是加强领导；二是压实责任，确保完成。"),
    # what editors leave
    ("\ufeff通知\u200b如下\u00ad：", "通知如下："),
    ("甲&nbsp;乙&amp;丙&lt;丁&#65;", "甲 乙&丙<丁A"),
    ("甲方&amp;amp;nbsp;乙方", "甲方 乙方"),
    ("第一行。\r\n第二行。\r第三行。\u2028第四行。", "第一行。\n第二行。\n第三行。\n第四行。"),
    ("通知如下：\ue004一、加强领导。", "通知如下：一、加强领导。"),
    ("李\ue123明", "李\ue123明"),
    # words set wide
    ("组　长：李　明　　县长", "组长：李明　　县长"),
    ("成  员：\n王　芳　　财政局局长\n赵  刚　　民政局局长", "成员：\n王芳　　财政局局长\n赵刚　　民政局局长"),
    ("通　知\n各镇：", "通知\n各镇："),
    ("（记者 王小明 通讯员 李大刚）", "（记者 王小明 通讯员 李大刚）"),
    # paragraphs in one line
    ("县里召开会议。　　会议强调，要抓好落实。　　责任编辑：李某",
     "县里召开会议。\n会议强调，要抓好落实。\n责任编辑：李某"),
    ("标题一　　　　本报记者王某　　会议召开。　　会议强调落实。", "标题一\n本报记者王某\n会议召开。\n会议强调落实。"),
    ("王芳　　财政局局长", "王芳　　财政局局长"),
    ("临江县人民政府关于加强管理的通知 临政发〔2020〕5号 各镇人民政府：现通知如下。",
     "临江县人民政府关于加强管理的通知\n临政发〔2020〕5号\n各镇人民政府：现通知如下。"),
    # broken lines
    ("全县完成投资30亿元，\n同比增长8%，形势很好。", "全县完成投资30亿元，同比增长8%，形势很好。"),
    ("企业贷款增长27.\n3%，成本下降。", "企业贷款增长27.3%，成本下降。"),
    ("工作已经完成。下一步将继续\n推进改革。", "工作已经完成。下一步将继续推进改革。"),
    ("临江县关于加强春季防火\n工作的通知\n各镇：", "临江县关于加强春季防火工作的通知\n各镇："),
    ("关于调整小组的通知\n临政〔2020〕5号\n关于调整\n小组的通知\n各镇：",
     "关于调整小组的通知\n临政〔2020〕5号\n关于调整小组的通知\n各镇："),
    ("加强组织领导\n各镇要落实责任。", "加强组织领导\n各镇要落实责任。"),
    ("城镇新增就业三千人；\n居民收入增长8%。", "城镇新增就业三千人；\n居民收入增长8%。"),
)
# fmt: on


@pytest.mark.parametrize(("source", "text"), MENDED, ids=[s[:12] for s, _ in MENDED])
def test_a_defect_is_mended(source: str, text: str, repair: Repairer) -> None:
    assert repair(source).traced.text == text


def test_text_set_to_a_fixed_width_is_joined(repair: Repairer) -> None:
    wrapped = "\n".join(
        ["春江镇各村积极开展环境整治行动工作清理河道长度达到四", "十公里拆除违法建筑六十处新建口袋公园五个村民反映良好"]
        * 4
    )
    assert "\n" not in repair(wrapped + "。").traced.text


def test_repairs_are_told_in_words(repair: Repairer) -> None:
    repairs = repair("標(biāo)題：辦好實事\n１０％&nbsp;").repairs
    assert repairs == (
        "1 HTML entity resolved",
        "4 signs brought to their usual form",
        "1 pinyin bracket removed",
        "4 traditional characters made simplified",
    )
    assert repair("一份没有毛病的通知。").repairs == ()


def test_the_map_leads_back_to_the_source(repair: Repairer) -> None:
    source = "標(biāo)題&nbsp;：組　長：王　芳　　局長１２人"
    traced = repair(source).traced
    pairs = [(c, source[traced.origin(i)]) for i, c in enumerate(traced.text)]
    assert "".join(c for c, _ in pairs) == "标题 ：组长：王芳　　局长12人"
    assert "".join(s for _, s in pairs) == "標題&：組長：王芳　　局長１２人"


@settings(deadline=None)
@given(report_texts)
@example("1\r \n一是")
def test_repairing_twice_is_repairing_once(text: str) -> None:
    once = _repairer()(text).traced.text
    assert _repairer()(once).traced.text == once


@settings(deadline=None)
@given(report_texts)
def test_the_map_ascends_and_stays_inside_the_source(text: str) -> None:
    traced = _repairer()(text).traced
    assert traced.starts[0] == 0
    assert list(traced.starts) == sorted(set(traced.starts))
    origins = [traced.origin(i) for i in range(len(traced.text))]
    assert origins == sorted(set(origins))
    assert all(0 <= o < len(text) for o in origins)


def test_a_simplified_text_loads_neither_pinyin_nor_conversion() -> None:
    """The heavy libraries are imported only where a text needs them."""
    program = (
        "import sys; from kg.text.read import read_document\n"
        "read_document('临江县召开会议，通过（GDP）核算办法。'.encode())\n"
        "print(sorted({'opencc', 'charset_normalizer'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, encoding="utf-8")
    assert done.stdout.strip() == "[]"


def _repairer() -> Repairer:
    return shipped_reader().repair
