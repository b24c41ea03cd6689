"""Long work in a process of its own: the program starts itself with `--child NAME`; they talk by pipes.

A frame is a length of 4 bytes and a `marshal` of plain data (both ends are the same program; no pickles).
Threads here only wait for a pipe and put what came into a queue: none computes while the window is open.
"""

from __future__ import annotations

import contextlib
import importlib
import logging
import marshal
import os
import struct
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import IO, TYPE_CHECKING, Any

from model.errors import MasaError

if TYPE_CHECKING:
    import subprocess

JOBS = {"read_table": "importers.reader", "export": "exporters.job", "past": "model.past_job"}
"""Name of a child → the module whose `run(request, send, receive)` does its work."""

Message = dict[str, Any]
Send = Callable[[Message], None]
Receive = Callable[[], Message]
_LENGTH = struct.Struct("<I")
_LOG_TAIL = 4000  # characters of a dead child's last words that go into the log
_log = logging.getLogger("masa.child")


class _GoneError(Exception):
    """The parent is gone or lost interest: a job has nothing more to do."""


class Child:
    """A running child process. Use it in a `with`, or call `cancel()` in the end: both leave nothing."""

    def __init__(self, process: subprocess.Popen[bytes], errors: IO[bytes]) -> None:
        self._process = process
        self._errors = errors
        self._incoming: SimpleQueue[bytes | None] = SimpleQueue()
        self._outgoing: SimpleQueue[bytes | None] = SimpleQueue()
        self._deadline: float | None = None
        self.ended = False
        self._threads = [
            threading.Thread(target=work, daemon=True, name=f"child {process.pid}")
            for work in (self._take_in, self._give_out)
        ]
        for thread in self._threads:
            thread.start()

    @classmethod
    def start(
        cls, name: str, request: Message, memory: int | None = None, seconds: float | None = None
    ) -> Child:
        """Start the job `name` (a key of `JOBS`) with a request of plain data.

        memory: the most bytes of address space it may take (kept on Linux only). seconds: see `expect`.
        """
        import subprocess  # not at the top: the child itself needs neither, and starts sooner
        import tempfile

        errors = tempfile.TemporaryFile()  # noqa: SIM115  a file needs no third thread; `_close` closes it
        process = subprocess.Popen(
            command(name), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )  # fmt: skip
        child = cls(process, errors)
        child.expect(seconds)
        child.send({"memory": memory, "request": request})
        return child

    def expect(self, seconds: float | None) -> None:
        """The child is too slow when it still works after this many seconds from now (None: never)."""
        self._deadline = None if seconds is None else time.monotonic() + seconds

    def send(self, message: Message) -> None:
        """Queue a message for the child; never blocks."""
        self._outgoing.put(marshal.dumps(message))

    def poll(self, wait: float = 0.0) -> list[Message]:
        """The messages that came since the last call; after the last one `ended` is true.

        Never blocks, unless it may `wait` so many seconds for the first message.

        Raises MasaError: the child's own error, or 'child_died', 'child_out_of_memory', 'child_too_slow'.
        """
        messages: list[Message] = []
        while not self.ended:
            try:
                frame = self._incoming.get(wait > 0 and not messages, wait)
            except Empty:
                self._check_time()
                break
            if frame is None:
                self._finish()
            else:
                messages.append(self._opened(frame))
        return messages

    def messages(self) -> Iterator[Message]:
        """Every message to the child's end, waiting for each. Raises as `poll` does."""
        while not self.ended:
            left = None if self._deadline is None else max(0.0, self._deadline - time.monotonic())
            try:
                frame = self._incoming.get(timeout=left)
            except Empty:
                self._check_time()
                continue
            if frame is None:
                self._finish()
            else:
                yield self._opened(frame)

    def cancel(self) -> None:
        """Stop the child, whatever it does, and free all that it held. Harmless when it has ended."""
        if not self.ended:
            self._process.kill()
            self._close()

    def __enter__(self) -> Child:
        return self

    def __exit__(self, *_: object) -> None:
        self.cancel()

    def _opened(self, frame: bytes) -> Message:
        """The message of a frame. Raises MasaError, and stops the child, when it is a report of an error."""
        message: Message = marshal.loads(frame)
        error = message.get("error")
        if error is not None:
            if message.get("log"):
                _log.error("In a child process:\n%s", message["log"])
            self.cancel()
            raise MasaError(error["code"], **error["params"])
        return message

    def _check_time(self) -> None:
        if self._deadline is not None and time.monotonic() > self._deadline:
            self.cancel()
            raise MasaError("child_too_slow")

    def _finish(self) -> None:
        """The pipe has ended: the child is done, or dead."""
        last_words = self._close()
        code = self._process.returncode
        if code != 0:
            _log.error("A child process died (%s):\n%s", code, last_words)
            # Rust and Python say this when the limit is met; the system's own killer leaves only the signal
            out_of_memory = "memory allocation of" in last_words or "MemoryError" in last_words
            raise MasaError("child_out_of_memory" if out_of_memory else "child_died")

    def _close(self) -> str:
        """Reap the process, end the threads, close the pipes; gives the end of its standard error."""
        self.ended = True
        self._outgoing.put(None)
        self._process.wait()
        for thread in self._threads:
            thread.join()
        for pipe in (self._process.stdin, self._process.stdout):
            assert pipe is not None
            with contextlib.suppress(OSError):  # unsent bytes for a process that is gone
                pipe.close()
        with self._errors as errors:
            errors.seek(0, os.SEEK_END)
            errors.seek(max(0, errors.tell() - _LOG_TAIL))
            return errors.read().decode("utf-8", "replace")

    def _take_in(self) -> None:
        assert self._process.stdout is not None
        while (frame := _read_frame(self._process.stdout)) is not None:
            self._incoming.put(frame)
        self._incoming.put(None)

    def _give_out(self) -> None:
        pipe = self._process.stdin
        assert pipe is not None
        while (frame := self._outgoing.get()) is not None:
            try:
                _write_frame(pipe, frame)
            except OSError:  # it died: `_take_in` tells
                return


