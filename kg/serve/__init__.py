"""The endpoint: a graph or a store over HTTP, to read, to look at and, where allowed, to change.

    app.py        routes: which address answers what
    source.py     what is served, as a folder that worker processes open
    pool.py       worker processes: one query each at a time, killed at its limit
    worker.py     the process itself; wire.py is what it speaks
    limits.py     how long, how much, how deep

Nothing here is imported unless the verb is used; Starlette and uvicorn come with the extra `govkg[serve]`.
"""
