"""Style sheets: which of several rules wins, and which of them hold on a screen at all."""

from __future__ import annotations

import pytest

from summarise.load import load_bytes
from summarise.load.css_queries import on_screen
from summarise.load.css_rules import Splitter, selectors_of
from tests.support.several_letters import letter

ASIDE = "旧稿写的是77处。"


def shows(sheet: str, part: str = f'<p class="z w" id="q">{ASIDE}</p>') -> bool:
    """True if a page with this style sheet shows the sentence."""
    body = "".join(f"<p>{line}</p>" for line in letter(3).splitlines())
    page = f"<!DOCTYPE html><html><head><style>{sheet}</style></head><body>{body}{part}</body></html>"
    return ASIDE in load_bytes(page.encode(), "p").text


HIDDEN = "{display:none}"


@pytest.mark.parametrize(
    "sheet",
    [
        f".v{{color:red; & .z{HIDDEN}}}".replace(".v", "body"),
        f"body{{ .z{HIDDEN} }}",
        f"body{{ p{{ &.w{HIDDEN} }} color:red}}",
        f"body{{@media screen{{ .z{HIDDEN} }}}}",
        f".a, body{{ .b, .z{HIDDEN} }}",
        f":is(.y, .z){HIDDEN}",
        f"p:not(.x, .y).z{HIDDEN}",
        f"@layer one{{.z{{display:block}}}} .z{HIDDEN}",
        f"@layer one, two; @layer two{{.z{HIDDEN}}} @layer one{{.z{{display:block}}}}",
        "@layer one{.z{display:none!important}} .z{display:block!important}",
        ".z{display:none !important} #q{display:block}",
        ".z{color:#fff; visibility:visible} p.w{visibility:hidden}",
        f"@media (min-width:40em) and (orientation:landscape){{.z{HIDDEN}}}",
        f"@media print, screen{{.z{HIDDEN}}}",
        f"@media not print{{.z{HIDDEN}}}",
        f"@media (width >= 600px){{.z{HIDDEN}}}",
        f"@media (600px <= width < 1400px){{.z{HIDDEN}}}",
        f"@media screen and (not (max-width:600px)){{.z{HIDDEN}}}",
        f"@media (width < 600px) or ((hover) and (scripting:enabled)){{.z{HIDDEN}}}",
        f"@media (min-width:10cm) and (min-aspect-ratio:4/3){{.z{HIDDEN}}}",
        f"@supports (display:grid) and (not (-ms-ime-align:auto)){{.z{HIDDEN}}}",
        f".z{HIDDEN} :where(.z.w){{display:block}}",
        f'[id="q"]{{display:block}} .z:not([title=".a.b"]){HIDDEN}',
        f'p:not([title=".a b#c"]){{display:block}} p.z.w{HIDDEN}',
        f'.z:not([title=".away"]){HIDDEN}',
        f"@layer one{{.z{HIDDEN} @layer two{{.z{{display:block}}}}}}",
        f"@layer one.two{{.z{{display:block}}}} @layer one{{.z{HIDDEN}}}",
        "@layer one{.z{display:block!important} @layer two{.z{display:none!important}}}",
    ],
)
def test_a_rule_that_holds_hides_the_sentence(sheet: str) -> None:
    assert not shows(sheet)


@pytest.mark.parametrize(
    "sheet",
    [
        f"body{{ .x{HIDDEN} }}",
        f"table{{ .z{HIDDEN} }}",
        f"@layer one{{.z{HIDDEN}}} .z{{display:block}}",
        f"@layer one, two; @layer two{{.z{{display:block}}}} @layer one{{#q{HIDDEN}}}",
        f"@supports not (display:grid){{.z{HIDDEN}}}",
        f"@supports (-ms-ime-align:auto){{.z{HIDDEN}}}",
        f"@media (prefers-color-scheme: dark){{.z{HIDDEN}}}",
        f"@media (max-width:48em){{.z{HIDDEN}}}",
        f"@media (width < 600px){{.z{HIDDEN}}}",
        f"@media (orientation: portrait){{.z{HIDDEN}}}",
        f"@media not all and (min-width:300px){{.z{HIDDEN}}}",
        f"@media print{{body{{ .z{HIDDEN} }}}}",
        f"@keyframes z{{from{HIDDEN}}}",
        f".z{HIDDEN} p.w{{display:block}}",
        ".z{display:block !important} #q{display:none}",
        f"@media (400px <= width <= 700px){{.z{HIDDEN}}}",
        f"@media (1400px > width > 1300px){{.z{HIDDEN}}}",
        f"@media (not (min-width:600px)){{.z{HIDDEN}}}",
        f"@media not ((min-width:600px) or (hover)){{.z{HIDDEN}}}",
        f"@media (scripting: none){{.z{HIDDEN}}}",
        f"@media (display-mode: standalone){{.z{HIDDEN}}}",
        f"@media (max-aspect-ratio: 1/1){{.z{HIDDEN}}}",
        f"@media (max-width: 10cm){{.z{HIDDEN}}}",
        f"@media (-ms-high-contrast: none){{.z{HIDDEN}}}",
        f"@supports (not (display:grid)){{.z{HIDDEN}}}",
        f"@layer one{{.z{{display:block}} @layer two{{.z{HIDDEN}}}}}",
        f"@layer one{{@layer b, a; @layer a{{.z{{display:block}}}} @layer b{{.z{HIDDEN}}}}}",
        f"p{{display:block}} :where(.z){HIDDEN}",
    ],
)
def test_a_rule_that_does_not_hold_hides_nothing(sheet: str) -> None:
    assert shows(sheet)


