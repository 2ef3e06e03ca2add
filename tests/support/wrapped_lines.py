"""A plain text whose lines end at a margin, and the text that the program reads from a file."""

from __future__ import annotations

from summarise.load import load_bytes

__all__ = ["WRAPPED", "text_of"]

WRAPPED = [
    "　　青岚县现有渡口12处，去年我局为其中的6处更换了缆",
    "绳和救生衣，并请专人值守，群众过河比以前安全了许多，",
    "事故由5起降到了1起。",
    "　　2026年底前，我局将再修建渡口6处，新增座位31",
    "50个，候船面积达到2300平方米以上。",
    "　　由沿河各乡镇按月检查。",
]


def text_of(text: str, name: str = "a.txt") -> str:
    return load_bytes(text.encode(), name).text
