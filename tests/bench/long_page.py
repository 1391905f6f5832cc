"""How long a page of five megabytes takes, and how much memory: read, and read to Turtle, against the bytes of it.

    python tests/bench/long_page.py [MEGABYTES]

The page is one article of paragraphs, headings, lists and tables with menus around it. Each figure is of a process of
its own; the peak is that of its resident memory, above what it held before the page. Lines of a long page are read in
another process, whose time is no time of this one's processor.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

MENU = "".join(f'<li><a href="/{n}">栏目{n}</a></li>' for n in range(40))
HEAD = (
    '<html><head><meta charset="utf-8"><title>清河县年鉴</title></head>'
    f'<body><ul>{MENU}</ul><h1>清河县年鉴</h1><div id="zoom">'
)
PART = (
    "<h2>第{n}节　工作情况</h2><p>　　3月{d}日，柳林镇第{n}网格组织志愿者{n}名，清理河道{d}公里，走访群众{n}户。</p>"
    "<p>　　县水利局检查水库{d}座，发现隐患{n}处，已整改{d}处。</p><ul><li>石桥镇更换管线{n}米。</li></ul>"
    "<table><tr><th>村</th><th>党员（名）</th><th>经费（万元）</th></tr><tr><td>第{n}村</td><td>{d}</td><td>{n}.5</td></tr>"
    "<tr><td>第{n}新村</td><td>{n}</td><td>{d}.2</td></tr></table>"
)
READ = """
import resource, sys, time
from pathlib import Path
{prepare}
def peak():
    return int(next(l.split()[1] for l in Path("/proc/self/status").read_text().splitlines() if l.startswith("VmHWM")))
data = Path(sys.argv[1]).read_bytes()
before, start, processor = peak(), time.perf_counter(), time.process_time()
steps = []
{call}
print(time.perf_counter() - start, time.process_time() - processor, (peak() - before) * 1024, len(steps))
"""
WAYS = {
    "lines of the article": (
        "import kg.readers.html\nfrom kg.readers.formats import read_original",
        'read_original(data, "page.html", progress=lambda done, of: steps.append(done))',
    ),
    "page to Turtle": (
        """import kg.readers.html
from kg.builder import Builder
from kg.export.stream import stream
builder = Builder()""",
        """reading = builder.read(data, name="page.html", progress=lambda done, of: steps.append(done))
written = sum(map(len, stream(builder.graphs([reading]), "page.ttl", builder.write.names.prefixes)))""",
    ),
}


def page(size: int) -> bytes:
    """A page of about *size* bytes."""
    pieces, length, n = [HEAD.encode()], len(HEAD.encode()), 0
    while length < size:
        n += 1
        piece = PART.format(n=n, d=n % 28 + 1).encode()
        pieces.append(piece)
        length += len(piece)
    return b"".join([*pieces, "</div><p>版权所有　示ICP备1号</p></body></html>".encode()])


def main() -> None:
    """Print the figures."""
    megabytes = float(sys.argv[1]) if len(sys.argv) > 1 else 5.0
    with tempfile.TemporaryDirectory() as folder:
        for size in (megabytes / 4, megabytes / 2, megabytes):
            path = Path(folder) / "page.html"
            path.write_bytes(page(int(size * 2**20)))
            for name, (prepare, call) in WAYS.items():
                told = subprocess.run(
                    [sys.executable, "-c", READ.format(prepare=prepare, call=call), str(path)],
                    check=True,
                    capture_output=True,
                    text=True,
                ).stdout.split()
                seconds, processor, memory = map(float, told[:3])
                print(
                    f"{size:5.2f} MB  {name:22} {seconds:6.2f} s, of the processor {processor / size:5.2f} s/MB"
                    f"  peak +{memory / 2**20:6.0f} MB  {memory / 2**20 / size:5.1f} times it  {told[3]} steps told"
                )


if __name__ == "__main__":
    main()
