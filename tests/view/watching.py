"""What the browser tests share: a page with a record of what it did, and ways to look at it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page  # noqa: TC004 - only who runs these tests has it


@dataclass
class Watched:
    """A page with what it did: requests, complaints of the browser, dialogs."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)


def until(page: Page, expression: str) -> None:
    """Wait until a JavaScript expression is true; Playwright's own waiting evaluates text, which the page forbids."""
    for _ in range(200):
        if page.evaluate(f"Boolean({expression})"):
            return
        page.wait_for_timeout(25)
    pytest.fail(f"never true: {expression}")


def shown(page: Page) -> dict[str, int]:
    """How many nodes and edges the picture has."""
    counts: dict[str, int] = page.evaluate("({nodes: kgView.scene.nodes.size, edges: kgView.scene.edges.length})")
    return counts


def names(page: Page) -> set[str]:
    """Names of the things in the picture."""
    return set(page.evaluate("kgView.scene.things().map((one) => one.name)"))


def chosen(page: Page) -> str:
    """The name of the thing that is looked at, or ""."""
    name: str = page.evaluate("kgView.state.chosen?.thing?.name ?? ''")
    return name


def point_of(page: Page, name: str) -> tuple[float, float]:
    """Where a thing stands on the screen."""
    x, y = page.evaluate(
        "(name) => { const one = kgView.graph.things.find((t) => t.name === name);"
        " const [x, y] = kgView.place.of(kgView.scene.nodes.get(one.id));"
        " const at = kgView.canvas.network.canvasToDOM({x, y});"
        " const box = kgView.canvas.box.getBoundingClientRect(); return [at.x + box.left, at.y + box.top]; }",
        name,
    )
    return x, y


def said(page: Page) -> str:
    """What was announced last."""
    return page.locator("#live").inner_text()
