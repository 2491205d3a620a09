"""The serving process: the application over a desk, models warmed and vectors filled in behind it."""

import threading

import uvicorn

from dateline.service.desk import Desk, open_desk
from dateline.service.http import create_app
from dateline.service.settings import Settings


def run(settings: Settings, *, host: str, port: int) -> int:
    """Serve until the process is told to stop. Returns the exit status."""
    desk = open_desk(settings)
    keys = frozenset(key.strip() for key in settings.api_keys.split(",") if key.strip())
    app = create_app(desk, api_keys=keys)
    stop = threading.Event()
    behind = threading.Thread(target=_behind, args=(desk, stop), daemon=True, name="embedding")
    behind.start()
    print(f"Dateline answers at http://{host}:{port}", flush=True)
    uvicorn.run(app, host=host, port=port, log_level="warning", timeout_graceful_shutdown=5)
    stop.set()
    desk.behind.set()
    return 0


def _behind(desk: Desk, stop: threading.Event) -> None:
    desk.ready()
    desk.embed_behind(stop)
