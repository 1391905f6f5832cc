"""Which names of things are one thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from readings import document

from kg.extract.model import Mention
from kg.extract.tokens import analyse
from kg.resolve.thing_aliases import ThingAliases

if TYPE_CHECKING:
    from kg.schema.model import Schema


def groups(schema: Schema, text: str, *names: tuple[str, str, str]) -> list[set[str]]:
    """The groups of mentions, given as (words, class, rule), in the order in which they stand in *text*."""
    mentions, at = [], 0
    for words, cls, rule in names:
        start = text.index(words, at)
        at = start + 1
        mentions.append(
            Mention(start, start + len(words), cls, words.strip("“”《》"), rule, anaphor=rule == "back-reference")
        )
    found = ThingAliases(schema)(analyse(document(text)), mentions)
    return [{mentions[i].name for i in group} for group in found]


ONE = (
    ("开展防汛备汛工作。防汛备汛责任重大。", ("防汛备汛工作", "Undertaking", ""), ("防汛备汛", "Undertaking", "")),
    (
        "推进“清塘护渔”工作，深化“清塘护渔”战役。",
        ("“清塘护渔”工作", "Undertaking", ""),
        ("“清塘护渔”战役", "Campaign", ""),
    ),
    ("开展“晨读”活动，“晨读”受欢迎。", ("“晨读”活动", "Campaign", ""), ("“晨读”", "Activity", "quoted-object")),
    ("召开全县春耕现场会，春耕现场会结束。", ("全县春耕现场会", "Meeting", ""), ("春耕现场会", "Meeting", "")),
    (
        "现将《清江流域发展规划》（以下简称《规划》）印发给你们。",
        ("《清江流域发展规划》", "PlanDocument", "title-marks"),
        ("《规划》", "PlanDocument", "title-word"),
    ),
    ("召开春耕现场会。会议强调安全。", ("春耕现场会", "Meeting", ""), ("会议", "Meeting", "back-reference")),
    (
        "云溪县人民政府关于春耕的通知\n云政发〔2021〕15号",
        ("云溪县人民政府关于春耕的通知", "OfficialNotice", "about-title"),
        ("云政发〔2021〕15号", "OfficialNotice", "document-number"),
    ),
)


@pytest.mark.parametrize("case", ONE, ids=lambda c: c[1][0])
def test_these_names_are_one_thing(
    schema: Schema, case: tuple[str, tuple[str, str, str], tuple[str, str, str]]
) -> None:
    text, *names = case

    assert len(groups(schema, text, *names)) == 1


TWO = (
    ("开展夜市专项整治和河道专项整治。", ("夜市专项整治", "Rectification", ""), ("河道专项整治", "Rectification", "")),
    ("先开展专项整治，后开展河道专项整治。", ("专项整治", "Rectification", ""), ("河道专项整治", "Rectification", "")),
    ("建设湖心桥项目，建立湖心桥机制。", ("湖心桥项目", "FundedProgramme", ""), ("湖心桥机制", "Mechanism", "")),
)


@pytest.mark.parametrize("case", TWO, ids=lambda c: c[1][0])
def test_these_names_are_two_things(
    schema: Schema, case: tuple[str, tuple[str, str, str], tuple[str, str, str]]
) -> None:
    text, *names = case

    assert len(groups(schema, text, *names)) == 2


def test_a_back_reference_without_what_it_points_to_stands_for_nothing(schema: Schema) -> None:
    assert groups(schema, "会议强调安全。", ("会议", "Meeting", "back-reference")) == []
