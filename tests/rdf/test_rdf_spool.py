"""Sorting more triples than memory is meant to hold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.rdf import terms
from kg.rdf.graph import NamedGraph
from kg.rdf.spool import Spool
from kg.rdf.turtle import trig, turtle

values = st.text(st.characters(exclude_categories=("Cs",)), max_size=8).map(terms.text)
triples = st.dictionaries(
    st.sampled_from(["area:a", "area:b", "act:1"]), st.lists(st.tuples(st.sampled_from(["a", "kg:p", "kg:q"]), values))
)
graphs = st.lists(st.builds(NamedGraph, st.sampled_from(["dataset:1", "dataset:2", "dataset:3"]), triples))


@pytest.mark.parametrize(("apart", "write"), [(True, trig), (False, turtle)])
@given(graphs=graphs)
def test_the_text_is_the_same_whether_it_fits_or_not(apart, write, graphs) -> None:
    texts = []
    for limit in (0, 3, 1_000_000):
        with Spool(apart=apart, limit=limit) as spool:
            spool.add(graphs)
            texts.append("".join(write(spool.entries(), {})))

    assert texts[0] == texts[1] == texts[2]


def test_what_two_graphs_say_of_one_thing_comes_together() -> None:
    with Spool(apart=False, limit=0) as spool:
        spool.add(
            [NamedGraph("dataset:1", {"area:a": [("kg:p", "1")]}), NamedGraph("dataset:2", {"area:a": [("kg:q", "2")]})]
        )
        entries = list(spool.entries())

    assert entries == [(("", "area:a"), [("kg:p", "1"), ("kg:q", "2")])]
