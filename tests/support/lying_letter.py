"""A page with a printed proposal, a reply and furniture, and plain ways of telling what its parts are.

Nothing here uses the program: the parts are told by where they stand in these strings, numbers by their digits.
"""

from __future__ import annotations

import re
from decimal import Decimal

__all__ = ["ANSWER", "TEXT", "alterations", "amount", "lies_in_answer", "numbers_with_units"]

_BEFORE = """首页 > 政务公开 > 建议提案办理
关于来宁市政协五届三次会议第88号提案的答复
发布日期：2024-06-20
提案内容
一、存在的问题
目前全市公交站点仅有17个，投入资金只有40万元。
二、有关建议
建议市教育局新增公交线路63条，投入资金910万元。
力争2027年底前覆盖率达到97%。
答复内容
周以宁委员：
您提出的《关于优化公交线网的提案》收悉，现答复如下：
"""
ANSWER = """一、工作开展情况
2023年，我局会同市财政局建成公交站点41个，投入资金350万元。
市城管局改造候车亭128座，覆盖率提高到62%。
我局不收取企业费用，减免租金2.6亿元。
二、下一步工作
2025年，会同市自然资源局新增公交线路25条以上。
力争2026年底前覆盖率达到85%，投诉下降3个百分点。
市公交集团将购置车辆230辆，投资1.8亿元。
我局将不降低补贴标准，改造站台74个。
"""
_AFTER = """感谢您对交通工作的关心和支持。
联系人：吴小满，联系电话：0599-1234567
来宁市交通运输局
2024年6月18日
打印 关闭 浏览次数：219次
"""
TEXT = _BEFORE + ANSWER + _AFTER

_NUMBER = re.compile(r"\d+(?:\.\d+)?[万亿]?(?:个百分点|[个座条辆年月日届次号元%‰])?")
_POWERS = {"万": 10**4, "亿": 10**8}
_ALTERED = """
digit 41个 47个 / 128 126 / 62% 69% / 2.6 26 / 25条 52条 / 85% 58% / 3个百 9个百 / 230 320 / 1.8 18 / 2023 2022
power 350万元 350亿元 / 2.6亿元 2.6万元 / 1.8亿元 1.8万元 / 350万元 350元
percent 62% 62‰ / 85% 85个百分点 / 3个百分点 3% / 62% 62个
unit 41个 41座 / 128座 128条 / 25条 25公里 / 230辆 230台 / 74个 74公里
denial 建成 未建成 / 改造候 停止改造候 / 会同 不会同 / 将购置 不购置 / 改造站台 不改造站台 / 力争 不再力争
undenial 不收取 收取 / 不降低 降低
body 市财政局 省财政厅 / 市城管局 市教育局 / 市自然资源局 省自然资源厅 / 市公交集团 市水务集团 / 我局将 市教育局将
direction 提高到 下降到 / 下降3 上升3
"""


def alterations() -> list[tuple[str, str, str]]:
    """What is altered and its number, a sentence of the answer, and the same sentence saying something else."""
    found = []
    for line in _ALTERED.strip().splitlines():
        kind, _, changes = line.partition(" ")
        for number, change in enumerate(changes.split(" / "), 1):
            old, new = change.split()
            sentences = [sentence for sentence in ANSWER.splitlines() if old in sentence]
            assert sentences, old
            found += [(f"{kind}-{number}", sentence, sentence.replace(old, new)) for sentence in sentences]
    return found


def lies_in_answer(start: int, end: int) -> bool:
    """Whether characters of the text are the reply's own, not the proposal's or the page's."""
    return len(_BEFORE) <= start < end <= len(_BEFORE) + len(ANSWER)


def numbers_with_units(text: str) -> list[str]:
    """Every run of digits with its power and unit, as written."""
    return _NUMBER.findall(text)


def amount(quote: str) -> tuple[Decimal, str]:
    """Value and unit of a quote such as 350万元, 25条以上."""
    found = re.fullmatch(r"(\d+(?:\.\d+)?)([万亿]?)(\D*?)(?:以上)?", quote)
    assert found, quote
    return Decimal(found[1]) * _POWERS.get(found[2], 1), found[3]
