from __future__ import annotations

from pathlib import Path

import pytest

from summarise.load import load
from summarise.romanisation import without_romanisation


def test_pronunciation_behind_characters_is_taken_out_of_a_page(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text(
        "發(fā)布日期:2024-06-20\n關(guān)于增設(shè)路燈的建議收悉，經(jīng)研究，我局將(jiāng )增設路燈12盞。\n",
        "utf-8",
    )
    assert load(path).text == "發布日期:2024-06-20\n關于增設路燈的建議收悉，經研究，我局將增設路燈12盞。\n"


@pytest.mark.parametrize(
    "text",
    [
        "地名栟茶(bēn chá)及栟(bēn)字的读音",
        "长度3公里(km)、质量5公斤(kg)、电压10千伏(kv)、面积2公顷(ha)",
        "（一）工作开展情况(略)",
    ],
)
def test_what_a_writer_puts_in_brackets_stays(text: str) -> None:
    assert without_romanisation(text) == text
