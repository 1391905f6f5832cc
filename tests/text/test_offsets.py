"""Edits on a text keep the map to its source exact."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text.offsets import Edit, Traced


@st.composite
def edited_twice(draw: st.DrawFn) -> tuple[str, list[Edit], list[Edit]]:
    source = draw(st.text(alphabet="abcdef", max_size=30))
    first = draw(_edits(len(source)))
    between = Traced(source).edited(first).text
    return source, first, draw(_edits(len(between)))


@st.composite
def _edits(draw: st.DrawFn, length: int) -> list[Edit]:
    cuts = sorted(draw(st.lists(st.integers(0, length), max_size=8, unique=True)))
    return [Edit(a, b, "X" * draw(st.integers(0, b - a))) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]


@given(edited_twice())
def test_an_untouched_character_maps_to_itself(case: tuple[str, list[Edit], list[Edit]]) -> None:
    source, first, second = case
    traced = Traced(source).edited(first).edited(second)
    for i, char in enumerate(traced.text):
        assert char == "X" or source[traced.origin(i)] == char


@given(edited_twice())
def test_the_text_is_what_plain_replacement_gives(case: tuple[str, list[Edit], list[Edit]]) -> None:
    source, first, _ = case
    expected = source
    for edit in reversed(first):
        expected = expected[: edit.start] + edit.text + expected[edit.end :]
    assert Traced(source).edited(first).text == expected


@pytest.mark.parametrize(
    "edits", [[Edit(2, 3), Edit(1, 2)], [Edit(0, 2), Edit(1, 3)], [Edit(0, 1, "xy")], [Edit(2, 1)]]
)
def test_edits_out_of_order_or_too_long_are_refused(edits: list[Edit]) -> None:
    with pytest.raises(ValueError, match="does not follow"):
        Traced("abcd").edited(edits)


def test_a_replacement_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot stand for"):
        Traced("abc").replaced("ab")
