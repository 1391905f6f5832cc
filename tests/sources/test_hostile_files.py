"""The short version of `tests/campaigns/broken_files.py`."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest

pytest.importorskip("docx")
pytest.importorskip("pdfplumber")
pytest.importorskip("reportlab")

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "campaigns"))

from broken_files import Campaign
from hostile_files import bombs, files

# The bombs that are refused or read at once; those that take the whole patience are for the campaign.
# fmt: off
QUICK = (
    "laughs.docx", "external.docx", "deep.docx", "wide-cell.docx", "bomb.docx", "cyclic-style.docx", "own-form.pdf",
    "kids.pdf", "length.pdf", "start.pdf", "only-head.pdf", "text-as.pdf", "deep.html", "deep-table.html",
    "colspan.html", "entities.html", "brackets.html", "nothing.html", "deep.mhtml", "charset.mhtml", "deep.jsonl",
    "deep-object.jsonl", "surrogates.jsonl", "number.jsonl", "nul.csv", "carriage.csv", "bomb.zip", "nested.zip",
    "traversal.zip", "same-names.zip", "long-name.zip", "control-name.zip", "pinyin.txt", "marks.txt", "gzip.txt",
    "front.md",
)
# fmt: on


@pytest.fixture
def campaign(tmp_path):
    made = Campaign(tmp_path)
    yield made
    made.stop()


def test_no_damaged_file_crashes_or_leaves_half_an_output(campaign) -> None:
    for name, data in files(72, seed=11, hostile=False):
        campaign.give(name, data, command=False)

    assert campaign.told == []
    assert campaign.counts["read"] > 10
    assert campaign.counts["refused"] > 10


def test_no_hostile_file_crashes_or_leaves_half_an_output(campaign) -> None:
    for name in QUICK:
        campaign.give(name, bombs()[name](), command=False)

    assert campaign.told == []


def test_the_command_takes_them_all_at_once_into_a_sound_store(campaign) -> None:
    draw = random.Random(5)  # noqa: S311 - it must be the same again
    for name, data in files(30, seed=draw.randrange(100), hostile=False):
        (campaign.files / name).write_bytes(data)
    campaign.together()

    assert campaign.told == []
