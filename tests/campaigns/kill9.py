"""Kill -9 at random points of build, replace, remove and backup; then look whether anything acknowledged was lost.

    python tests/campaigns/kill9.py [--kills 200] [--seed 1]

Each round changes some reports, starts one of the commands in a process of its own, kills it at a random moment, and
then looks, before anything repairs the store:

* unreadable: the store cannot be opened for reading, or `kg doctor` finds the database damaged;
* torn: a report's graph is neither what it was before the command nor what it would be after it, or queries to all
  graphs together see anything else than what the graphs say;
* lost: a report that an earlier command had finished with is gone, though the killed one was not to change it.

From time to time the build is run to its end, and its export compared with that of a store built undisturbed.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "store"))

from report_factory import report_text

from kg.errors import KgError
from kg.export.write import export
from kg.growth.reading import Settings, SourceReader
from kg.rdf.dataset import named_graph
from kg.rdf.terms import Names
from kg.schema.terms import ID
from kg.sources.model import Source
from kg.store.dataset import open_store
from kg.store.page import Page

if TYPE_CHECKING:
    from kg.rdf.graph import NamedGraph

ROOT = Path(__file__).resolve().parents[2]


class Campaign:
    """One store, its sources, and the counts of what went wrong.

    Args:
        folder: an empty folder to work in.
        reports: how many reports there are.
        seed: of the random choices.
    """

    def __init__(self, folder: Path, *, reports: int = 12, seed: int = 1) -> None:
        self.draw = random.Random(seed)  # noqa: S311 - it must be the same again
        self.sources = folder / "reports"
        self.store = folder / "store"
        self.folder = folder
        self.counts: Counter[str] = Counter(torn=0, lost=0, unreadable=0, different=0)
        self.names = [f"{n}.txt" for n in range(reports)]
        self._read = SourceReader(Settings())
        self._known: dict[bytes, str] = {}
        self.sources.mkdir()
        for n, name in enumerate(self.names):
            self._write(name, report_text(n))
        self._run("build", self.sources, "--store", self.store, "-j", "2")
        self.duration = 1.5

    def round(self) -> str:
        """One command, killed; what it was."""
        before = self.state()
        deed = self.draw.choice(("build", "replace", "replace", "remove", "backup"))
        touched: set[str] = set()
        if deed == "remove":
            victims = self.draw.sample(sorted(before) or self.names, min(2, len(before)) or 1)
            touched |= set(victims)
            arguments: tuple[object, ...] = ("remove", self.store, *victims)
        elif deed == "backup":
            arguments = ("backup", self.store, self.folder / "copy")
        else:
            if deed == "replace":
                for name in self.draw.sample(self.names, 4):
                    self._write(name, report_text(int(name[:-4]), version=self.draw.randrange(10**6)))
                    touched.add(name)
            arguments = ("build", self.sources, "--store", self.store, "-j", "2")
            # also what earlier commands did not live to take up, and what was removed before and comes back
            touched |= {name for name in self.names if before.get(name) != self._undisturbed(name)}
        self._killed(*arguments)
        self._judge(before, touched)
        return deed

    def _judge(self, before: dict[str, str], touched: set[str]) -> None:
        try:
            after = self.state()
        except (KgError, OSError) as error:
            self.counts["unreadable"] += 1
            print(f"  unreadable: {error}")
            return
        if after.pop("the merged graph", None) is not None:
            self.counts["torn"] += 1
            print("  the merged graph is torn")
        for name in self.names:
            found, was = after.get(name), before.get(name)
            if found == was:
                continue
            if name not in touched:
                self.counts["lost" if found is None else "torn"] += 1
                print(f"  {name} is {'lost' if found is None else 'torn'}")
            elif found is not None and found != self._undisturbed(name):
                self.counts["torn"] += 1
        copy = self.folder / "copy"
        if copy.exists():
            if _state(copy) != before:
                self.counts["torn"] += 1
            shutil.rmtree(copy)

    def compare(self) -> None:
        """Run the build to its end, and compare with a store that was never disturbed."""
        self._run("build", self.sources, "--store", self.store, "-j", "2")
        fresh = self.folder / "fresh"
        self._run("build", self.sources, "--store", fresh, "-j", "1")
        if _bytes(self.store, self.folder) != _bytes(fresh, self.folder):
            self.counts["different"] += 1
        if subprocess.run(
            [sys.executable, "-m", "kg", "doctor", self.store], capture_output=True, check=False
        ).returncode:
            self.counts["unreadable"] += 1
        shutil.rmtree(fresh)

    def state(self) -> dict[str, str]:
        """File name → digest of its report's graph, as a reader sees the store."""
        return _state(self.store)

    def _undisturbed(self, name: str) -> str:
        """The digest that the report's graph has when nothing goes wrong."""
        data = (self.sources / name).read_bytes()
        if data not in self._known:
            page = self._read(Source(name, name, name, data))
            assert isinstance(page, Page)
            names = Names(ID)
            node = names.node("dataset", page.report)
            alone = ox.Store()
            alone.update(f"INSERT DATA {{ GRAPH {node} {{ {page.body} }} }}", prefixes=names.prefixes)
            self._known[data] = _digest(named_graph(node, alone, names))
        return self._known[data]

    def _write(self, name: str, text: str) -> None:
        (self.sources / name).write_text(text, encoding="utf-8")

    def _run(self, *arguments: object) -> None:
        subprocess.run(_command(arguments), check=True, capture_output=True, cwd=ROOT)

    def _killed(self, *arguments: object) -> None:
        with subprocess.Popen(
            _command(arguments), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT
        ) as process:
            start = time.monotonic()
            time.sleep(self.draw.uniform(0.1, self.duration))
            done = process.poll() is not None
            process.kill()
            process.wait()
        self.counts["ended before" if done else "killed"] += 1
        # kill where there is work: adapt to how long the commands take on this machine
        self.duration = max(0.3, self.duration * (0.9 if done else 1.05), 0.2 * (time.monotonic() - start))