@pytest.mark.parametrize(
    "condition",
    [
        "@scope (.card)",
        "@container (min-width: 100px)",
        "@media (max-width: calc(2000px))",
        "@media (max-width: 200vw)",
        "@media not (max-width: 9vw)",
        "@media (colour-of-the-moon: full)",
        "@media (min-width: 1px) and (moon)",
        "@media (min-width: 1px) and (min-width: 2px) or (min-width: 3px)",
        "@media (((((((((((min-width: 1px)))))))))))",
        "@media (min-width: 1px))",
        "@supports selector(:has(a))",
    ],
)
def test_a_condition_that_is_not_understood_hides_nothing_and_may_show(condition: str) -> None:
    assert shows(f"{condition}{{.z{HIDDEN}}}")
    assert shows(f"{condition}{{.z{{color:#fff}}}}")
    assert shows(f".z{HIDDEN} {condition}{{.z{{display:block}}}}")
    assert not shows(f".z{HIDDEN}")


def test_a_sheet_for_screens_that_are_not_understood_hides_nothing() -> None:
    assert shows("", f'<style media="(moon)">.z{HIDDEN}</style><p class=z>{ASIDE}</p>')
    assert not shows("", f'<style media="(min-width:9px)">.z{HIDDEN}</style><p class=z>{ASIDE}</p>')


@pytest.mark.parametrize(
    ("sheet", "part", "shown"),
    [
        (".z{display:none!important}", f'<p class=z style="display:block">{ASIDE}</p>', False),
        (".z{display:none!important}", f'<p class=z style="display:block !important">{ASIDE}</p>', True),
        (".z{display:none}", f'<p class=z style="display:block">{ASIDE}</p>', True),
        (".z{display:flex}", f"<p class=z hidden>{ASIDE}</p>", True),
        ("[hidden]{display:none!important} .z{display:flex}", f"<p class=z hidden>{ASIDE}</p>", False),
        ("", f"<p hidden>{ASIDE}</p>", False),
        ("", f'<div style="visibility:hidden"><p style="visibility:visible">{ASIDE}</p></div>', True),
        ("", f'<div style="visibility:hidden"><p style="font-size:14px">{ASIDE}</p></div>', False),
        ("", f'<div style="font-size:0"><p style="font-size:14px">{ASIDE}</p></div>', True),
        ("", f'<div style="font-size:0"><p style="font-size:1.2em">{ASIDE}</p></div>', False),
        ("", f'<div style="font-size:0"><p style="font-size:1.2rem">{ASIDE}</p></div>', True),
        ("", f'<div style="font-size:0"><p style="visibility:visible">{ASIDE}</p></div>', False),
    ],
)
def test_an_attribute_and_a_rule_are_weighed_as_a_browser_does(sheet: str, part: str, shown: bool) -> None:
    assert shows(sheet, part) is shown


def test_nested_selectors_are_joined_with_each_of_those_around_them() -> None:
    assert selectors_of((".a, .b:is(.c, .d)", "> i, &.e")) == [".a > i", ".a.e", ".b:is(.c, .d) > i", ".b:is(.c, .d).e"]
    many = ",".join(f".a{number}" for number in range(30))
    assert selectors_of((many, many)) == []


def test_a_sheet_gives_its_rules_with_those_around_them() -> None:
    rules = list(
        Splitter().rules("@counter-style f{system:cyclic} .a{b:c; .d{e:f} g:h} @media print{.i{j:k}} }.l{m:n}")
    )
    assert [(rule.heads, rule.body.strip()) for rule in rules] == [
        (("@counter-style f",), "system:cyclic"),
        ((".a",), "b:c"),
        ((".a", ".d"), "e:f"),
        ((".a",), "g:h"),
        ((".l",), "m:n"),
    ]


def test_an_empty_query_holds_on_a_screen() -> None:
    assert on_screen("")
    assert on_screen("speech") is False
    assert on_screen("(moon)") is None
