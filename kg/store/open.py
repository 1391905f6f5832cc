"""A graph by what the user calls it: a file, a store's folder, or the address of an endpoint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.rdf.load import load_dataset
from kg.remote.client import Client, is_address
from kg.remote.dataset import RemoteDataset
from kg.store.dataset import open_store
from kg.store.layout import is_store

if TYPE_CHECKING:
    from pathlib import Path

    from kg.rdf.dataset import Dataset


def open_dataset(place: str | Path, *, lazy: bool = False) -> Dataset:
    """The dataset in a file, a store or an endpoint.

    Args:
        place: an RDF file, the folder of a store, or the address of a SPARQL endpoint (it may hold `user:password@`).
        lazy: parse a file only when it is needed.

    Raises:
        GraphError: there is none, or it is damaged.
    """
    if isinstance(place, str) and is_address(place):
        return RemoteDataset(Client(place))
    if is_store(place):
        return open_store(place)
    return load_dataset(place, lazy=lazy)
