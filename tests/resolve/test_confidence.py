"""How sure the software says it is."""

from __future__ import annotations

import pytest

import kg
from kg.extract.model import Act, Mention, Status
from kg.resolve.confidence import ACTIONS, ENTITIES, Calibrator, Table, read_table, table_path
from kg.resolve.model import Entity

EVEN = {ENTITIES: (1.0, 0.0), ACTIONS: (1.0, 0.0)}
TABLE = Table({("organization", "good"): (0.9, 40), ("organization", "bad"): (0.5, 10)}, 0.5, EVEN)


def sure(*rules: str, stated: float = 0.7, table: Table = TABLE) -> Entity:
    """A body found by mentions of these rules."""
    mentions = [Mention(10 * i, 10 * i + 4, "Organization", "某县某局", rule, stated) for i, rule in enumerate(rules)]
    entity = Entity("Organization", "organization", "某县某局", "k", tuple(range(len(rules))), confidence=stated)
    (found,) = Calibrator(table).entities([entity], mentions)
    return found


def test_a_measured_rule_states_the_share_that_held() -> None:
    assert (sure("good").confidence, sure("bad").confidence) == (0.9, 0.5)
    assert sure("good").reason == "90% of 40 such findings held"


def test_a_rule_that_was_not_measured_keeps_what_it_states() -> None:
    assert sure("unknown").confidence == 0.7
    assert sure("unknown").reason == "too seldom found to be measured"


def test_a_thing_named_again_is_surer() -> None:
    assert sure("good").confidence < sure("good", "good").confidence < sure("good", "good", "good").confidence
    assert sure("good", "good").reason.endswith("; named 2 times")
    assert sure(*["good"] * 8).confidence == sure(*["good"] * 20).confidence


def test_the_reason_of_the_rule_stays_in_front() -> None:
    entity = Entity("Organization", "organization", "某局", "k", (0,), confidence=0.7, reason="ends like a body's name")
    (found,) = Calibrator(TABLE).entities([entity], [Mention(0, 2, "Organization", "某局", "good", 0.7)])
    assert found.reason.startswith("ends like a body's name; 90%")


def test_an_act_moves_along_its_line() -> None:
    lines = {ENTITIES: (1.0, 0.0), ACTIONS: (0.5, 0.0)}
    act = Act("举办", 0, 0, 5, Status.DONE, "clause", confidence=0.9, reason="the clause's own verb")
    (found,) = Calibrator(Table({}, 0.0, lines)).acts([act])
    assert found.confidence == 0.75
    assert found.reason == "the clause's own verb; calibrated 0.75"


def test_the_table_that_ships_is_whole() -> None:
    table = read_table(table_path())
    assert len(table.shares) > 40
    assert all(0 < share < 1 and count >= 5 for share, count in table.shares.values())
    assert all(0 < scale < 2 for scale, _ in table.lines.values())


def test_a_graph_carries_what_was_measured() -> None:
    graph = kg.build(text="2024年3月5日，宁都县教育局举办教师培训班2期。")
    rows = graph.query(
        "SELECT ?c ?r { ?x skos:prefLabel '宁都县教育局'@zh-Hans ; kg:confidence ?c ; kg:reason ?r }"
    ).rows
    ((confidence, reason),) = rows
    assert float(str(confidence)) == pytest.approx(0.95, abs=0.05)
    assert "such findings held" in str(reason)