def command(name: str) -> list[str]:
    """The command line that starts this program as the child `name`, from source and when frozen."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "--child", name]
    return [sys.executable, str(Path(__file__).resolve().parent.parent / "main.py"), "--child", name]


def serve(name: str) -> None:
    """Be the child `name`: take the request from standard input, run its job, write messages to its output.

    The job gets `send(message)` and `receive()`, which waits for a message; both end it with the parent.
    A MasaError is sent as it is; anything else as code 'unexpected' with its traceback for the log.
    """
    frames_in, frames_out = _take_pipes()
    _die_with_parent()

    def send(message: Message) -> None:
        try:
            _write_frame(frames_out, marshal.dumps(message))
        except BrokenPipeError as error:
            raise _GoneError from error

    def receive() -> Message:
        frame = _read_frame(frames_in)
        if frame is None:
            raise _GoneError
        message: Message = marshal.loads(frame)
        return message

    try:
        first = receive()
        if first["memory"] is not None:
            _limit_memory(first["memory"])
        importlib.import_module(JOBS[name]).run(first["request"], send, receive)
    except _GoneError:
        return
    except MasaError as error:
        send({"error": {"code": error.code, "params": error.params}})
    except MemoryError:
        send({"error": {"code": "child_out_of_memory", "params": {}}})
    except BaseException:  # native readers panic with a BaseException of their own
        send({"error": {"code": "unexpected", "params": {}}, "log": traceback.format_exc()})


def _take_pipes() -> tuple[IO[bytes], IO[bytes]]:
    """Standard input and output for frames alone: what code prints, even native code, goes to the errors."""
    frames_in = os.fdopen(os.dup(0), "rb")
    frames_out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return frames_in, frames_out


def _limit_memory(size: int) -> None:
    """Cap the address space at `size` bytes where the system can (Linux)."""
    if sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (size, size))


def _die_with_parent() -> None:
    """On Linux the system kills this child when its parent dies, even in an endless loop of native code."""
    if sys.platform == "linux":
        import ctypes
        import signal

        pr_set_pdeathsig = 1  # linux/prctl.h
        ctypes.CDLL(None).prctl(pr_set_pdeathsig, signal.SIGKILL)


def _read_frame(pipe: IO[bytes]) -> bytes | None:
    """The next frame; None at the end of the pipe, also in the middle of a frame (the writer died)."""
    head = pipe.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    frame = pipe.read(length)
    return frame if len(frame) == length else None


def _write_frame(pipe: IO[bytes], frame: bytes) -> None:
    pipe.write(_LENGTH.pack(len(frame)))
    pipe.write(frame)  # not joined: a frame may be a whole project
    pipe.flush()
