"""A store on another server, which follows it: what was taken out here is taken out there.

The store remembers which of its graphs it has put on which server, so that nothing else is ever removed there.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from kg.errors import GraphError
from kg.files import write_whole
from kg.remote.push import push, withdraw
from kg.store.layout import existing

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from pathlib import Path

    from kg.remote.client import Client
    from kg.store.dataset import StoreDataset

_FILE = "pushed.json"


def push_store(
    dataset: StoreDataset,
    folder: str | Path,
    client: Client,
    *,
    by: str = "store",
    graph: str | None = None,
    keep: bool = False,
    on_step: Callable[[int], None] = lambda _number: None,
) -> tuple[int, int]:
    """Load a store into a server, and remove there the graphs that it put there before and no longer has.

    Args:
        dataset: the store, open.
        folder: its folder.
        client: see `kg.remote.push.push`, like the arguments that follow.
        by: likewise.
        graph: likewise.
        keep: remove nothing there; a later push may.
        on_step: called after each graph with how many are done.

    Returns:
        How many graphs were loaded, and how many removed.

    Raises:
        GraphError: the server cannot be reached or refuses, or what the store remembers of it is damaged.
        OutputError: what was pushed cannot be noted in the folder; nothing was sent then.
    """
    path = existing(folder).folder / _FILE
    known = _remembered(path)
    now = {node.value for node in dataset.store.named_graphs()}
    before = set(known.get(client.address, ()))
    # noted first: where the push breaks off, the next one still knows what may be there
    _remember(path, known, client.address, before | now)
    number = push(dataset, client, by=by, graph=graph, on_step=on_step)
    gone = [] if keep else sorted(before - now)
    withdraw(client, gone, by=by)
    _remember(path, known, client.address, before | now if keep else now)
    return number, len(gone)


def _remembered(path: Path) -> dict[str, list[str]]:
    """Address of a server → the graphs that were put there."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return {str(address): [str(iri) for iri in graphs] for address, graphs in found.items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, AttributeError, TypeError) as error:
        raise GraphError(
            f"what was pushed before cannot be read: {error}",
            place=str(path),
            remedy="remove the file; graphs of removed reports then stay on the servers",
        ) from error


def _remember(path: Path, known: dict[str, list[str]], address: str, graphs: Collection[str]) -> None:
    known[address] = sorted(graphs)
    write_whole(path, [json.dumps(known, ensure_ascii=False, indent=0), "\n"])
