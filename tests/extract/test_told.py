"""Acts from texts as they stand: names, resolution and clauses together."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest
from bulletin_cases import BULLETINS
from campaign_cases import CAMPAIGNS
from told_cases import TOLD

from kg.pipeline import Pipeline
from kg.text.read import DocumentReader

if TYPE_CHECKING:
    from kg.schema.model import Schema

# Behind it stands a verb that no act has.
_NONE = "no act "


@pytest.fixture(scope="module")
def pipeline(schema: Schema) -> Pipeline:
    return Pipeline(schema)


@pytest.mark.parametrize(("text", "acts"), [*TOLD, *BULLETINS, *CAMPAIGNS])
def test_a_text_tells_its_acts(schema: Schema, pipeline: Pipeline, text: str, acts: tuple[str, ...]) -> None:
    reading = pipeline(DocumentReader(schema)(text.encode(), name="report", date=datetime.date(2024, 3, 5)))
    told = set()
    for act in reading.acts:
        who = "、".join(reading.entities[i].name for i in act.agents)
        plain = f"{who} | {act.verb} | {act.object}"
        told |= {plain.strip(), f"{plain} | {act.status.value}".strip()}
    assert {act.strip() for act in acts if _NONE not in act} <= told
    assert {act.verb for act in reading.acts}.isdisjoint(act.partition(_NONE)[2] for act in acts if _NONE in act)
