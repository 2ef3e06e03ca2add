"""The web application: routes, checks, sessions and static files. No other module uses Starlette."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import Any
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route as HttpRoute
from starlette.types import ASGIApp, Receive, Scope, Send

from summarise.errors import SummariseError
from summarise.workbench.assets_files import PAGE, Asset, assets
from summarise.workbench.calls import BODY_LIMIT, Call, Caller, Download, Json, Refused, Route
from summarise.workbench.desk import Desk
from summarise.workbench.gate import HEADERS, Gate
from summarise.workbench.sessions import COOKIE, Sessions
from summarise.workbench.views import ROUTES

__all__ = ["application"]

_PAGES = (
    "/",
    "/acts",
    "/r/{name}",
    "/r/{name}/{place}",
    "/ledger",
    "/follow",
    "/follow/{place}",
    "/label",
    "/label/new",
    "/task/{rest:path}",
    "/eval",
    "/review",
)
"""Addresses at which the server returns the single HTML page; its script chooses the view by the address."""
_NO_PAGES = ("/api/", "/assets/", "/session")
BODY_SECONDS = 20.0
"""Time limit in seconds for receiving the body of a request."""
AT_A_TIME = 20
"""Maximum number of requests that are handled at the same time."""


def application(desk: Desk, sessions: Sessions, gate: Gate, *, body_seconds: float = BODY_SECONDS) -> Starlette:
    """Return the ASGI application that serves the workbench state `desk`.

    `sessions` holds the logins, and `gate` checks each request. `body_seconds` is the time limit for receiving the body
    of a request.
    """
    found = assets()
    room = asyncio.Semaphore(AT_A_TIME)
    routes = [HttpRoute(path, partial(_page, found[PAGE]), methods=["GET"]) for path in _PAGES]
    routes.append(HttpRoute("/assets/{name}", partial(_asset, found), methods=["GET"]))
    for path, method in (("/session", "POST"), ("/session", "GET"), ("/session/end", "POST")):
        routes.append(HttpRoute(path, _guarded(room, body_seconds, partial(_session, sessions)), methods=[method]))
    for route in ROUTES:
        endpoint = partial(_answered, desk, sessions, route)
        routes.append(
            HttpRoute(route.path, _guarded(room, body_seconds, endpoint, route.largest), methods=[route.method])
        )
    app = Starlette(
        routes=routes, exception_handlers={404: partial(_missing, found[PAGE]), 405: _not_so, Exception: _broken}
    )
    app.add_middleware(_Gated, gate=gate)
    return app


class _Gated:
    """ASGI middleware that checks each request by the gate and adds the fixed headers to each response."""

    def __init__(self, app: ASGIApp, gate: Gate) -> None:
        self.app, self.gate = app, gate

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)

        async def with_headers(message: Any) -> None:
            if message["type"] == "http.response.start":
                message["headers"] += [(name.lower().encode(), value.encode()) for name, value in HEADERS.items()]
            await send(message)

        try:
            path = scope["path"]
            self.gate.check(request.method, request.headers, is_page=not path.startswith(_NO_PAGES))
        except Refused as refused:
            await _refusal(refused)(scope, receive, with_headers)
            return
        await self.app(scope, receive, with_headers)


Endpoint = Callable[[Request, Mapping[str, Any]], Awaitable[Response]]


def _guarded(
    room: asyncio.Semaphore, seconds: float, endpoint: Endpoint, largest: int = BODY_LIMIT
) -> Callable[[Request], Awaitable[Response]]:
    """Wrap a handler: limit size and time of the request body, and turn errors into responses.

    `room` limits the number of requests handled at the same time.
    """

    async def guarded(request: Request) -> Response:
        try:
            body = await asyncio.wait_for(_body(request, largest), seconds) if request.method == "POST" else {}
            async with room:
                return await endpoint(request, body)
        except TimeoutError:
            return _refusal(Refused(408, "too_slow", "请求发送得太慢"))
        except ClientDisconnect:
            return Response(status_code=499)
        except Refused as refused:
            return _refusal(refused)
        except SummariseError as error:
            return _refusal(Refused(500, error.kind, error.message))

    return guarded


async def _body(request: Request, largest: int) -> Mapping[str, Any]:
    content = bytearray()
    async for chunk in request.stream():
        content += chunk
        if len(content) > largest:
            raise Refused(413, "too_large", f"内容超过 {largest // 1024} KB")
    try:
        values = json.loads(bytes(content) or b"{}")
        if b"\\ud" in content.lower():  # half of a pair is no text: nothing can be written or compared with it
            json.dumps(values, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        raise Refused(400, "bad_request", "不是 JSON") from error
    if not isinstance(values, dict):
        raise Refused(400, "bad_request", "不是 JSON 对象")
    return values


async def _answered(
    desk: Desk, sessions: Sessions, route: Route, request: Request, body: Mapping[str, Any]
) -> Response:
    call = Call(_caller(sessions, request), request.path_params, dict(request.query_params), body)
    answer = await run_in_threadpool(route.answer, desk, call)
    if isinstance(answer, Download):
        named = {
            "Content-Disposition": f"attachment; filename*=UTF-8''{quote(answer.name)}",
            "Cache-Control": "no-store",
        }
        return Response(answer.content, media_type=answer.media_type, headers=named)
    return _json(answer)


def _caller(sessions: Sessions, request: Request) -> Caller:
    caller = sessions.caller(request.cookies.get(COOKIE, ""))
    if caller is None:
        raise Refused(401, "no_session", "请先登录", passwords=sessions.asks_for_passwords)
    return caller


async def _session(sessions: Sessions, request: Request, body: Mapping[str, Any]) -> Response:
    """Handle the session routes: return the caller, log in with a token or a password, or log out."""
    if request.method == "GET":
        caller = _caller(sessions, request)
        return _json({"name": caller.name, "role": caller.role})
    if request.url.path.endswith("/end"):
        sessions.end(request.cookies.get(COOKIE, ""))
        response = _json({})
        response.delete_cookie(COOKIE, path="/", httponly=True, samesite="strict")
        return response
    call = Call(Caller("", "read"), body=body)
    address = request.client.host if request.client else ""
    if sessions.asks_for_passwords:
        name, password = call.text("name", 80), call.text("password", 200)
        cookie, caller = await run_in_threadpool(sessions.with_password, name, password, address)
    else:
        cookie, caller = sessions.with_token(call.text("token"))
    response = _json({"name": caller.name, "role": caller.role})
    secure = request.headers.get("origin", "").startswith("https://")
    response.set_cookie(COOKIE, cookie, path="/", httponly=True, samesite="strict", secure=secure)
    return response


def _json(values: Json, status: int = 200) -> Response:
    content = json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode()
    return Response(content, status, {"Cache-Control": "no-store"}, "application/json")


def _refusal(refused: Refused) -> Response:
    return _json(refused.answer, refused.status)


async def _page(page: Asset, request: Request) -> Response:
    del request
    return Response(page.content, media_type=page.media_type, headers={"Cache-Control": "no-cache"})


async def _asset(found: Mapping[str, Asset], request: Request) -> Response:
    asset = found.get(request.path_params["name"])
    if asset is None or request.path_params["name"] == PAGE:
        return _refusal(Refused(404, "missing", "没有这个文件"))
    kept = "public, max-age=31536000, immutable" if request.query_params.get("v") == asset.version else "no-cache"
    return Response(asset.content, media_type=asset.media_type, headers={"Cache-Control": kept})


async def _missing(page: Asset, request: Request, error: Exception) -> Response:
    """Return the page, which says that there is no such address; a request of its script is refused as JSON."""
    if request.url.path.startswith(_NO_PAGES):
        return await _not_so(request, error)
    return Response(page.content, 404, {"Cache-Control": "no-cache"}, page.media_type)


async def _not_so(request: Request, error: Exception) -> Response:
    del request, error
    return _refusal(Refused(404, "missing", "没有这个地址"))


async def _broken(request: Request, error: Exception) -> Response:
    del request, error
    return _refusal(Refused(500, "internal", "服务出错了，已保存的内容不受影响"))
