"""What is drawn at first, in pyvis's network model, and the vis-network that pyvis bundles.

The lists of `pyvis.network.Network` are filled with its nodes and edges directly: `add_node` and `add_edge` search the
lists each time, which takes quadratic time.
"""

from __future__ import annotations

import json
import re
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from kg.errors import KgError
from kg.view import sizes

if TYPE_CHECKING:
    from kg.projection.facts import Facts
    from kg.view.look import Kind
    from kg.view.picture import Picture

# Positions come with the page, so nothing is simulated; labels and edges are painted by the page itself.
_OPTIONS = {
    "autoResize": False,
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "nodes": {"font": {"size": 0}, "chosen": False, "borderWidth": 0},
    "edges": {"smooth": False, "chosen": False},
    "interaction": {
        "dragNodes": True,
        "dragView": True,
        "zoomView": True,
        "hover": False,
        "multiselect": True,
        "selectConnectedEdges": False,
        "keyboard": False,
        "tooltipDelay": 2_000_000,
    },
}
_CONTROL = re.compile("[\x7f-\x9f]")
_SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)


def network_model(facts: Facts, picture: Picture, kinds: tuple[Kind, ...], entry: dict[str, int]) -> dict[str, Any]:
    """The drawn things as pyvis nodes with their looks and first positions, and the options of vis-network.

    Args:
        facts: what the dataset says.
        picture: what is drawn, and where.
        kinds: the looks that there are.
        entry: by class key, which of the looks it has.
    """
    # pyvis imports IPython, jinja2 and jsonpickle: only who draws a picture pays for it
    from pyvis.network import Network  # noqa: PLC0415
    from pyvis.node import Node  # noqa: PLC0415

    network = Network(directed=True)
    network.options = _OPTIONS
    points = picture.layouts[picture.first]
    for thing, (x, y) in zip(picture.drawn, points, strict=True):
        one = facts.things[thing]
        kind = kinds[entry[one.cls]]
        size = sizes.radius(picture.weight[thing])
        node = Node(thing, kind.shape, one.name, color=kind.colour, size=size, x=x, y=y)
        network.nodes.append(node.options)
    nodes, _, _, _, _, options = network.get_network_data()
    # Looks and names stand once in the legend and the list of things; the page joins them to these by number.
    return {"nodes": [[n["id"], n["x"], n["y"], n["size"]] for n in nodes], "options": json.loads(options)}


def vis_network() -> str:
    """The newest vis-network that the installed pyvis bundles, as JavaScript.

    Raises:
        KgError: the installed pyvis bundles none.
    """
    library = files("pyvis").joinpath("lib")
    found = sorted(
        ([int(part) for part in re.findall(r"\d+", folder.name)], folder.joinpath("vis-network.min.js"))
        for folder in library.iterdir()
        if folder.name.startswith("vis-") and folder.joinpath("vis-network.min.js").is_file()
    )
    if not found:
        raise KgError("the installed pyvis has no vis-network", remedy="pip install 'pyvis>=0.3.2'")
    # The map of the minified source is not in the page: a browser's developer tools would ask the network for it.
    script = _SOURCE_MAP.sub("", found[-1][1].read_text("utf-8"))
    # A string literal in it lists odd spaces as they are; HTML forbids these characters, as escapes they are the same.
    return _CONTROL.sub(lambda m: f"\\x{ord(m[0]):02x}", script)
