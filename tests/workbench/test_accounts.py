import errno
import json
import os
from pathlib import Path

import pytest
from typer.testing import CliRunner

from summarise.cli import app
from summarise.errors import UsageError
from summarise.review.journal import journal_path, read_events
from summarise.workbench.accounts import Accounts, remove_account, set_account
from summarise.workbench.calls import Caller, Refused
from summarise.workbench.gate import Gate
from summarise.workbench.sessions import Sessions
from tests.support.bench import Bench, reviewed_run, workbench

PASSWORD = "一个很长的密码123"


def test_a_password_is_kept_as_a_hash_in_a_file_that_others_cannot_read(tmp_path: Path) -> None:
    path = tmp_path / "accounts.json"
    set_account(path, "王珂", "review", PASSWORD)
    set_account(path, "李敏", "settle", PASSWORD)
    assert PASSWORD not in path.read_text(encoding="utf-8")
    one, other = json.loads(path.read_text(encoding="utf-8"))["accounts"]
    assert one["hash"] != other["hash"]
    assert os.name != "posix" or path.stat().st_mode & 0o077 == 0
    accounts = Accounts(path)
    assert accounts.check("王珂", PASSWORD) == Caller("王珂", "review")
    assert accounts.check("王珂", PASSWORD + "x") is None
    assert accounts.check("赵一", PASSWORD) is None
    remove_account(path, "王珂")
    assert accounts.check("王珂", PASSWORD) is None


@pytest.mark.posix("modes of files")
@pytest.mark.skipif(os.name != "posix", reason="Windows has other rights")
def test_an_accounts_file_that_others_may_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "accounts.json"
    set_account(path, "王珂", "review", PASSWORD)
    path.chmod(0o644)
    with pytest.raises(UsageError, match="chmod 600"):
        Accounts(path)


def test_a_disk_that_is_read_only_is_told_by_the_name_of_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: object, *_: object, **__: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(path))

    monkeypatch.setattr(os, "open", refuse)
    monkeypatch.setattr(Path, "unlink", refuse)
    with pytest.raises(UsageError) as caught:
        set_account(tmp_path / "accounts.json", "王珂", "review", PASSWORD)
    assert caught.value.message.startswith(f"{tmp_path / 'accounts.json'}: cannot be written")


@pytest.mark.parametrize(("name", "password"), [("", PASSWORD), (" 王珂", PASSWORD), ("王珂", "短")])
def test_an_account_without_a_name_or_with_a_short_password_is_refused(
    tmp_path: Path, name: str, password: str
) -> None:
    with pytest.raises(UsageError):
        set_account(tmp_path / "accounts.json", name, "review", password)


def test_after_five_wrong_tries_one_waits_a_minute_and_a_session_ends_after_twelve_hours() -> None:
    time = [0.0]
    right = Caller("王珂", "review")
    sessions = Sessions(None, lambda _, password: right if password == "对" else None, lambda: time[0])
    for _ in range(5):
        with pytest.raises(Refused) as wrong:
            sessions.with_password("王珂", "错", "10.0.0.9")
        assert wrong.value.status == 401
    with pytest.raises(Refused) as refused:
        sessions.with_password("王珂", "对", "10.0.0.9")
    assert refused.value.status == 429
    time[0] = 61.0
    cookie, caller = sessions.with_password("王珂", "对", "10.0.0.9")
    assert caller == right
    time[0] += 12 * 3600 - 1
    assert sessions.caller(cookie) == right
    time[0] += 2
    assert sessions.caller(cookie) is None


def test_where_people_come_in_with_passwords_no_token_lets_in() -> None:
    sessions = Sessions(None, lambda *_: None)
    with pytest.raises(Refused):
        sessions.with_token(sessions.token)


def test_another_address_than_this_machines_needs_accounts(tmp_path: Path) -> None:
    records = reviewed_run(tmp_path / "run", 1)
    for options in (["--host", "192.0.2.1"], ["--host", "0.0.0.0", "--accounts", "a.json"], ["--origin", "workbench"]):
        result = CliRunner().invoke(app, ["workbench", str(records), "--no-browser", *options])
        assert result.exit_code == 2, result.output


def test_records_that_are_not_there_yet_are_named_at_the_start(tmp_path: Path) -> None:
    wrong = ["--no-browser", "--host", "192.0.2.1"]  # ends before it serves
    result = CliRunner().invoke(app, ["workbench", str(tmp_path / "typo.jsonl"), *wrong])
    assert "typo.jsonl: there is no such file yet" in result.output
    there = reviewed_run(tmp_path / "run", 1)
    assert "no such file" not in CliRunner().invoke(app, ["workbench", str(there), *wrong]).output


def test_a_proxys_address_is_the_only_one_that_is_answered() -> None:
    gate = Gate.office("10.0.0.2", 8000, "https://workbench.example")
    headers = {"host": "workbench.example", "origin": "https://workbench.example", "content-type": "application/json"}
    gate.check("POST", headers, is_page=False)
    for wrong in ({"host": "10.0.0.2:8000"}, {"origin": "http://workbench.example"}):
        with pytest.raises(Refused):
            gate.check("POST", headers | wrong, is_page=False)


def test_people_come_in_with_their_passwords_and_the_server_says_who_acted(tmp_path: Path) -> None:
    records, path = reviewed_run(tmp_path / "run", 1), tmp_path / "accounts.json"
    for name, role in (("王珂", "review"), ("陈静", "read")):
        set_account(path, name, role, PASSWORD)  # type: ignore[arg-type]
    with workbench(records, "--host", "127.0.0.1", "--accounts", str(path)) as bench:
        assert bench.get("/api/queue")["status"] == 401
        assert bench.enter(token="x") == 401
        assert bench.enter(name="王珂", password="不对的密码不对") == 401
        assert bench.enter(name="王珂", password=PASSWORD) == 200
        on = bench.get("/api/queue")["rows"][0]["name"]
        assert bench.act(on, "remark", "", None, "看过了", by="局长")["status"] == 200
        reader = Bench(bench.process, bench.port, "")
        assert reader.enter(name="陈静", password=PASSWORD) == 200
        assert reader.act(on, "remark", "", None, "不行")["status"] == 403
        assert bench.post("/session/end")["status"] == 200
        assert bench.get("/api/queue")["status"] == 401
    assert [event.by for event in read_events(journal_path(records))] == ["王珂"]
