"""The server, running until it is stopped."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from kg.errors import MissingExtraError, OutputError

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable, Iterable
    from pathlib import Path

    import uvicorn

    from kg.serve.limits import Limits

PORT = 7878


def run(
    path: str | Path,
    limits: Limits,
    *,
    host: str = "127.0.0.1",
    port: int = PORT,
    names: Iterable[str] = (),
    token: str | None = None,
    allowed: Iterable[str] = (),
    on_ready: Callable[[str], None] = lambda _address: None,
) -> None:
    """Serve a graph or a store until the process is told to end.

    Args:
        path: a graph file, or the folder of a store.
        limits: what one request may cost.
        host: the address to listen on.
        port: the port; 0 takes a free one.
        names: further names that the server is called by.
        token: who has it may change the store; None where nobody may.
        allowed: addresses that SERVICE and LOAD may name.
        on_ready: called with the server's own address when it listens.

    Raises:
        MissingExtraError: Starlette or uvicorn is not installed.
        GraphError: the graph cannot be read.
        OutputError: the port is taken.
    """
    try:
        import uvicorn  # noqa: PLC0415 - an extra

        from kg.serve.app import make_app  # noqa: PLC0415 - needs Starlette, of the same extra
    except ModuleNotFoundError as error:
        raise MissingExtraError(
            f"kg serve needs {error.name}, which is not installed", remedy="pip install 'govkg[serve]'"
        ) from error
    from kg.serve.connection import HEAD, Connection  # noqa: PLC0415 - as above
    from kg.serve.listen import listen  # noqa: PLC0415
    from kg.serve.source import open_source  # noqa: PLC0415

    source = open_source(path)
    try:
        try:
            listening = listen(host, port)
        except OSError as error:
            raise OutputError(
                f"cannot listen there: {error.strerror or error}",
                place=f"{host}:{port}",
                remedy="end what uses it, or give another --port",
            ) from error
        app = make_app(source, limits, host=host, names=names, token=token, allowed=allowed)
        config = uvicorn.Config(
            app,
            log_level="warning",
            access_log=False,
            server_header=False,
            lifespan="on",
            http=type("Timed", (Connection,), {"seconds": limits.head_seconds}),
            h11_max_incomplete_event_size=HEAD,
            ws="none",
            timeout_keep_alive=15,
            timeout_graceful_shutdown=2,
            limit_concurrency=1024,
        )
        server = uvicorn.Server(config)
        asyncio.run(_serve(server, listening, on_ready))
    finally:
        source.close()


async def _serve(server: uvicorn.Server, listening: socket.socket, on_ready: Callable[[str], None]) -> None:
    """Serve, and say so once it listens."""
    serving = asyncio.ensure_future(server.serve(sockets=[listening]))
    while not server.started and not serving.done():
        await asyncio.sleep(0.01)
    if server.started:
        on_ready(_address(listening.getsockname()))
    await serving


def _address(name: tuple[object, ...]) -> str:
    host, port = str(name[0]), name[1]
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/"
