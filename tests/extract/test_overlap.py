"""Which of overlapping proposals stay."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.extract.model import Mention
from kg.extract.overlap import select

SPANS = st.lists(st.tuples(st.integers(0, 20), st.integers(1, 8), st.sampled_from((0.4, 0.7, 0.9))), max_size=12)


def mention(start: int, end: int, confidence: float = 0.8) -> Mention:
    """A mention of no particular class."""
    return Mention(start, end, "Area", "x", "rule", confidence)


class TestSelect:
    """Nesting is kept, crossing is not."""

    def test_nested_names_stay(self) -> None:
        """The area in the body stays beside the body."""
        assert len(select([mention(0, 3), mention(0, 6)])) == 2

    def test_of_two_that_cross_the_surer_stays(self) -> None:
        """The less confident of two crossing proposals goes."""
        assert select([mention(0, 4, 0.6), mention(2, 6, 0.9)]) == [mention(2, 6, 0.9)]

    def test_one_stretch_has_one_name(self) -> None:
        """Of two proposals for one stretch the more confident stays."""
        assert select([mention(0, 4, 0.6), mention(0, 4, 0.9)]) == [mention(0, 4, 0.9)]

    @given(SPANS)
    def test_nothing_crosses(self, spans: list[tuple[int, int, float]]) -> None:
        """Whatever is proposed, no two of the kept cross, and the order is that of the text."""
        kept = select(mention(s, s + n, c) for s, n, c in spans)

        assert not [(a, b) for a in kept for b in kept if a.start < b.start < a.end < b.end]
        assert kept == sorted(kept, key=lambda m: (m.start, -m.end))
