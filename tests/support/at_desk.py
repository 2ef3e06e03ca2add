"""A desk in this process, asked as the server asks it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from summarise.workbench.calls import Call, Caller, Download, Refused, Role
from summarise.workbench.desk import Desk
from summarise.workbench.views import ROUTES


@dataclass
class AtDesk:
    """One person at a desk."""

    desk: Desk
    name: str = "李敏"
    role: Role = "settle"

    def get(self, address: str) -> Any:
        return self._ask("GET", address, {})

    def post(self, address: str, **values: Any) -> Any:
        return self._ask("POST", address, json.loads(json.dumps(values)))

    def act(self, on: str, do: str, item: str, before: Any, to: Any, **more: Any) -> Any:
        return self.post("/api/event", **{"on": on, "do": do, "item": item, "from": before, "to": to, **more})

    def _ask(self, method: str, address: str, body: dict[str, Any]) -> Any:
        path, _, query = address.partition("?")
        values = dict(part.split("=", 1) for part in query.split("&") if part)
        for route in ROUTES:
            pattern = re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", route.path)
            found = re.fullmatch(pattern, path)
            if found and route.method == method:
                caller = Caller(self.name, self.role)
                try:
                    answer = route.answer(self.desk, Call(caller, found.groupdict(), values, body))
                except Refused as refused:
                    return refused.answer | {"status": refused.status}
                if isinstance(answer, Download):
                    return {"status": 200, "name": answer.name, "content": answer.content}
                return json.loads(json.dumps(answer)) | {"status": 200}
        raise AssertionError(f"no route {method} {address}")
