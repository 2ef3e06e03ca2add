"""Letters of a few lines, for files that hold several."""

from __future__ import annotations

__all__ = ["letter"]


def letter(number: int = 12, places: int = 1200) -> str:
    """A whole letter: title, salutation, receipt, answer, signature."""
    return (
        f"云洲市教育局关于市政协二届三次会议第{number}号提案的答复\n"
        "陆怀安委员：\n"
        f"您提出的《关于增加学位的提案》（第{number}号）收悉，现答复如下：\n"
        "近年来，我局新建学校3所。\n"
        f"下一步，我局将在2026年底前新增学位{places}个，继续改善办学条件。\n"
        "感谢您对教育工作的关心和支持！\n"
        "云洲市教育局\n"
        "2025年6月3日"
    )
