"""The workbench's page in chromium, with everything that it complained of or asked of others."""

from __future__ import annotations

from dataclasses import dataclass, field

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Dialog, Page, Route

from tests.support.bench import Bench
from tests.support.hanging import SURELY_LOST
from tests.support.page_reader import DESKTOP


@dataclass
class BenchPage:
    """One window."""

    page: Page
    origin: str
    complaints: list[str] = field(default_factory=list)

    def go(self, path: str, wait_for: str = "main > *") -> None:
        self.page.goto(f"{self.origin}{path}")
        self.page.wait_for_selector("body[data-ready]")
        self.page.wait_for_selector(wait_for)

    def press(self, keys: str) -> None:
        """Keys as one would name them: `Tab D 0`."""
        for key in keys.split():
            self.page.keyboard.press(key.lower() if len(key) == 1 else key)

    def type(self, words: str) -> None:
        """Words as an input method enters them, into what has the focus."""
        self.page.keyboard.insert_text(words)

    def saved(self, count: int) -> None:
        """Wait until so many acts are saved in all."""
        self.page.locator("#saved", has_text=f"第 {count:,} 条").wait_for()

    def held(self, address: str = "**/api/event") -> list[Route]:
        """The next request there, in a list that is filled then; the server does not see it before it goes on."""
        held: list[Route] = []

        def hold(route: Route) -> None:
            held.append(route)

        self.page.route(address, hold, times=1)
        return held

    def first(self, held: list[Route]) -> Route:
        """The first request of those that `held` gives, once it has come."""
        while not held:
            self.page.wait_for_timeout(10)
        return held[0]

    def let_go(self, held: Route, address: str) -> None:
        """Send a request that was held, and wait until the page has done with its answer all that it does at once."""
        with self.page.expect_response(address):
            held.continue_()
        self.drawn()

    def drawn(self) -> None:
        """Wait until the page has drawn what it has now."""
        self.page.evaluate("() => new Promise((shown) => setTimeout(() => requestAnimationFrame(() => shown())))")

    def go_inside(self, path: str, wait_for: str) -> None:
        """Go to an address without loading the page anew, as its links do."""
        go = "(path) => { history.pushState(null, '', path); dispatchEvent(new PopStateEvent('popstate')); }"
        self.page.evaluate(go, path)
        self.page.wait_for_selector(wait_for)

    def tab(self, title: str, wait_for: str) -> None:
        """Go to a view by its tab."""
        self.page.locator("#tabs").get_by_text(title).click()
        self.page.wait_for_selector(wait_for)

    def findings(self) -> list[str]:
        """What axe finds against WCAG 2 A and AA."""
        options = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}}
        found = Axe().run(self.page, options=options).response["violations"]
        return [
            f"{one['id']}: {node['html'][:160]} {node['failureSummary'][:300]}"
            for one in found
            for node in one["nodes"][:3]
        ]


def opened_page(browser: Browser, bench: Bench, size: tuple[int, int] = DESKTOP, scheme: str = "light") -> BenchPage:
    """A window that came in by the address that the terminal printed."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
        bypass_csp=False,
    )
    context.set_default_timeout(SURELY_LOST * 1000)  # a busy machine fails no test
    opened = BenchPage(context.new_page(), bench.origin)
    note = opened.complaints.append
    opened.page.on("pageerror", lambda error: note(f"error: {error}"))

    def refuse(dialog: Dialog) -> None:
        note(f"dialog: {dialog.message}")
        dialog.dismiss()

    opened.page.on("dialog", refuse)
    opened.page.on("request", lambda request: None if request.url.startswith(bench.origin) else note(request.url))
    opened.page.goto(bench.address)
    opened.page.wait_for_selector("body[data-ready]")
    return opened
