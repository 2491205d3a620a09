"""A model endpoint that does what its script says, down to the byte: plain sockets and threads, no HTTP library."""

import json
import socket
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager, suppress
from threading import Event, Lock, Thread

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n"
_TICK_S = 0.05


class Call:
    """One accepted connection, and what a script can do with it. Sending raises OSError once the client has gone."""

    def __init__(self, connection: socket.socket, stopping: Event) -> None:
        self._connection = connection
        self._stopping = stopping
        self.request = b""

    def read_request(self) -> None:
        """Read head and body; what is missing when the client goes stays missing."""
        while b"\r\n\r\n" not in self.request and (data := self._connection.recv(65536)):
            self.request += data
        head, _, body = self.request.partition(b"\r\n\r\n")
        lengths = [line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
        missing = int(lengths[0].split(b":")[1]) - len(body) if lengths else 0
        while missing > 0 and (data := self._connection.recv(65536)):
            self.request += data
            missing -= len(data)

    def send(self, data: bytes) -> None:
        self._connection.sendall(data)

    def reset(self) -> None:
        """Hang up with a RST instead of a FIN."""
        self._connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")

    def forever(self, data: bytes, *, every_s: float = _TICK_S) -> None:
        """Send again and again until the client goes or the test ends."""
        while not self._stopping.wait(every_s):
            self.send(data)

    def until_left(self) -> None:
        """Say nothing until the client goes or the test ends."""
        self._connection.settimeout(_TICK_S)
        while not self._stopping.is_set():
            try:
                if not self._connection.recv(65536):
                    return
            except TimeoutError:
                continue

    def stall(self) -> None:
        """Say nothing until the test ends."""
        self._stopping.wait()


Script = Callable[[Call], None]


class Endpoint:
    """Where the server listens, and what it saw."""

    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}/v1"
        self.requests: list[bytes] = []
        self.attempts = 0


@contextmanager
def serving(*scripts: Script, reads: bool = True) -> Generator[Endpoint]:
    """Serve on loopback: the n-th connection gets the n-th script, later ones the last; `reads`: the request first."""
    listener = socket.create_server(("127.0.0.1", 0))
    endpoint = Endpoint(listener.getsockname()[1])
    stopping, lock, threads = Event(), Lock(), list[Thread]()

    def handle(connection: socket.socket, script: Script) -> None:
        with connection, suppress(OSError):  # the client may go at any time
            call = Call(connection, stopping)
            if reads:
                call.read_request()
            with lock:
                endpoint.requests.append(call.request)
            script(call)

    def accept() -> None:
        while not stopping.is_set():
            connection, _ = listener.accept()
            if stopping.is_set():
                connection.close()
                return
            script = scripts[min(endpoint.attempts, len(scripts) - 1)]
            endpoint.attempts += 1
            threads.append(Thread(target=handle, args=(connection, script)))
            threads[-1].start()

    acceptor = Thread(target=accept)
    acceptor.start()
    try:
        yield endpoint
    finally:
        stopping.set()
        socket.create_connection(listener.getsockname()).close()  # wakes the acceptor
        acceptor.join()
        for thread in threads:
            thread.join()
        listener.close()


@contextmanager
def never_accepting() -> Generator[Endpoint]:
    """A port whose queue of connections is full, so that a further one hangs while it connects."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        waiting = [socket.socket() for _ in range(4)]
        for client in waiting:
            client.setblocking(False)
            client.connect_ex(listener.getsockname())
        yield Endpoint(listener.getsockname()[1])
        for client in waiting:
            client.close()


def event(data: object) -> bytes:
    """One server-sent event."""
    return b"data: " + (data if isinstance(data, bytes) else json.dumps(data).encode()) + b"\n\n"


def chunk(content: object, *, finish: str | None = None, role: str = "assistant") -> dict[str, object]:
    """One piece of a chat completion."""
    choice = {"index": 0, "delta": {"role": role, "content": content}, "finish_reason": finish}
    return {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": [choice]}


def stream(*events: object, head: bytes = HEAD, done: bool = True) -> Script:
    """A stream of these events."""
    body = b"".join(event(data) for data in events) + (b"data: [DONE]\n\n" if done else b"")
    return raw(head + b"\r\n" + body)


def says(content: str, *, pieces: int = 7) -> Script:
    """A well-behaved stream of a reply, in several pieces."""
    size = max(1, len(content) // pieces)
    parts = [content[at : at + size] for at in range(0, len(content), size)]
    return stream(*(chunk(part) for part in parts), chunk(None, finish="stop"))


def raw(data: bytes) -> Script:
    """These bytes, then the end of the connection."""
    return lambda call: call.send(data)


def status(code: int, *, headers: Sequence[str] = (), body: bytes = b'{"error": {"message": "no"}}') -> Script:
    """An error response."""
    lines = [f"HTTP/1.1 {code} No", "Content-Type: application/json", f"Content-Length: {len(body)}", *headers]
    return raw("\r\n".join([*lines, "Connection: close", "", ""]).encode() + body)


def then(data: bytes, act: Callable[[Call], None]) -> Script:
    """These bytes, then something else."""

    def script(call: Call) -> None:
        call.send(data)
        act(call)

    return script