def _command(arguments: tuple[object, ...]) -> list[str]:
    return [sys.executable, "-m", "kg", *map(str, arguments)]


def _state(store: Path) -> dict[str, str]:
    dataset = open_store(store)
    try:
        found: dict[str, str] = {}
        for graph in dataset.named_graphs():
            for name in (o for pairs in graph.triples.values() for p, o in pairs if p == "kg:fileName"):
                found[name.strip('"')] = _digest(graph)
        merged = {quad.triple for quad in dataset.store.quads_for_pattern(None, None, None, ox.DefaultGraph())}
        if merged != {quad.triple for quad in dataset.each()}:
            found["the merged graph"] = "torn"
    finally:
        dataset.close()
    return found


def _digest(graph: NamedGraph) -> str:
    told = sorted(f"{s} {p} {o}" for s, pairs in graph.triples.items() for p, o in pairs)
    return hashlib.sha256("\n".join(told).encode()).hexdigest()


def _bytes(store: Path, folder: Path) -> bytes:
    dataset = open_store(store)
    try:
        (path,) = export(dataset, folder / "export.trig")
    finally:
        dataset.close()
    return path.read_bytes()


def run(kills: int, *, seed: int = 1, every: int = 20) -> Counter[str]:
    """The counts of a campaign with *kills* kills."""
    with tempfile.TemporaryDirectory() as folder:
        campaign = Campaign(Path(folder), seed=seed)
        deeds: Counter[str] = Counter()
        while campaign.counts["killed"] < kills:
            deeds[campaign.round()] += 1
            if sum(deeds.values()) % every == 0:
                campaign.compare()
                print(f"  {campaign.counts['killed']} kills: {dict(campaign.counts)}", file=sys.stderr)
        campaign.compare()
        return campaign.counts + Counter({f"of {deed}": number for deed, number in deeds.items()})


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    counts = run(given.kills, seed=given.seed)
    bad = {name: counts[name] for name in ("torn", "lost", "unreadable", "different")}
    print(
        f"{counts['killed']} kills ({', '.join(f'{k} {v}' for k, v in sorted(counts.items()) if k.startswith('of '))})"
    )
    print(", ".join(f"{number} {name}" for name, number in bad.items()))
    sys.exit(1 if any(bad.values()) else 0)


if __name__ == "__main__":
    main()
