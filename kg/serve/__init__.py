"""The endpoint: a graph or a store over HTTP, to read, to look at and, where allowed, to change.

    app.py        routes: which address answers what
    source.py     what is served, as a folder that worker processes open
    pool.py       which worker answers which request; process.py is a worker as the server sees it
    worker.py     the process itself; changing.py is the one that changes a store; wire.py is what they speak
    pages.py      what workers make for people; front.py is where they find it
    limits.py     how long, how much, how deep

Nothing here is imported unless the verb is used; Starlette and uvicorn come with the extra `govkg[serve]`.
"""
