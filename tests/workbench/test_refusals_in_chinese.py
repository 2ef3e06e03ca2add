"""What the workbench says is Chinese, whatever language the program speaks."""

from __future__ import annotations

import pytest

from summarise.errors import InputError
from summarise.failure_notes import failure_note
from summarise.record import Failure
from summarise.workbench.calls import Refused
from summarise.workbench.refusals import question, reason


def test_a_refusal_is_chinese_also_where_its_words_are_those_of_an_error() -> None:
    refused = Refused(409, "output", "out/a.jsonl: cannot be written: No space left on device")
    assert refused.answer["message"] == "out/a.jsonl：写不进去：磁盘已满"
    assert Refused(404, "missing", "没有这个文件").answer["message"] == "没有这个文件"


def test_a_reason_or_a_doubt_that_the_page_has_no_words_for_is_the_errors_own_in_chinese() -> None:
    assert reason(InputError("a.txt: the file is empty", kind="other")) == "a.txt：文件是空的"
    assert question("a.txt: the file is empty", "") == "a.txt：文件是空的"


@pytest.mark.parametrize("source", ["a.pdf", "今年 答复/甲: 乙.pdf"])
def test_a_failure_is_told_in_chinese_without_its_files_name(source: str) -> None:
    message = f"{source}: its pages are scanned pictures; save it as PDF for text recognition (--ocr)"
    told = failure_note(Failure(source=source, sha256="", kind="scanned", message=message))
    assert told == ("扫描件", "各页是扫描图片；请另存为 PDF，再做文字识别（--ocr）")
