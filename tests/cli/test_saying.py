"""What a message repeats of names and addresses does not steer the terminal."""

from __future__ import annotations

import pytest

from summarise.cli.saying import say


@pytest.mark.parametrize("err", [False, True])
def test_a_message_keeps_its_lines_and_tabs_and_no_other_control_sign(
    capsys: pytest.CaptureFixture[str], *, err: bool
) -> None:
    say("云山\x1b]0;t\x07.example\x9b5m\u202e:\tcannot be reached\r\nnext\x85line", err=err)
    out, told = capsys.readouterr()
    assert (told if err else out) == "云山]0;t.example5m:\tcannot be reached \nnext line\n"
