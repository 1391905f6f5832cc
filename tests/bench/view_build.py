"""How long `kg view` takes, and how large its page is: graphs of 1,000, 2,000 and 20,000 nodes.

    python tests/bench/view_build.py

Each graph is written as Turtle first; the time is that of the command from the file to the page, start included, the
best of three.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "view"))

import pyoxigraph as ox
from synthetic import dataset

from kg.export.formats import as_turtle

SIZES = ((1_000, 2_000, 20), (2_000, 5_000, 30), (20_000, 40_000, 400))


def main() -> None:
    """Print a line for each size."""
    print("nodes   edges   triples    built     page")
    with tempfile.TemporaryDirectory() as folder:
        for nodes, edges, reports in SIZES:
            file, page = Path(folder) / "graph.ttl", Path(folder) / "graph.html"
            graph = dataset(nodes, edges, reports=reports)
            file.write_text("".join(as_turtle(graph)), encoding="utf-8")
            triples = sum(1 for _ in ox.parse(path=file, format=ox.RdfFormat.TURTLE))
            best = min(_seconds(file, page) for _ in range(3))
            size = page.stat().st_size
            print(f"{nodes:6,}  {edges:6,}  {triples:9,}  {best:6.2f} s  {size / 1e6:5.2f} MB")


def _seconds(file: Path, page: Path) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", "kg", "view", str(file), "-o", str(page)], check=True, capture_output=True)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
