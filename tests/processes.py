"""Dateline's own processes for tests: started on loopback, waited for by condition, and gone at the end."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from canaries import found

BIN = Path(sys.executable).parent
PATIENCE_S = 120  # so that a test that fails still ends
_BETWEEN_LOOKS_S = 0.1


@dataclass(frozen=True, slots=True)
class Running:
    """A process and the file that its output goes to."""

    process: subprocess.Popen[bytes]
    output: Path

    def until(self, true: Callable[[], bool]) -> None:
        """Wait for a condition. Raises AssertionError, with the output, when the process ends or time is up first."""
        deadline = monotonic() + PATIENCE_S
        while not true():
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(timeout=_BETWEEN_LOOKS_S)
                raise AssertionError(f"ended with {self.process.returncode}: {self.output.read_text()}")
            assert monotonic() < deadline, self.output.read_text()

    def kill(self) -> None:
        """End the process and its children as a power cut does."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


@contextmanager
def running(*command: str, output: Path, settings: Mapping[str, str]) -> Generator[Running]:
    """A command of the environment that the tests run in, killed at the end with all that it started."""
    with output.open("wb") as written:
        process = subprocess.Popen(
            [str(BIN / command[0]), *command[1:]],
            env=environment(settings),
            stdout=written,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    started = Running(process, output)
    try:
        yield started
    finally:
        started.kill()
        assert not found(output.read_text(errors="replace")), "a service's output tells a question, a passage or a key"


def dateline(*arguments: str, settings: Mapping[str, str]) -> Any:
    """Run the command line to its end; the JSON document it printed."""
    command = [str(BIN / "dateline"), *arguments, "--json"]
    ran = subprocess.run(command, env=environment(settings), capture_output=True, check=False)
    assert ran.returncode == 0, ran.stderr.decode()
    return json.loads(ran.stdout)


def environment(settings: Mapping[str, str]) -> dict[str, str]:
    """What a process is given: nothing of Dateline's but these settings."""
    return {name: value for name, value in os.environ.items() if not name.startswith("DATELINE_")} | dict(settings)


def free_port() -> int:
    """A port of loopback that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return listening.getsockname()[1]


def call(url: str, body: object = None) -> Any:
    """GET, or POST a body as JSON; the JSON that came back. Raises URLError."""
    [document] = exchange(url, None if body is None else json.dumps(body).encode(), kind="application/json")
    return document


def exchange(url: str, body: bytes | None, *, kind: str) -> list[Any]:
    """GET, or POST bytes; the lines of JSON that came back. Raises URLError."""
    with urlopen(Request(url, data=body, headers={"Content-Type": kind}), timeout=PATIENCE_S) as reply:
        return [json.loads(line) for line in reply.read().splitlines()]


def answers(url: str) -> bool:
    """Whether a GET is answered with success."""
    try:
        call(url)
    except HTTPError as refused:
        refused.close()
        return False
    except (URLError, ConnectionError):
        return False
    return True
