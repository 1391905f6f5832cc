"""The looks that the ontology states: apart for readers with every kind of colour vision, in light and in dark."""

from __future__ import annotations

import json
import math
from importlib.resources import files
from itertools import combinations

import pytest

from kg.schema.load import load_schema
from kg.view.look import Kind, kinds

# Machado, Oliveira, Fernandes: "A physiologically-based model for simulation of color vision deficiency" (2009),
# severity 1.
VISION = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.3039)),
}
LEGEND = kinds(load_schema())[0]


def linear(colour: str) -> list[float]:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    return [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]


def lab(rgb: list[float]) -> tuple[float, float, float]:
    """CIE Lab under D65 of linear RGB."""
    r, g, b = (min(1.0, max(0.0, c)) for c in rgb)
    x = (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047
    y = 0.2126 * r + 0.7152 * g + 0.0722 * b
    z = (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883
    fx, fy, fz = (c ** (1 / 3) if c > 0.008856 else 7.787 * c + 16 / 116 for c in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def seen(colour: str, vision: str) -> tuple[float, float, float]:
    rgb = linear(colour)
    return lab([sum(m * c for m, c in zip(row, rgb, strict=True)) for row in VISION[vision]])


def test_there_is_a_look_for_each_of_the_ten_types() -> None:
    assert {k.key for k in LEGEND} >= {
        *("Activity", "Area", "Document", "Group", "Measure", "Organization", "Person", "Place", "Post", "Project"),
    }


@pytest.mark.parametrize("vision", VISION)
def test_any_two_colours_are_told_apart(vision: str) -> None:
    close = [
        (a.key, b.key, round(math.dist(seen(a.colour, vision), seen(b.colour, vision)), 1))
        for a, b in combinations(LEGEND, 2)
        if math.dist(seen(a.colour, vision), seen(b.colour, vision)) < 15
    ]
    assert close == []


def test_any_two_shapes_differ_and_are_drawn() -> None:
    shapes = json.loads(files("kg.view").joinpath("assets/shapes.json").read_text("utf-8"))
    assert len({k.shape for k in LEGEND}) == len(LEGEND)
    assert {k.shape for k in LEGEND} <= shapes.keys()


def contrast(a: str, b: str) -> float:
    one, two = (sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear(x), strict=True)) for x in (a, b))
    return (max(one, two) + 0.05) / (min(one, two) + 0.05)


@pytest.mark.parametrize("kind", LEGEND, ids=lambda k: k.key)
def test_fill_or_outline_stands_out_from_the_ground(kind: Kind) -> None:
    """WCAG 1.4.11: three to one for graphics; the outline is dark on light ground and light on dark ground."""
    for ground, outline in (("#ffffff", "#22272e"), ("#14171b", "#f2f4f7")):
        assert max(contrast(kind.colour, ground), contrast(outline, ground)) >= 3


def test_a_users_class_gets_the_look_of_its_superclass_or_its_own(tmp_path: object) -> None:
    from pathlib import Path  # noqa: PLC0415 - one test writes a file

    file = Path(str(tmp_path)) / "mine.ttl"
    file.write_text(
        "@prefix kg: <https://w3id.org/govkg/ontology#> . @prefix lex: <https://w3id.org/govkg/lexicon#> .\n"
        "@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
        "@prefix my: <https://example.org/my#> .\n"
        'my:Library a owl:Class ; rdfs:subClassOf kg:Organization ; rdfs:label "馆"@zh, "library"@en .\n'
        'my:Museum a owl:Class ; rdfs:subClassOf kg:Organization ; rdfs:label "馆"@zh, "museum"@en ;\n'
        '  lex:colour "#112233" ; lex:shape "cross" .\n',
        encoding="utf-8",
    )
    table, entry = kinds(load_schema([file]))
    assert table[entry["Library"]].key == "Organization"
    assert (table[entry["Museum"]].key, table[entry["Museum"]].colour) == ("Museum", "#112233")
