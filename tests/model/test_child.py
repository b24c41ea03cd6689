"""Child processes: real ones, that answer, fail, die, hang and are cancelled."""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from model import child
from model.child import Child
from model.errors import MasaError

ROOT = Path(__file__).resolve().parents[2]
COMMAND = child.command  # the real one: every test below runs its own jobs instead
SERVE = (
    f"import sys; sys.path.insert(0, {str(ROOT)!r}); from model import child;"
    "child.JOBS['test'] = 'tests.model.child_jobs'; child.serve('test')"
)


@pytest.fixture(autouse=True)
def _test_jobs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "command", lambda name: [sys.executable, "-c", SERVE])


def code_of(**request: Any) -> str:
    """The code of the error with which this request ends."""
    limits = {key: request.pop(key) for key in ("memory", "seconds") if key in request}
    with Child.start("test", request, **limits) as running, pytest.raises(MasaError) as caught:
        list(running.messages())
    return caught.value.code


def test_messages_go_both_ways_and_keep_their_types() -> None:
    data = {"text": "שלום", "rows": [(1, 2.5, None, True)], "bytes": b"\0\xff", "big": "x" * 3_000_000}
    with Child.start("test", {"do": "echo", "data": data}) as running:
        answers = running.messages()
        assert next(answers) == {"got": data}
        running.send({"data": 7})
        assert next(answers) == {"got": 7}
    assert running.ended


def test_the_stream_of_messages_ends_with_the_child() -> None:
    with Child.start("test", {"do": "count", "to": 1000}) as running:
        assert [message["n"] for message in running.messages()] == list(range(1000))
        assert running.ended
        assert running.poll() == []


def test_poll_takes_what_came_and_never_waits() -> None:
    with Child.start("test", {"do": "sleep"}) as running:
        while not (came := running.poll()):
            pass
        assert list(came[0]) == ["asleep"]
        assert running.poll() == []
        assert not running.ended


def test_what_a_job_prints_does_not_disturb_the_frames() -> None:
    with Child.start("test", {"do": "print"}) as running:
        assert list(running.messages()) == [{"done": True}]


def test_the_error_of_a_job_is_raised_here_with_its_parameters() -> None:
    with Child.start("test", {"do": "refuse"}) as running, pytest.raises(MasaError) as caught:
        list(running.messages())
    assert (caught.value.code, caught.value.params) == ("table_empty", {"file": "a.csv"})


def test_a_mistake_of_ours_is_logged_with_its_traceback(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR, "masa.child"):
        assert code_of(do="break") == "unexpected"
    assert "a mistake of ours" in caplog.text
    assert "ZeroDivisionError" in caplog.text


@pytest.mark.parametrize("do", ["read past the end", "pipe"])
def test_a_mistake_that_looks_like_a_parent_gone_is_told(do: str) -> None:
    assert code_of(do=do) == "unexpected"


def test_death_by_a_signal_is_an_error_not_the_end_of_the_stream() -> None:
    assert code_of(do="abort") == "child_died"


if sys.platform == "linux":  # only Linux caps the address space

    def test_a_child_that_eats_more_memory_than_allowed_ends() -> None:
        assert code_of(do="eat", memory=1 << 30) == "child_out_of_memory"


def test_a_child_over_its_time_is_stopped() -> None:
    assert code_of(do="sleep", seconds=0.5) == "child_too_slow"


def test_the_time_can_be_given_anew_for_each_answer() -> None:
    with Child.start("test", {"do": "echo", "data": 1}, seconds=30) as running:
        next(running.messages())
        running.expect(None)
        running.poll()
        running.expect(-1.0)
        with pytest.raises(MasaError, match="child_too_slow"):
            running.poll()


def test_cancel_leaves_no_process_behind() -> None:
    running = Child.start("test", {"do": "sleep"})
    pid = next(running.messages())["asleep"]
    running.cancel()
    running.cancel()
    assert running.ended
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_the_program_itself_is_the_child() -> None:
    assert COMMAND("export") == [sys.executable, str(ROOT / "main.py"), "--child", "export"]
