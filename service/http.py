"""The HTTP application: routes, problems, limits, the page, and the headers that keep a browser to them."""

from pathlib import Path

from fastapi import APIRouter, FastAPI, Response
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dateline.service import routes, routes_articles, routes_check, routes_wrong
from dateline.service.doors import Desk
from dateline.service.problems import TOO_LARGE, add_handlers, respond

MAX_BODY_BYTES = 1_000_000
KEEP_ALIVE_S = 10.0

_KINDS = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
_PAGE = Path(__file__).parent / "page"
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def create_app(desk: Desk, *, api_keys: frozenset[str] = frozenset(), keep_alive_s: float = KEEP_ALIVE_S) -> FastAPI:
    """The application over one desk.

    With `api_keys`, writing needs `Authorization: Bearer` and one of them; without, everyone who reaches the port may
    write. `keep_alive_s`: seconds of silence in a stream before a comment.
    """
    app = FastAPI(
        title="Dateline",
        description="Answers from news articles, every sentence tied to the exact words of a dated article.",
        docs_url=None,  # their scripts would come from other hosts
        redoc_url=None,
        redirect_slashes=False,
    )
    app.state.desk = desk
    app.state.api_keys = api_keys
    app.state.keep_alive_s = keep_alive_s
    app.include_router(routes.router)
    app.include_router(routes_check.router)
    app.include_router(routes_wrong.router)
    app.include_router(routes_articles.router)
    app.include_router(_page())
    app.add_middleware(_BodyLimit)
    app.add_middleware(_Headers)
    add_handlers(app)
    return app


def _page() -> APIRouter:
    """The page's files, read once: no address of a request is ever turned into a path."""
    files = {path.name: (path.read_bytes(), _KINDS[path.suffix]) for path in _PAGE.iterdir() if path.suffix in _KINDS}
    router = APIRouter(include_in_schema=False)

    @router.api_route("/", methods=["GET", "HEAD"])
    async def index() -> Response:
        return _file("index.html")

    @router.api_route("/page/{name}", methods=["GET", "HEAD"])
    async def part(name: str) -> Response:
        return _file(name)

    def _file(name: str) -> Response:
        if name not in files:
            raise HTTPException(404)
        content, kind = files[name]
        return Response(content, media_type=kind, headers={"Cache-Control": "no-cache"})

    return router


class _BodyLimit:
    """Refuses a body that is too large, before it is read where its length is declared.

    FastAPI's own `max_body_size` answers in plain text whenever the length was declared, and errors here are problems.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        lines = (scope["method"], scope["path"]) == ("POST", "/articles")
        limit = routes_articles.MAX_LINES_BYTES if lines else MAX_BODY_BYTES
        declared = Headers(scope=scope).get("content-length", "")
        if declared.isdecimal() and (len(declared) > 18 or int(declared) > limit):
            await respond(TOO_LARGE)(scope, receive, send)
            return
        seen = 0

        async def limited() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > limit:
                raise HTTPException(413)
            return message

        await self._app(scope, limited, send)


class _Headers:
    """Adds the security headers to every response, problems included (only a defect's 500 is sent outside of this)."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(_HEADERS)
            await send(message)

        await self._app(scope, receive, with_headers if scope["type"] == "http" else send)
