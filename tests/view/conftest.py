"""A real browser for the page: headless Chromium, with the network cut, and a record of all that it tries."""

from __future__ import annotations

from typing import TYPE_CHECKING

import campaign
import pytest
from watching import Watched

from kg.view.page import render_html

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from kg.rdf.dataset import Dataset
    from kg.schema.model import Schema


@pytest.fixture(scope="session")
def pages() -> dict[object, tuple[Dataset, str]]:
    """Pages that were made before, by dataset and options; the dataset is kept so that its id stays its own."""
    return {}


@pytest.fixture
def watch(
    browser: Browser, tmp_path: Path, schema: Schema, pages: dict[object, tuple[Dataset, str]]
) -> Iterator[Callable[..., Watched]]:
    """Opens the page of a dataset; after the test nothing may have asked the network, complained or raised."""
    opened: list[Watched] = []

    def open_page(
        dataset: Dataset,
        *,
        fragment: str = "",
        width: int = 1280,
        height: int = 800,
        scheme: str = "light",
        **options: object,
    ) -> Watched:
        file = tmp_path / f"page{len(opened)}.html"
        known = (id(dataset), tuple(sorted(options.items())))
        if known not in pages:
            pages[known] = dataset, render_html(dataset, schema, **options)  # type: ignore[arg-type]
        file.write_text(pages[known][1], encoding="utf-8")
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            accept_downloads=True,  # type: ignore[arg-type]
        )
        context.set_offline(True)
        watched = Watched(context.new_page())
        page = watched.page
        page.set_default_timeout(8000)
        page.on("request", lambda request: watched.requests.append(request.url))
        page.on("console", lambda m: watched.complaints.append(m.text) if m.type in {"error", "warning"} else None)
        page.on("pageerror", lambda error: watched.complaints.append(str(error)))
        page.on("dialog", lambda dialog: (watched.dialogs.append(dialog.message), dialog.dismiss()))
        page.goto(file.as_uri() + fragment)
        page.wait_for_selector("html[data-ready]")
        opened.append(watched)
        return watched

    yield open_page
    for watched in opened:
        watched.page.context.close()
        assert [url for url in watched.requests if not url.startswith(("file:", "data:", "blob:"))] == []
        assert watched.complaints == []
        assert watched.dialogs == []


@pytest.fixture
def page(watch: Callable[..., Watched]) -> Page:
    """The page of the campaign."""
    return watch(campaign.dataset()).page
