"""The application on loopback and its page opened in a browser, held to: no complaint, no stranger."""

import socket
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Thread

import uvicorn
from fakes_http import WordDesk
from playwright.sync_api import Browser, ConsoleMessage, Page, Request

from dateline.service.http import create_app


@dataclass  # not slotted: Playwright keeps its wrappers of handlers on their object
class Opened:
    """A page that was opened, and what its browser complained about or asked other hosts for."""

    page: Page
    address: str
    complaints: list[str] = field(default_factory=list[str])
    strangers: list[str] = field(default_factory=list[str])

    def listen(self, message: ConsoleMessage) -> None:
        """Keep what the console calls an error."""
        if message.type == "error":
            self.complaints.append(message.text)

    def watch(self, request: Request) -> None:
        """Keep the address of a request to another host."""
        if not request.url.startswith(self.address):
            self.strangers.append(request.url)

    def ask(self, question: str) -> None:
        """Type a question and send it."""
        self.page.get_by_label("Your question").fill(question)
        self.page.get_by_role("button", name="Ask", exact=True).click()

    def refused(self, times: int) -> None:
        """Expect that the service refused what was sent so many times: the console calls each an error."""
        told = [each for each in self.complaints if "responded with a status of 422" in each]
        assert len(told) == times
        self.complaints = [each for each in self.complaints if each not in told]

    def sideways(self) -> int:
        """How many pixels of the page lie beyond the window's right edge."""
        return self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


@contextmanager
def serving(desk: WordDesk) -> Generator[str]:
    """The application on a free port of loopback; the socket listens before the server starts, so no call is early."""
    config = uvicorn.Config(create_app(desk), log_level="critical", ws="none", timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()


@contextmanager
def opened(browser: Browser, desk: WordDesk, **options: object) -> Generator[Opened]:
    """The page of a desk, closed at the end and held to: no complaint in the console, no request to another host."""
    with serving(desk) as address:
        context = browser.new_context(**options)  # pyright: ignore[reportArgumentType]
        here = Opened(context.new_page(), address)
        here.page.on("console", here.listen)
        here.page.on("pageerror", lambda error: here.complaints.append(str(error)))
        here.page.on("request", here.watch)
        here.page.goto(address)
        yield here
        context.close()
    assert here.complaints == []
    assert here.strangers == []
