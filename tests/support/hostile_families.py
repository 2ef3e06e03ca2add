"""Texts that repeat one thing without end, each a way in which a reader of letters might take time without end."""

from __future__ import annotations

from collections.abc import Callable, Mapping

__all__ = ["FAMILIES", "letter"]

HEAD = """关于对市政协第3号提案的答复
陈某某委员：
您提出的关于夜间照明的提案收悉，现答复如下：
一、工作开展情况
已安装路灯30盏。
二、下一步工作
2025年底前将安装路灯50盏。
"""
FOOT = "\n感谢您对我们工作的关心和支持。\n青岚市城市管理局\n2024年6月18日\n"


def letter(family: str, size: int) -> str:
    """A letter of about `size` characters whose middle is of this family."""
    return HEAD + FAMILIES[family](max(1, size - len(HEAD) - len(FOOT))) + FOOT


def _repeated(unit: str, end: str = "") -> Callable[[int], str]:
    return lambda size: unit * max(1, size // len(unit)) + end  # whole ones, so that every size ends alike


def _numbered(unit: str) -> Callable[[int], str]:
    def make(size: int) -> str:
        pieces, length, number = [], 0, 0
        while length < size:
            number += 1
            pieces.append(unit.format(n=number, d=number % 28 + 1, y=2000 + number % 40))
            length += len(pieces[-1])
        return "".join(pieces)

    return make


def _nested(begin: str, end: str) -> Callable[[int], str]:
    return lambda size: begin * (size // (2 * len(begin))) + end * (size // (2 * len(end)))


FAMILIES: Mapping[str, Callable[[int], str]] = {
    "one sign": _repeated("建"),
    "ends of sentences without a letter": _repeated("！？。"),
    "one cue of the future": _repeated("将"),
    "one cue of the past": _repeated("已"),
    "one longer cue": _repeated("下一步"),
    "cues in turn": _repeated("已将继续拟正在计划"),
    "cues and commas": _repeated("将，"),
    "promises in one sentence": _repeated("将建设道路，"),
    "promises with figures in one sentence": _repeated("将新建道路30公里，"),
    "conditions": _repeated("如果条件允许，"),
    "denials": _repeated("不不无未"),
    "efforts": _repeated("力争争取努力"),
    "digits": _repeated("1"),
    "digits with points": _repeated("1."),
    "digits with commas": _repeated("1,000,"),
    "digits with blanks": _repeated("1 "),
    "Chinese numerals": _repeated("三"),
    "Chinese numerals with powers": _repeated("三百万亿"),
    "full-width digits": _repeated("１２"),
    "ranges": _repeated("10—15万"),
    "dashes": _repeated("—"),
    "fractions": _repeated("三分之"),
    "per cent": _repeated("百分之"),
    "quantities": _repeated("30家"),
    "quantities and commas": _repeated("30家、"),
    "comparators": _repeated("不少于"),
    "approximations": _repeated("约近超"),
    "years": _repeated("2025年"),
    "years and months": _repeated("2025年6月"),
    "deadlines": _repeated("2025年底前，"),
    "plan periods": _repeated("“十四五”期间"),
    "opening brackets": _repeated("（"),
    "closing brackets": _repeated("）"),
    "brackets in brackets": _nested("（", "）"),
    "titles' brackets": _repeated("《"),
    "document numbers": _repeated("〔2024〕3号"),
    "quotes": _repeated("“"),
    "quotes in quotes": _nested("“", "”"),
    "full stops": _repeated("。"),
    "semicolons": _repeated("；"),
    "commas": _repeated("，"),
    "blanks": _repeated(" "),
    "ideographic spaces": _repeated("\u3000"),
    "line ends": _repeated("\n"),
    "blanks and line ends": _repeated(" \n"),
    "tabs": _repeated("\t"),
    "bars of a table": _repeated("|"),
    "cells of a table": _repeated("| 30 "),
    "rows of a table": _repeated("| 路灯 | 30 |\n"),
    "headings": _numbered("一、第{n}项工作\n"),
    "headings of two levels": _numbered("（{n}）工作\n"),
    "numbered points": _numbered("{n}、建设道路。\n"),
    "numbered points on one line": _numbered("{n}.建设道路"),
    "one heading": _repeated("一是"),
    "heads of a list in a sentence": _repeated("一是建路，二是修桥，三是"),
    "short lines": _repeated("路\n"),
    "labels": _repeated("联系人：\n"),
    "labels on one line": _repeated("联系人："),
    "telephone numbers": _repeated("0510-81234567 "),
    "addresses": _repeated("http://a.b/c?d=e&"),
    "letters": _repeated("a"),
    "letters and digits": _repeated("a1"),
    "dots of a table of contents": _repeated("…"),
    "underscores": _repeated("_"),
    "stars": _repeated("*"),
    "tags": _repeated("<b>"),
    "entities": _repeated("&lt;"),
    "bodies": _repeated("市交通局"),
    "bodies and commas": _repeated("市交通局、"),
    "bodies that lead": _repeated("由市交通局牵头，"),
    "salutations": _repeated("陈某某委员：\n"),
    "thanks": _repeated("感谢您对我们工作的关心和支持。\n"),
    "signatures": _repeated("青岚市城市管理局\n2024年6月18日\n"),
    "proposals' titles": _repeated("《关于夜间照明的提案》"),
    "sentences": _repeated("2025年，将会同市交通局新建道路30公里。"),
    "sentences of the past": _repeated("去年建成道路30公里，增长12%。"),
    "radicals and compatibility signs": _repeated("⾦㎡㈠"),
    "signs beyond the basic plane": _repeated("𠮷"),
    "combining marks": _repeated("a\u0301"),
    "one long sentence of clauses": _repeated("完善机制，推进改革，"),
}
