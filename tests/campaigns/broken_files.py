"""Broken and hostile files to `kg build`: none may crash it, hold it up, or leave half an output.

    python tests/campaigns/broken_files.py [--files 2000] [--seed 1] [--keep DIR]

Each file goes through reading, extraction and writing in a process that does the same for many; of each bomb and of one
file in twenty the real command is run too. At the end the real command takes all of them at once into one file and into
a store, which `kg doctor` looks at. Counted are

* crashes: any error that is not one of a report (exit code 3), a process that died, a traceback;
* hangs: nothing after 30 seconds of the processor, or ten times as long by the clock;
* halves: an output that is neither absent nor whole, or a leftover beside it.
"""

from __future__ import annotations

import argparse
import queue
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path

import pyoxigraph as ox
from watch import Watch

from kg.builder import Builder
from kg.errors import InputError, KgError
from kg.export.stream import stream
from kg.files import write_whole
from kg.sources.model import Unreadable
from kg.sources.read import read_sources

ROOT = Path(__file__).resolve().parents[2]
_PATIENCE = 30.0  # seconds of the processor
_SAMPLE = 20  # one file in so many is given to the command itself


def serve() -> None:
    """Read the files whose names come on standard input, as `kg build FILE -o OUTPUT` does; tell how each ended."""
    builder = Builder()
    for line in sys.stdin:
        path, output = line.rstrip("\n").split("\t")
        try:
            graphs = list(builder.graphs(_readings(builder, path)))
            if graphs:
                write_whole(output, stream(iter(graphs), output, builder.write.names.prefixes))
            told = f"read {len(graphs)}"
        except InputError as error:
            told = f"refused {error}"
        except KgError as error:
            told = f"crash {type(error).__name__}: {error}"
        except Exception as error:  # noqa: BLE001 - that is what is looked for
            told = f"crash {type(error).__name__}: {error}"
        print(" ".join(told.split()), flush=True)


def _readings(builder: Builder, path: str):
    refused = None
    for source in read_sources(Path(path)):
        try:
            if isinstance(source, Unreadable):
                raise source.error
            yield builder.source(source)
        except InputError as error:
            refused = error
    if refused is not None:
        raise refused


