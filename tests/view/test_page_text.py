"""The page as text: valid, self-contained, small, the same each time."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import campaign
import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from synthetic import dataset

from kg.schema.load import load_schema
from kg.view.page import SCRIPTS, render_html
from kg.view.payload import to_json

ASSETS = files("kg.view").joinpath("assets")
STRINGS = json.loads(ASSETS.joinpath("strings.json").read_text("utf-8"))
SCRIPT = "\n".join(ASSETS.joinpath(f"js/{name}.js").read_text("utf-8") for name in SCRIPTS)


@pytest.fixture(scope="module")
def html() -> str:
    return render_html(campaign.dataset(), load_schema())


def test_the_page_is_valid_html5(html: str) -> None:
    parser = html5lib.HTMLParser(strict=True)
    parser.parse(html)
    assert parser.errors == []


def test_the_page_has_doctype_language_title_and_encoding(html: str) -> None:
    assert html.startswith('<!doctype html>\n<html lang="zh-Hans"')
    assert '<meta charset="utf-8">' in html
    assert "<title>2 份报告的知识图谱</title>" in html


def test_the_policy_allows_nothing_but_the_pages_own_scripts_and_style(html: str) -> None:
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', html)
    assert policy
    rules = dict(rule.split(" ", 1) for rule in policy[1].replace("&#x27;", "'").split("; "))
    assert rules["default-src"] == rules["connect-src"] == "'none'"
    assert re.fullmatch(r"('sha256-[A-Za-z0-9+/=]+' ?){2}", rules["script-src"])
    assert re.fullmatch(r"'sha256-[A-Za-z0-9+/=]+'", rules["style-src"])


def test_the_page_names_no_address_to_load_from(html: str) -> None:
    without_data = re.sub(r'<script type="application/json"[^>]*>.*?</script>', "", html, flags=re.DOTALL)
    assert not re.findall(r'(?:src|href)="(?!data:,|#)[^"]*"', without_data)
    assert "sourceMappingURL" not in html
    assert "cdn" not in without_data.lower().replace("cdnjs", "cdn") or "://cdn" not in without_data


def test_a_graph_of_1000_nodes_and_2000_edges_stays_below_one_and_a_half_megabytes() -> None:
    text = render_html(dataset(1000, 2000, reports=20), load_schema())
    assert len(text.encode()) <= 1_500_000


def test_the_page_is_the_same_whatever_the_hash_seed_and_the_form_of_the_dataset(tmp_path: Path) -> None:
    script = (
        "import sys, hashlib; sys.path[:0] = sys.argv[1:3]; import campaign\n"
        "from kg.view.page import render_html; from kg.schema.load import load_schema\n"
        "data = campaign.dataset()\n"
        "if sys.argv[3] == 'store': data.store\n"
        "print(hashlib.sha256(render_html(data, load_schema()).encode()).hexdigest())"
    )
    here = Path(__file__).parent
    made = {
        subprocess.run(
            [sys.executable, "-c", script, str(here), str(here.parent), form],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed, form in (("0", "store"), ("1", "text"), ("7", "text"))
    }
    assert len(made) == 1


def test_the_order_of_the_quads_does_not_change_the_page() -> None:
    from kg.rdf.load import parse_dataset  # noqa: PLC0415 - only this test takes a graph apart

    lines = sorted(f"{quad} .\n" for quad in campaign.dataset().store)
    pages = {
        render_html(parse_dataset("".join(order).encode(), ".nq", place="test", lazy=True), load_schema())
        for order in (lines, lines[::-1])
    }
    assert len(pages) == 1


def test_an_interface_that_there_is_not_is_refused() -> None:
    with pytest.raises(ValueError, match="'de' is not one of zh, en"):
        render_html(campaign.dataset(), load_schema(), language="de")


def test_a_dataset_without_anything_still_makes_a_page() -> None:
    from kg.rdf.dataset import Dataset  # noqa: PLC0415 - only this test needs an empty one

    assert "<title>" in render_html(Dataset.of([]), load_schema())


# ---- strings ---------------------------------------------------------------------------------------------------------


def used_keys() -> set[str]:
    template = ASSETS.joinpath("page.html").read_text("utf-8")
    keys = set(re.findall(r'data-t(?:label|place)?="([^"]+)"', template)) | set(
        re.findall(r"\{\{t:([^}]+)\}\}", template)
    )
    keys |= set(re.findall(r'\bt\(\s*"([^"]+)"', SCRIPT))
    keys |= {key for pair in re.findall(r'\bt\([^"]{0,60}\?\s*"([^"]+)"\s*:\s*"([^"]+)"', SCRIPT) for key in pair}
    return keys | set(re.findall(r'\["(table\.[a-z]+)"', SCRIPT))


def test_every_string_that_the_page_uses_exists_in_both_languages() -> None:
    assert used_keys() <= STRINGS["zh"].keys()
    assert STRINGS["zh"].keys() == STRINGS["en"].keys()


def test_no_string_is_left_over() -> None:
    made = ("status.", "bound.", "role.", "layout.", "table.caption.", "said.path.", "title")
    assert {key for key in STRINGS["zh"].keys() - used_keys() if not key.startswith(made)} == set()


def test_both_languages_fill_the_same_places() -> None:
    def places(language: str) -> dict[str, list[str]]:
        return {key: sorted(set(re.findall(r"\{(\w+)\}", words))) for key, words in STRINGS[language].items()}

    assert places("zh") == places("en")


def test_no_chinese_word_stands_in_the_scripts() -> None:
    code = re.sub(r"^\s*//.*$", "", SCRIPT, flags=re.MULTILINE)
    assert not re.findall(r"[\u4e00-\u9fff]+", re.sub(r"/[^/\n]+/", "", code))


# ---- what stands in the script element -------------------------------------------------------------------------------


@settings(deadline=None)
@given(st.recursive(st.text() | st.integers(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))
def test_json_in_the_page_says_the_same_and_cannot_end_its_element(value: object) -> None:
    text = to_json(value)
    assert json.loads(text) == value
    assert "<" not in text


def test_every_character_that_html_forbids_is_escaped() -> None:
    forbidden = "\x7f\x80\x9f\ufdd0\ufffe\uffff\U0001fffe\U0010ffff\u2028"
    text = to_json(f"街道　“区”{forbidden}")
    assert not set(forbidden) & set(text)
    assert json.loads(text).endswith(forbidden)
