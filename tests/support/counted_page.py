"""A page whose style sheet numbers headings and items, and what is read below its second heading."""

from __future__ import annotations

from summarise.load import load_bytes

__all__ = ["COUNTED", "counted"]

COUNTED = (
    "<html><head><style>\nol.c{counter-reset:s;list-style:none} ol.c>li{counter-increment:s} "
    'ol.c>li::before{content:"（" counter(s, cjk-ideographic) "）"}\n'
    'h2{counter-increment:h} h2:before{content:counter(h,simp-chinese-informal)"、"}\n'
    "</style></head><body><h1>关于某建议的答复</h1><h2>工作情况</h2>"
    "<ol class=c><li>加强管理。</li><li>新建学校。</li></ol><h2>打算</h2>LIST</body></html>"
)


def counted(markup: str) -> list[str]:
    text = load_bytes(COUNTED.replace("LIST", markup).encode(), "x.html").text
    return text.split("\n")[5:]
