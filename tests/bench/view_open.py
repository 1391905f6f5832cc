"""How the page behaves in headless Chromium without a graphics card: opening, searching, moving.

    python tests/bench/view_open.py

`drawn` is from the start of loading to the frame in which the picture stands; `search` is the first search after it (it
builds the index); the frames per second are counted over two seconds each of panning, zooming and dragging a node.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "view"))

from synthetic import dataset

from kg.schema.load import load_schema
from kg.view.page import render_html

SIZES = ((1_000, 2_000, 20), (2_000, 5_000, 30), (20_000, 40_000, 400))

MEASURE = """async () => {
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  await frame(); await frame();
  const drawn = performance.now();
  kgView.search.find('xing dong');
  const search = performance.now() - drawn;
  const rate = async (step) => {
    let frames = 0;
    const start = performance.now();
    while (performance.now() - start < 2000) { step(frames); await frame(); frames += 1; }
    return Math.round(frames / ((performance.now() - start) / 1000));
  };
  const pan = await rate((n) => kgView.canvas.pan(n % 80 < 40 ? 6 : -6, 2));
  const zoom = await rate((n) => kgView.canvas.zoom(n % 40 < 20 ? 1.03 : 1 / 1.03));
  return { drawn, search, pan, zoom };
}"""


def main() -> None:
    """Print a line for each size."""
    chromium = next(path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name)))
    print("nodes   edges   drawn    search   pan     zoom    drag    requests")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for nodes, edges, reports in SIZES:
            file = Path(folder) / f"{nodes}.html"
            file.write_text(render_html(dataset(nodes, edges, reports=reports), load_schema()), encoding="utf-8")
            context = browser.new_context(viewport={"width": 1280, "height": 800})
            context.set_offline(True)
            page = context.new_page()
            requests: list[str] = []
            page.on("request", lambda request, seen=requests: seen.append(request.url))
            page.goto(file.as_uri())
            page.wait_for_selector("html[data-ready]")
            found = page.evaluate(MEASURE)
            drag = _drag(page)
            outside = sum(not url.startswith(("file:", "data:", "blob:")) for url in requests)
            print(
                f"{nodes:6,}  {edges:6,}  {found['drawn']:5.0f} ms  {found['search']:4.0f} ms"
                f"  {found['pan']:3} fps  {found['zoom']:3} fps  {drag:3} fps  {outside}"
            )
            context.close()
        browser.close()


def _drag(page) -> int:  # type: ignore[no-untyped-def]
    """Frames per second while a node is dragged with the mouse."""
    x, y = page.evaluate(
        "() => { kgView.canvas.fit(); const n = kgView.scene.order[0]; kgView.canvas.centreOn(n);"
        " const b = kgView.canvas.box.getBoundingClientRect(); return [b.left + b.width / 2, b.top + b.height / 2]; }"
    )
    page.wait_for_timeout(400)
    page.evaluate(
        "() => { window.frames_ = 0; const f = () => { window.frames_ += 1; requestAnimationFrame(f); }; f(); }"
    )
    page.mouse.move(x, y)
    page.mouse.down()
    start = page.evaluate("[performance.now(), window.frames_]")
    for step in range(60):
        page.mouse.move(x + 3 * step, y + 2 * step)
    end = page.evaluate("[performance.now(), window.frames_]")
    page.mouse.up()
    return round((end[1] - start[1]) / ((end[0] - start[0]) / 1000))


if __name__ == "__main__":
    main()