class Server:
    """The process that reads file after file; started again where it died or hung."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None
        self._answers: queue.Queue[str] = queue.Queue()

    def ask(self, path: Path, output: Path) -> tuple[str, float]:
        """How the file ended, and after how many seconds."""
        if self._process is None:
            self._start()
        watch = Watch(self._process.pid, _PATIENCE)
        self._process.stdin.write(f"{path}\t{output}\n")
        self._process.stdin.flush()
        told = None
        while told is None:
            try:
                told = self._answers.get(timeout=1.0)
            except queue.Empty:
                told = "hang" if watch.late() else None
        if told == "":
            told = f"crash the process ended with {self._process.wait()}"
        seconds = watch.seconds()
        if told.startswith(("hang", "crash the process")):
            self.stop()
        return told, seconds

    def stop(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
        self._process = None

    def _start(self) -> None:
        self._answers = queue.Queue()
        self._process = subprocess.Popen(
            [sys.executable, "-W", "ignore", __file__, "--serve"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            cwd=ROOT,
        )
        threading.Thread(target=self._listen, args=(self._process, self._answers), daemon=True).start()
        self._wait_for_start()

    @staticmethod
    def _listen(process: subprocess.Popen[str], answers: queue.Queue[str]) -> None:
        for line in process.stdout:
            answers.put(line.strip())
        answers.put("")

    def _wait_for_start(self) -> None:
        """The first file is not to wait for the vocabulary."""
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "a.txt").write_text("清河区教育局开展义诊3次。", encoding="utf-8")
            self.ask(Path(folder) / "a.txt", Path(folder) / "a.nq")


class Campaign:
    """Files, what became of each, and the counts.

    Args:
        folder: an empty folder to work in.
    """

    def __init__(self, folder: Path) -> None:
        self.files = folder / "files"
        self.out = folder / "out"
        self.folder = folder
        self.counts: Counter[str] = Counter(crashes=0, hangs=0, halves=0)
        self.slowest: list[tuple[float, str]] = []
        self.told: list[str] = []
        self.read: set[str] = set()
        self._server = Server()
        self.files.mkdir()
        self.out.mkdir()

    def stop(self) -> None:
        """End the process that reads."""
        self._server.stop()

    def give(self, name: str, data: bytes, *, command: bool) -> None:
        """One file to the server, and to the command itself."""
        path, output = self.files / name, self.out / "graph.nq"
        path.write_bytes(data)
        output.write_bytes(b"")
        told, seconds = self._server.ask(path, output)
        self._note(name, told)
        self.slowest = sorted([*self.slowest, (seconds, name)], reverse=True)[:5]
        self._look_at(output, name)
        if command:
            self._command(path, name)

    def _command(self, path: Path, name: str) -> None:
        output = self.out / "graph.ttl"
        output.unlink(missing_ok=True)
        process = subprocess.Popen(
            [sys.executable, "-m", "kg", "build", str(path), "-o", str(output)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            cwd=ROOT,
        )
        watch = Watch(process.pid, _PATIENCE)
        told = b""
        while process.poll() is None:
            with suppress(subprocess.TimeoutExpired):
                _, told = process.communicate(timeout=1.0)
            if process.returncode is None and watch.late():
                process.kill()
                process.communicate()
                self._note(name, "hang of the command")
                return
        self.counts["commands"] += 1
        if process.returncode not in {0, InputError.exit_code} or b"Traceback" in told:
            self._note(name, f"crash of the command ({process.returncode}): {told.decode(errors='replace')[-300:]}")
        if process.returncode == 0 and not output.exists():
            self._note(name, "half: no output")
        self._look_at(output, name)

    def together(self) -> None:
        """All of them at once, into a file and into a store."""
        self._server.stop()
        for target in (("-o", self.out / "all.nq"), ("--store", self.out / "store")):
            start = time.monotonic()
            done = self._run("build", self.files, *target)
            lines = done.stderr.strip().splitlines() or [""]
            print(
                f"  {target[0]}: exit code {done.returncode} after {time.monotonic() - start:.0f} s: {lines[-1][:300]}"
            )
            internal = [line for line in lines if "internal error" in line or "Traceback" in line]
            if done.returncode not in {0, InputError.exit_code} or internal:
                self._note(target[0], f"crash {done.returncode} {' '.join(internal[:3] or lines[-3:])}")
        self._look_at(self.out / "all.nq", "all.nq")
        done = self._run("doctor", self.out / "store")
        if done.returncode:
            self._note("store", f"half {done.stdout}{done.stderr}")
        again = self._run("build", self.files, "--store", self.out / "store")
        if " 0 new" not in again.stderr or " 0 replaced" not in again.stderr:
            self._note("store", f"half: another build changed it: {again.stderr.strip().splitlines()[-1:]}")

    def _run(self, *arguments: object) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "kg", *map(str, arguments)],
            capture_output=True,
            check=False,
            cwd=ROOT,
            text=True,
            encoding="utf-8",
            errors="replace",
        )

    def _note(self, name: str, told: str) -> None:
        kind = told.split(maxsplit=1)[0].rstrip(":")
        self.counts[{"crash": "crashes", "hang": "hangs", "half": "halves"}.get(kind, kind)] += 1
        if kind in {"crash", "hang", "half"}:
            self.told.append(f"{name}: {told}")
            print(f"  {name}: {told}", flush=True)

    def _look_at(self, output: Path, name: str) -> None:
        leftovers = sorted(p.name for p in self.out.iterdir() if p.name.startswith("."))
        if leftovers:
            self._note(name, f"half: {leftovers}")
        if output.exists():
            try:
                for _ in ox.parse(path=str(output)):
                    pass
            except (SyntaxError, OSError) as error:
                self._note(name, f"half: {error}")


def run(number: int, *, seed: int = 1, keep: Path | None = None) -> Counter[str]:
    """The counts of a campaign with *number* files."""
    from hostile_files import files  # noqa: PLC0415 - the server does without the libraries that make files

    with tempfile.TemporaryDirectory() as temporary:
        campaign = Campaign(Path(temporary))
        start = time.monotonic()
        for count, (name, data) in enumerate(files(number, seed), 1):
            campaign.give(name, data, command=name.startswith("bomb-") or count % _SAMPLE == 0)
            if count % 200 == 0:
                print(f"  {count} files after {time.monotonic() - start:.0f} s: {dict(campaign.counts)}", flush=True)
        for seconds, name in campaign.slowest:
            print(f"  slowest: {seconds:.1f} s {name}")
        campaign.together()
        if keep is not None:
            shutil.copytree(campaign.files, keep)
        return campaign.counts


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--files", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="a new folder for the files")
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.serve:
        serve()
        return
    counts = run(given.files, seed=given.seed, keep=given.keep)
    print(f"{given.files} files: {counts['read']} read, {counts['refused']} refused; {counts['commands']} commands")
    print(", ".join(f"{counts[name]} {name}" for name in ("crashes", "hangs", "halves")))
    sys.exit(1 if any(counts[name] for name in ("crashes", "hangs", "halves")) else 0)


if __name__ == "__main__":
    main()
