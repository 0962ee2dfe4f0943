"""The desk: `publish serve`, a page in the browser for who opens no terminal; the only room with Starlette.

    serving (uvicorn) -> guard (who may ask) -> application (addresses) -> desks -> papers -> workshop -> jobs

Texts of strangers are read and set in the workers only, which have bounds of time and memory.
"""
