"""The learned judge of acts."""

from __future__ import annotations

import re

import pytest

import kg
from kg.learn.judge import probability, read_weights

SENTENCE = "2024年3月5日，清河县水利局组织开展隐患排查12次。"


def verbs(text: str, ontology: object = ()) -> set[str]:
    """The verbs of the acts that are found in a text."""
    return {str(row[0]) for row in kg.build(text=text, ontology=ontology).query("SELECT ?v { ?a kg:verb ?v }").rows}


def test_an_act_carries_its_probability_in_its_reason() -> None:
    graph = kg.build(text=SENTENCE)
    (row,) = graph.query("SELECT ?c ?r { ?a kg:verb '组织开展' ; kg:confidence ?c ; kg:reason ?r }").rows
    assert re.search(rf"learned judge 0\.\d\d; calibrated {float(str(row[0])):.2f}", str(row[1]))


def test_the_weights_are_numbers_and_an_act_without_known_features_is_as_likely_kept_as_not() -> None:
    weights = read_weights()
    assert weights
    assert probability(weights, ["never seen"]) == pytest.approx(0.5)


def test_a_positive_weight_speaks_for_keeping() -> None:
    assert probability({"a": 2.0}, ["a"]) > 0.5 > probability({"a": -2.0}, ["a"])


def test_the_verb_of_a_users_relation_is_never_dropped(tmp_path) -> None:
    (tmp_path / "my.ttl").write_text(
        """
        @prefix kg: <https://w3id.org/govkg/ontology#> .
        @prefix lex: <https://w3id.org/govkg/lexicon#> .
        @prefix owl: <http://www.w3.org/2002/07/owl#> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        <https://example.org/helps> a owl:ObjectProperty ; rdfs:label "驰援"@zh, "helps"@en ;
            rdfs:domain kg:Organization ; rdfs:range kg:Organization ; lex:trigger "驰援" .
        """,
        encoding="utf-8",
    )
    text = "2024年3月5日，清河县水利局驰援清河县消防救援大队。"
    assert "驰援" in verbs(text, tmp_path / "my.ttl")
