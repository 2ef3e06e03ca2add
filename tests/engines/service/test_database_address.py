"""How a database of answers is named; no password is shown, pickled or stands in a file."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from summarise.database_address import DatabaseAddress
from summarise.errors import UsageError
from summarise.redaction import redacted
from summarise.settings import read_settings
from tests.support.postgres import PASSWORD

ADDRESS = f"postgresql://me:{PASSWORD}@db.example.org:5433/answers?sslmode=require"


def test_an_address_is_shown_and_pickled_without_its_password() -> None:
    address = DatabaseAddress(ADDRESS)
    shown = "postgresql://me@db.example.org:5433/answers?sslmode=require"
    assert str(address) == shown
    assert str(DatabaseAddress(f"postgresql:///answers?host=/run/pg&password={PASSWORD}")) == (
        "postgresql:///answers?host=/run/pg"
    )
    assert PASSWORD not in repr(address)
    assert PASSWORD.encode() not in pickle.dumps(address)
    assert pickle.loads(pickle.dumps(address)) == DatabaseAddress(shown)
    assert address.reveal() == ADDRESS
    assert PASSWORD not in redacted(f"lost {ADDRESS}")


@pytest.mark.parametrize("wrong", ["mysql://h/d", "postgresql://[h/d", "answers"])
def test_what_is_no_address_is_refused(wrong: str) -> None:
    with pytest.raises(UsageError, match="database"):
        DatabaseAddress(wrong)


@pytest.mark.parametrize(
    "written",
    [
        f"mysql://me:{PASSWORD}@db.example.org/answers",
        f"postgres-ql://me:{PASSWORD}@db.example.org/answers",
        f"postgresql+psycopg://me:{PASSWORD}@db.example.org/answers",
        f"postgresql:/me:{PASSWORD}@db.example.org/answers",
        f"postgresql//me:{PASSWORD}@db.example.org/answers",
        f"postgresql:me:{PASSWORD}@db.example.org/answers",
        f"jdbc:postgresql://db.example.org/answers?user=me&password={PASSWORD}",
        f"'postgresql://me:{PASSWORD}@db.example.org/answers'",
        f"PGPASSWORD={PASSWORD} postgresql://db.example.org/answers",
        f"me:{PASSWORD}@db.example.org/answers",
        f"host=db.example.org dbname=answers password={PASSWORD}",
        f"Password = {PASSWORD} hostaddr=192.0.2.7",
    ],
)
def test_a_mistyped_address_is_no_folder_and_shows_no_password(written: str, tmp_path: Path) -> None:
    file = tmp_path / "summarise.toml"
    for options, environment, line in (
        ({"cache_dir": written}, {}, ""),
        ({}, {"SUMMARISE_CACHE": written}, ""),
        ({}, {"SUMMARISE_CACHE_DIR": written}, ""),
        ({}, {}, f'cache = "{written}"'),
    ):
        file.write_text(line, encoding="utf-8")
        with pytest.raises(UsageError, match=r"begins with postgresql://|cannot be read") as caught:
            read_settings(options, environment, file)
        assert PASSWORD not in caught.value.message


@pytest.mark.parametrize(
    "folder",
    ["C:/answers", "D:\\answers", "here", "a:b", "~/x", "hosts=old", "postgres/answers", "me@work", r"C:\\Users\\a@b"],
)
def test_a_folder_stays_a_folder(folder: str, tmp_path: Path) -> None:
    assert read_settings({"cache_dir": folder}, {}, tmp_path / "none").cache is None


def test_the_scheme_of_an_address_may_be_written_in_capitals() -> None:
    assert str(DatabaseAddress("PostgreSQL://me@db.example.org/Answers")) == "postgresql://me@db.example.org/Answers"


def test_option_environment_and_file_name_a_folder_or_a_database(tmp_path: Path) -> None:
    file = tmp_path / "summarise.toml"
    file.write_text('cache = "postgresql://db.example.org/answers"\n', encoding="utf-8")
    stated = read_settings({}, {}, file)
    assert (str(stated.cache), stated.cache_dir) == ("postgresql://db.example.org/answers", None)
    folder = read_settings({}, {"SUMMARISE_CACHE_DIR": "here"}, file)
    assert (folder.cache, folder.cache_dir) == (None, Path("here"))
    option = read_settings({"cache_dir": ADDRESS}, {"SUMMARISE_CACHE_DIR": "here"}, file)
    assert (option.cache, option.cache_dir) == (DatabaseAddress(ADDRESS), None)
    assert PASSWORD not in repr(option)
    with pytest.raises(UsageError, match="stated twice"):
        read_settings({}, {"SUMMARISE_CACHE_DIR": "here", "SUMMARISE_CACHE": ADDRESS}, file)


def test_a_password_does_not_stand_in_the_settings_file(tmp_path: Path) -> None:
    file = tmp_path / "summarise.toml"
    file.write_text(f'cache = "{ADDRESS}"\n', encoding="utf-8")
    with pytest.raises(UsageError, match="PGPASSWORD") as caught:
        read_settings({}, {}, file)
    assert PASSWORD not in caught.value.message
