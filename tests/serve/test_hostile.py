"""A part of the hostile corpus against a real server; the whole of it runs by `hostile.py`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hostile import Canaries, attack_server, attacks

if TYPE_CHECKING:
    from server import Server

LIMIT = 3  # the timeout of the server


def test_hostile_queries_do_no_harm(reading_server: Server) -> None:
    with Canaries() as canaries:
        makes = attacks(7, canaries)
        outcomes = attack_server(reading_server, [next(makes) for _ in range(42)])
        assert canaries.connections == 0
        assert canaries.reads == 0
    assert not [o.attack for o in outcomes if o.leaked]
    assert {o.status for o in outcomes} <= {200, 400, 413, 503}
    assert all(o.limit for o in outcomes if o.status in {413, 503})
    # the limit, a second, and what a machine with other work to do may take
    assert max(o.seconds for o in outcomes) < LIMIT + 1 + 5
    assert reading_server.running
    assert reading_server.query("ASK {}").boolean


def test_the_corpus_depends_on_its_seed_alone() -> None:
    with Canaries() as canaries:
        first, again, other = (attacks(seed, canaries) for seed in (1, 1, 2))
        firsts, agains, others = ([next(makes) for _ in range(50)] for makes in (first, again, other))
    assert firsts == agains
    assert firsts != others
