"""A worker, as the run sees it: a process that may die of a document, and is then started anew without it."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from contextlib import suppress
from typing import Final, NamedTuple

import msgspec
from msgspec.structs import replace

from textmine.bulk.frames import receive, send
from textmine.bulk.records import Code, Document, Failure, Result, Setup, Task
from textmine.bulk.task import fail
from textmine.errors import TextmineError

# How often a worker may die of no document in particular before each of them is tried alone.
_DEATHS: Final = 3
# What a worker gets beyond its own limit, before it is ended from here.
_GRACE_SECONDS: Final = 5.0
# `-P`: what lies in the folder that the run was started in is no code of ours.
_COMMAND: Final = (sys.executable, "-P", "-m", "textmine.bulk.worker")
_PIPE: Final = subprocess.PIPE


class Death(NamedTuple):
    """A worker's end: the place of the document that it was at, or None; and of what it died."""

    at: int | None
    code: Code
    why: str


class Stopped(Exception):  # noqa: N818 - not an error: the run is over
    """The worker was closed while it was at a task."""


class Worker:
    """One worker process, started when the first task comes; `run` is for one thread at a time, `close` for any."""

    def __init__(self, setup: Setup) -> None:
        self.setup = setup
        self._process: subprocess.Popen[bytes] | None = None
        self._deadline: float | None = None
        self._overdue = self._closed = False

    def run(self, task: Task) -> Result:
        """Do a task, whatever it does to the process: a document that ends it is a failure, the others are done.

        A crash may have another cause (somebody killed the process), so its document has a second try, alone.
        """
        result = Result()
        waiting = [task.documents]
        deaths: dict[str, int] = {}
        while waiting and not result.fault:
            documents = waiting.pop()
            done = self._attempt(replace(task, documents=documents))
            if isinstance(done, Result):
                result = _add(result, done)
                continue
            at = 0 if len(documents) == 1 else done.at
            suspect = task.name if at is None else documents[at].key
            deaths[suspect] = deaths.get(suspect, 0) + 1
            if at is None:
                alone = deaths[suspect] >= _DEATHS
                waiting += [[document] for document in reversed(documents)] if alone else [documents]
                continue
            if deaths[suspect] > 1 or done.code == "timeout":
                result = _add(result, Result(failures=[_set_aside(documents[at], done)]))
            else:
                waiting.append([documents[at]])
            if rest := documents[:at] + documents[at + 1 :]:
                waiting.append(rest)
        return result

    def end_if_overdue(self) -> None:
        """End the process if its document has long had its time: where the system does not, or it was halted."""
        deadline, process = self._deadline, self._process
        if deadline is not None and process is not None and time.monotonic() > deadline:
            self._overdue = True
            process.kill()

    def close(self) -> None:
        """End the process, at once; a `run` in another thread raises `Stopped`."""
        self._closed = True
        process = self._process
        if process is not None:
            process.kill()
            process.wait()

    def _attempt(self, task: Task) -> Result | Death:
        if self._closed:
            raise Stopped
        process = self._process or self._start()
        assert process.stdin is not None
        assert process.stdout is not None
        at: int | None = None
        with suppress(OSError):  # it died while it was written to: `_bury` says of what
            send(process.stdin, task)
            while (reply := receive(process.stdout)) is not None:
                message = msgspec.msgpack.decode(reply, type=int | Result)
                if isinstance(message, Result):
                    self._deadline = None
                    return message
                at = message
                self._deadline = time.monotonic() + self.setup.limits.seconds + _GRACE_SECONDS
        return self._bury(process, at)

    def _start(self) -> subprocess.Popen[bytes]:
        """Start a process and wait until it is ready; raise `TextmineError` where none ever is."""
        for _ in range(_DEATHS):
            # What a library prints as it dies would stand between the run's own lines.
            process = subprocess.Popen(_COMMAND, stdin=_PIPE, stdout=_PIPE, stderr=subprocess.DEVNULL)
            self._process, self._overdue = process, False
            if self._closed:
                self._bury(process, None)
            assert process.stdin is not None
            assert process.stdout is not None
            with suppress(OSError):
                send(process.stdin, self.setup)
                if receive(process.stdout) is not None:
                    return process
            self._bury(process, None)
        raise TextmineError("no worker can start; `python -m textmine.bulk.worker` says why")

    def _bury(self, process: subprocess.Popen[bytes], at: int | None) -> Death:
        """Wait for a process's end and say of what it died; raise `Stopped` where that was `close`."""
        self._deadline = None
        try:
            status = 0 if self._closed else process.wait(_GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            status = 0
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            with suppress(OSError):  # what was still to be written, it cannot read any more
                if pipe is not None:
                    pipe.close()
        self._process = None
        if self._closed:
            raise Stopped
        if self._overdue or (sys.platform != "win32" and status == -signal.SIGALRM):
            return Death(at, "timeout", f"not done within {self.setup.limits.seconds:g} seconds")
        known = {int(number): number.name for number in signal.Signals}
        how = known.get(-status, f"exit code {status}")
        return Death(at, "crashed", f"ends the process that parses it ({how})")


def _set_aside(document: Document, death: Death) -> Failure:
    return fail(document, death.code, f"{document.key}: {death.why}; it is set aside")


def _add(first: Result, second: Result) -> Result:
    return replace(
        second,
        receipts=first.receipts + second.receipts,
        failures=first.failures + second.failures,
        lines=first.lines + second.lines,
    )
