"""One short reply, whole, for tests that only need something to read."""

from __future__ import annotations

REPLY = (
    "关于云溪县政协五届二次会议第12号提案的答复\n李晓禾委员：\n您提出的《关于修缮柳坝村道路的提案》收悉，现答复如下：\n"
    "一、工作开展情况\n2023年，我局投入资金35万元，修缮道路4.2公里。\n二、下一步工作\n"
    "我局将继续加大投入，力争到2025年底前再修缮道路6公里。\n云溪县交通运输局\n2024年6月3日\n"
)
