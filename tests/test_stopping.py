"""Ctrl+C and the system's request to end: one line, an exit code, nothing half done."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commandline import MAIN, Program

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
CODES = [(signal.SIGINT, 130), (signal.SIGTERM, 143)]


def run(folder: Path, program: str) -> subprocess.CompletedProcess[str]:
    """A program that may use ours, in English."""
    return subprocess.run(
        [sys.executable, "-c", program], cwd=MAIN.parent, capture_output=True, text=True, timeout=60,
        env=os.environ | {"MASA_CONFIG": str(folder), "LC_ALL": "C.UTF-8"},
    )  # fmt: skip


@pytest.mark.parametrize(("number", "code"), CODES)
def test_as_long_as_nothing_is_at_stake_it_ends_at_once(tmp_path: Path, number: int, code: int) -> None:
    kill = f"os.kill(os.getpid(), {int(number)})"
    result = run(tmp_path, f"import os; from app import stopping; stopping.take_over(); {kill}; print(1)")
    assert (result.returncode, result.stdout) == (code, "")
    assert result.stderr == "masa: Stopped; nothing was changed.\n"


def test_work_that_was_begun_is_put_back_and_a_second_request_does_not_disturb_it(tmp_path: Path) -> None:
    result = run(
        tmp_path,
        """
import os, signal
from app import stopping
stopping.take_over()
try:
    with stopping.unwinding():
        try:
            os.kill(os.getpid(), signal.SIGINT)
        finally:
            os.kill(os.getpid(), signal.SIGTERM)
            print("put back", flush=True)
except stopping.Stopped as stopped:
    stopping.end(stopped.code, "Made shop.masa.")
""",
    )
    assert (result.returncode, result.stdout) == (130, "put back\n")
    assert result.stderr == "masa: Stopped. Made shop.masa.\n"


@pytest.mark.parametrize(("number", "code"), CODES)
def test_an_import_that_is_stopped_leaves_the_file_as_it_was(tmp_path: Path, number: int, code: int) -> None:
    import pty

    masa = Program(tmp_path)
    shop = masa.make()
    rows = "".join(f"{n % 11},answer {n}\n" for n in range(200_000))
    (tmp_path / "many.csv").write_text("NPS,Comment\n" + rows, encoding="utf-8")
    before = shop.read_bytes()
    reader, writer = pty.openpty()
    running = subprocess.Popen(
        [sys.executable, str(MAIN), "import", "shop.masa", "many.csv"], cwd=tmp_path, stderr=writer,
        stdout=subprocess.DEVNULL, env=os.environ | {"MASA_CONFIG": str(tmp_path), "LC_ALL": "C.UTF-8"},
    )  # fmt: skip
    told = ""
    while "Importing" not in told:
        told += os.read(reader, 1000).decode()
    running.send_signal(number)
    assert running.wait(60) == code
    os.close(writer)
    while "Stopped" not in told:
        told += os.read(reader, 1000).decode()
    os.close(reader)
    assert "Stopped; nothing was changed." in told
    assert "Traceback" not in told
    assert shop.read_bytes() == before
    assert not (tmp_path / "shop.masa-journal").exists()
