"""The page inside a notebook: in a frame that may run its scripts but reaches nothing of the notebook."""

from __future__ import annotations

from html import escape


class Frame:
    """An HTML page that a notebook shows where the value of a cell is shown.

    Args:
        page: the page.
        title: says to a screen reader what the frame holds.
        height: of the frame in pixels; its width is that of the cell.
    """

    def __init__(self, page: str, *, title: str, height: int = 640) -> None:
        self.page = page
        self.title = title
        self.height = height

    def _repr_html_(self) -> str:
        """The frame; without `allow-same-origin` its scripts have an origin of their own."""
        return (
            f'<iframe sandbox="allow-scripts allow-downloads allow-modals" srcdoc="{escape(self.page)}" '
            f'title="{escape(self.title)}" width="100%" height="{self.height}" loading="lazy" '
            'style="border:1px solid #ccc;border-radius:6px"></iframe>'
        )

    def __repr__(self) -> str:
        return f"<Frame {self.title!r}, {len(self.page):,} characters>"


def summary_html(title: str, counts: dict[str, int]) -> str:
    """A small table for `_repr_html_`: what there is, and how many of it.

    Args:
        title: of the graph.
        counts: label → number, in the order shown.
    """
    left, right = 'scope="row" style="text-align:left"', 'style="text-align:right"'
    rows = "".join(f"<tr><th {left}>{escape(k)}</th><td {right}>{n:,}</td></tr>" for k, n in counts.items())
    return f"<table><caption>{escape(title)}</caption><tbody>{rows}</tbody></table>"
