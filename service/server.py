"""The serving process: the application over a desk, models warmed and vectors filled in behind it."""

import logging
import socket
import threading
from collections.abc import Generator
from contextlib import contextmanager

import uvicorn

from dateline.service.cli import WorkFailed
from dateline.service.desk import Desk, open_desk
from dateline.service.http import create_app
from dateline.service.nouns import Question
from dateline.service.settings import Settings

_FIRST_PROBES_S = 0.5  # those who wait for the service to be ready are told so before Chroma is imported

log = logging.getLogger(__name__)


def run(settings: Settings, *, host: str, port: int) -> int:
    """Serve until the process is told to stop; port 0 takes a free one. Returns the exit status.

    Raises WorkFailed when the address cannot be had.
    """
    listening = _listening(host, port)
    desk = open_desk(settings)
    keys = frozenset(key.strip() for key in settings.api_keys.split(",") if key.strip())
    app = create_app(desk, api_keys=keys)
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=5))
    stop = threading.Event()
    threading.Thread(target=_behind, args=(desk, stop), daemon=True, name="embedding").start()
    shown = f"[{host}]" if ":" in host else host
    print(f"Dateline answers at http://{shown}:{listening.getsockname()[1]}", flush=True)
    try:
        server.run(sockets=[listening])
    except KeyboardInterrupt:
        pass  # uvicorn has shut down and passes on what stopped it
    finally:
        stop.set()
        desk.behind.set()
    return 0 if server.started else 1


@contextmanager
def serving(desk: Desk) -> Generator[str]:
    """Serve a desk from a thread of this process, on a free port of loopback; the address, as long as it lasts.

    Nothing is embedded behind it: what comes in is found by its words, and by meaning where its words had a vector.
    """
    listening = _listening("127.0.0.1", 0)
    server = uvicorn.Server(uvicorn.Config(create_app(desk), log_level="warning"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True, name="serving")
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()


def _listening(host: str, port: int) -> socket.socket:
    """A socket that takes connections from now on; they are answered once the application has started."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family, backlog=2048)
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise WorkFailed(f"{host} port {port} cannot be used ({why}): choose another with --host and --port") from error


def _behind(desk: Desk, stop: threading.Event) -> None:
    try:
        desk.ready()
        stop.wait(_FIRST_PROBES_S)
        desk.search(Question("Is everything ready?"), 1)  # opens Chroma, which takes a second to import
    except Exception:  # an endpoint that cannot be reached yet must not keep its vectors from coming later
        log.exception("the embedder is not ready; it will be tried again")
    desk.embed_behind(stop)
