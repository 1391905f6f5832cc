"""Positions: nothing overlaps, parts hang under their wholes, and the same graph always stands the same."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from synthetic import dataset

from kg.projection.read import read_facts
from kg.schema.load import load_schema
from kg.view import sizes
from kg.view.layout.force import lay_flat, place_force
from kg.view.layout.forest import Tie, grow_forest
from kg.view.layout.hierarchy import place_hierarchy
from kg.view.layout.model import Forest, Size
from kg.view.layout.overlap import remove_overlaps
from kg.view.layout.pack import pack
from kg.view.layout.radial import place_radial
from kg.view.picture import LAYOUTS, compose


@st.composite
def forests(draw: st.DrawFn) -> tuple[Forest, list[Size]]:
    """Forests of up to 40 nodes with boxes of odd sizes."""
    count = draw(st.integers(0, 40))
    ties = [
        Tie(draw(st.integers(1, 3)), child, draw(st.integers(0, count - 1)))
        for child in draw(st.lists(st.integers(0, max(0, count - 1)), max_size=2 * count))
        if count
    ]
    forest = grow_forest(ties, [0.0] * count)
    boxes = [Size(draw(st.integers(20, 260)), draw(st.integers(16, 80))) for _ in range(count)]
    return forest, boxes


def overlaps(centres: list[tuple[float, float]], boxes: list[Size]) -> int:
    count = 0
    for a in range(len(boxes)):
        for b in range(a):
            wide = (boxes[a].width + boxes[b].width) / 2 - abs(centres[a][0] - centres[b][0])
            high = (boxes[a].height + boxes[b].height) / 2 - abs(centres[a][1] - centres[b][1])
            count += wide > 1e-6 and high > 1e-6
    return count


@settings(deadline=None)
@given(forests())
def test_a_forest_has_no_cycle_and_every_node_once(drawn: tuple[Forest, list[Size]]) -> None:
    forest, boxes = drawn
    seen = [node for root in forest.roots for node in forest.preorder(root)]
    assert sorted(seen) == list(range(len(boxes)))


def test_the_closest_tie_binds_and_a_second_parent_is_refused() -> None:
    forest = grow_forest([Tie(5, 0, 1), Tie(1, 0, 2), Tie(1, 2, 0), Tie(2, 1, 1)], [0.1, 0.9, 0.2])
    assert forest.parent == (2, -1, -1)
    assert forest.roots == (1, 2)


@settings(deadline=None)
@given(forests())
def test_in_the_hierarchy_nothing_overlaps_and_children_stand_to_the_right(drawn: tuple[Forest, list[Size]]) -> None:
    forest, boxes = drawn
    centres = place_hierarchy(forest, boxes)
    assert overlaps(centres, boxes) == 0
    for node, above in enumerate(forest.parent):
        if above >= 0:
            right = centres[above][0] + boxes[above].width / 2
            assert centres[node][0] - boxes[node].width / 2 > right


@settings(deadline=None)
@given(forests())
def test_on_the_rings_every_node_has_a_place(drawn: tuple[Forest, list[Size]]) -> None:
    forest, boxes = drawn
    centres = remove_overlaps(place_radial(forest, boxes), boxes, rounds=300)
    assert len(set(centres)) == len(boxes)


@settings(max_examples=30, deadline=None)
@given(forests(), st.integers(0, 3))
def test_the_force_layout_is_the_same_each_time(drawn: tuple[Forest, list[Size]], seed: int) -> None:
    forest, boxes = drawn
    edges = [(a, b) for b, a in enumerate(forest.parent) if a >= 0]
    start = place_radial(forest, boxes)
    once = place_force(start, edges, boxes, seed=seed)
    assert once == place_force(start, edges, boxes, seed=seed)
    assert all(abs(x) < 1e6 and abs(y) < 1e6 for x, y in lay_flat(once))


@settings(deadline=None)
@given(st.lists(st.builds(Size, st.integers(1, 900), st.integers(1, 900)), max_size=60))
def test_packed_boxes_do_not_overlap(boxes: list[Size]) -> None:
    corners = pack(boxes)
    centres = [(x + b.width / 2, y + b.height / 2) for (x, y), b in zip(corners, boxes, strict=True)]
    assert overlaps(centres, boxes) == 0


def test_packing_fills_the_shape_of_a_screen() -> None:
    boxes = [Size(100, 40)] * 150 + [Size(600, 900), Size(900, 300)]
    corners = pack(boxes)
    width = max(x + b.width for (x, _), b in zip(corners, boxes, strict=True))
    height = max(y + b.height for (_, y), b in zip(corners, boxes, strict=True))
    assert 1.1 < width / height < 2
    assert sum(b.width * b.height for b in boxes) / (width * height) > 0.8


@pytest.mark.parametrize("limit", [10, 60, 500])
def test_only_the_important_part_is_drawn_and_each_node_with_what_it_hangs_under(limit: int) -> None:
    schema = load_schema()
    facts = read_facts(dataset(300, 700, reports=6), schema)
    picture = compose(facts, schema, limit=limit, seed=1)
    assert len(picture.drawn) == min(limit, len(facts.things))
    drawn = set(picture.drawn)
    assert all(picture.parent[t] < 0 or picture.parent[t] in drawn for t in drawn)
    assert set(picture.layouts) == set(LAYOUTS)
    assert all(len(points) == len(drawn) for points in picture.layouts.values())


@given(st.text(max_size=80))
def test_the_estimated_size_of_a_name_holds_all_its_characters(name: str) -> None:
    width, lines = sizes.label_size(name)
    assert 1 <= lines <= sizes.LINES + 1
    assert width * lines >= len(name)
