from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from summarise.errors import UsageError
from summarise.settings import read_settings

CANARY = "sk-canary-0123456789"


def write(folder: Path, text: str) -> Path:
    path = folder / "summarise.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_an_option_beats_the_environment_and_the_environment_the_file(tmp_path: Path) -> None:
    file = write(tmp_path, 'model = "file"\nbase_url = "http://file/v1"\ncache_dir = "file-cache"\nworkers = 3\n')
    environment = {"SUMMARISE_MODEL": "environment", "SUMMARISE_BASE_URL": "http://environment/v1"}
    settings = read_settings({"model": "option", "workers": None}, environment, file)
    assert settings.model == "option"
    assert settings.base_url == "http://environment/v1"
    assert settings.cache_dir == Path("file-cache")
    assert settings.workers == 3


def test_an_empty_variable_says_nothing(tmp_path: Path) -> None:
    file = write(tmp_path, 'model = "file"\n')
    assert read_settings({}, {"SUMMARISE_MODEL": ""}, file).model == "file"


def test_without_any_source_no_model_is_named(tmp_path: Path) -> None:
    assert read_settings({}, {"OPENAI_API_KEY": CANARY}, tmp_path / "none.toml").model == ""


def test_the_key_shows_in_no_representation(tmp_path: Path) -> None:
    settings = read_settings({}, {"OPENAI_API_KEY": CANARY}, tmp_path / "none.toml")
    assert settings.api_key == CANARY
    assert CANARY not in repr(settings)


def test_prices_are_read_exactly(tmp_path: Path) -> None:
    file = write(tmp_path, 'max_cost = 0.1\n[prices."some/model"]\ninput = 0.3\noutput = 2\ncached_input = 0.03\n')
    settings = read_settings({}, {}, file)
    price = settings.prices["some/model"]
    assert (settings.max_cost, price.input, price.output, price.cached_input) == (
        Decimal("0.1"),
        Decimal("0.3"),
        Decimal(2),
        Decimal("0.03"),
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("modell = 'x'", "unknown setting 'modell'"),
        ("model = 3", "model must be a string"),
        ("workers = 'many'", "workers must be a whole number"),
        ("rpm = true", "rpm must be a whole number"),
        ("max_cost = -1", "max_cost must be a number of 0 or more"),
        ("max_cost = nan", "max_cost must be a number of 0 or more"),
        ("model = ", "is not TOML"),
        ("prices = 3", "prices are tables"),
        ("[prices.m]\ninput = 1", "need output"),
        ("[prices.m]\ninput = 1\noutput = 1\nouput = 2", "unknown entry 'ouput'"),
        (f"api_key = '{CANARY}'", "a key does not belong in a file"),
    ],
)
def test_a_wrong_setting_is_named_with_its_file(tmp_path: Path, text: str, told: str) -> None:
    file = write(tmp_path, text)
    with pytest.raises(UsageError) as caught:
        read_settings({}, {}, file)
    assert told in caught.value.message
    assert str(file) in caught.value.message
    assert CANARY not in caught.value.message


def test_a_home_folder_is_expanded(tmp_path: Path) -> None:
    settings = read_settings({}, {"SUMMARISE_CACHE_DIR": "~/answers"}, tmp_path / "none.toml")
    assert settings.cache_dir == Path.home() / "answers"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_a_file_saved_by_a_chinese_editor_on_windows_is_read(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "summarise.toml"
    file.write_bytes('# 模型与缓存\r\nmodel = "通义"\r\ncache_dir = "缓存"\r\n'.encode(encoding))
    settings = read_settings({}, {}, file)
    assert (settings.model, settings.cache_dir) == ("通义", Path("缓存"))


def test_a_file_in_no_encoding_at_all_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "summarise.toml"
    file.write_bytes(b'model = "\xff\xfe\xff"\n')
    with pytest.raises(UsageError, match="is not TOML"):
        read_settings({}, {}, file)
