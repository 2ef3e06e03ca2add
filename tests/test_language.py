from __future__ import annotations

import pytest

from summarise import language
from summarise.language import filled, named, said, speak, wanted


@pytest.fixture(autouse=True)
def _chinese() -> None:
    speak("zh")


def test_english_stays_as_it_is_written() -> None:
    speak("en")
    assert said("a.txt: the file is empty") == "a.txt: the file is empty"
    assert named("failure", "empty") == "empty"


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("a.txt: the file is empty", "a.txt：文件是空的"),
        ("  a.txt: the file is empty\n", "  a.txt：文件是空的\n"),
        (
            "in/答复 1.txt: cannot be read ([Errno 13] Permission denied)",
            "in/答复 1.txt：读不了（没有权限（错误 13））",
        ),
        ("3 records, 2 of them from an earlier run", "3 条记录，其中 2 条来自以前的运行"),
        ("1,024 records", "1,024 条记录"),
        (
            "0 records, 18 failed (空文件 2), 3 duplicates left out → 表/a.jsonl; see 表/a.failures.jsonl",
            "0 条记录，18 件失败（空文件 2），略去重复 3 件 → 表/a.jsonl；失败见 表/a.failures.jsonl",
        ),
        (
            "扫描件: p.png: a picture; it needs text recognition (--ocr)",
            "扫描件：p.png：是图片；要先做文字识别（--ocr）",
        ),
        (
            "http://10.0.0.5:9 could not be reached: timed out; is the server running, the URL right? (tried 4 times)",
            "连不上 http://10.0.0.5:9：超时；服务启动了吗，地址对吗？（试了 4 次）",
        ),
        (
            "the base URL must begin with http:// or https://, not 'near:9'; write it as http://near:9",
            "接口地址必须以 http:// 或 https:// 开头，不能是 'near:9'；请写成 http://near:9",
        ),
        ("3 answers broke the contract: 缺少编号", "3 个答案不合约定：缺少编号"),
        ("x is asked too often: slow; it asks for a pause of 3.0 hours", "x 被请求得太频繁：slow；它要求暂停 3.0 小时"),
        ("sentence 3–9 ('某'): begins or ends with white space", "句子 3–9（'某'）：首尾有空白"),
        (
            "cost unknown: no prices for this model in summarise.toml",
            "费用 不清楚：summarise.toml 里没有这个模型的价格",
        ),
    ],
)
def test_a_sentence_of_the_program_is_said_in_chinese(english: str, chinese: str) -> None:
    assert said(english) == chinese


def test_what_fills_a_sentence_is_said_in_chinese_as_well() -> None:
    said_of_part = said("out.jsonl: the records and the failures cannot go to the same file; give one another name")
    assert said_of_part == "out.jsonl：记录和失败清单不能写进同一个文件；请给其中一个另取名字"


@pytest.mark.parametrize(
    "text", ["", " ", "市水利局", '{"kind": "empty", "message": "a.txt: the file is empty"}', "x of y"]
)
def test_what_is_no_sentence_of_ours_stays(text: str) -> None:
    assert said(text) == text


def test_names_that_a_user_types_stay_in_a_list_of_them() -> None:
    told = said("there is no field price; there are title, number, measures")
    assert told == "没有 price 这一项；有 title, number, measures"


def test_a_single_word_is_said_only_as_the_name_that_it_is() -> None:
    assert named("failure", "empty") == "空文件"
    assert named("nothing that is named", "empty") == "empty"
    assert said("empty") == "empty"


@pytest.mark.parametrize("name", ["replies", "Replies", "context", "nothing", "C"])
def test_the_name_of_a_file_stays_even_if_it_is_a_word_of_the_program(name: str) -> None:
    assert said(f"there is no such file or folder: {name}") == f"没有这个文件或文件夹：{name}"
    assert said(f"summarise: {name}: no replies found") == f"summarise：{name}：没有找到答复"


def test_a_template_is_filled_in_chinese() -> None:
    assert filled("{replies} replies in both runs", replies=3) == "两次运行都有的答复：3 件"


@pytest.mark.parametrize(
    ("asked", "environ", "spoken"),
    [
        (None, {}, "en"),
        (None, {"LANG": "zh_CN.UTF-8"}, "zh"),
        (None, {"LANG": "zh_CN.UTF-8", "LC_ALL": "C.UTF-8"}, "en"),
        (None, {"LC_MESSAGES": "zh_TW.UTF-8", "LANG": "de_DE.UTF-8"}, "zh"),
        (None, {"SUMMARISE_LANG": "en", "LANG": "zh_CN.UTF-8"}, "en"),
        (None, {"SUMMARISE_LANG": "zh"}, "zh"),
        ("en", {"SUMMARISE_LANG": "zh"}, "en"),
        ("zh", {"LANG": "en_GB.UTF-8"}, "zh"),
    ],
)
def test_the_option_comes_before_the_environment_and_that_before_the_locale(
    asked: str | None, environ: dict[str, str], spoken: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    assert wanted(asked, environ) == spoken


@pytest.mark.parametrize(("number", "spoken"), [(0x0804, "zh"), (0x0404, "zh"), (0x0409, "en")])
def test_windows_tells_the_language_of_its_interface(number: int, spoken: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "win32")
    monkeypatch.setattr(language, "_language_of_windows", lambda: number)
    assert wanted(None, {}) == spoken
    assert wanted(None, {"LANG": "C.UTF-8"}) == "en"
