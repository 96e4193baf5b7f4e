"""A worker's side: `python -m textmine.bulk.worker` does tasks from its standard input until that ends."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import msgspec

from textmine.bulk.frames import receive, send
from textmine.bulk.records import Setup, Task
from textmine.bulk.task import load_stages, perform


def main() -> None:
    """Do tasks; a document that takes too long or too much ends this process, and the parent knows which it was."""
    # Ctrl-C is the parent's to answer.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    replies = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    # What a library prints must not get between the replies.
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    requests = sys.stdin.buffer
    first = receive(requests)
    if first is None:
        return
    setup = msgspec.msgpack.decode(first, type=Setup)
    stages = load_stages(setup)
    limit_memory(setup.limits.memory)

    @contextmanager
    def guard(at: int) -> Iterator[None]:
        send(replies, at)
        limit_time(setup.limits.seconds)
        try:
            yield
        finally:
            limit_time(0)

    try:
        send(replies, -1)
        while (request := receive(requests)) is not None:
            send(replies, perform(msgspec.msgpack.decode(request, type=Task), stages, guard=guard))
    except BrokenPipeError:
        # The parent is gone; what it does not know of is done again.
        os._exit(1)


def limit_time(seconds: float) -> None:
    """Let the system end this process after some seconds, wherever it hangs; 0 lifts that."""
    if sys.platform != "win32":  # there the parent does it
        signal.setitimer(signal.ITIMER_REAL, seconds)


def limit_memory(size: int) -> None:
    """Refuse this process more than `size` bytes of data beyond what it has; Linux alone keeps to it."""
    if sys.platform == "win32":
        return
    import resource

    hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
    wanted = _data_now() + size
    if hard == resource.RLIM_INFINITY or wanted < hard:
        resource.setrlimit(resource.RLIMIT_DATA, (wanted, hard))


def _data_now() -> int:
    try:
        with open("/proc/self/status", encoding="ascii", errors="replace") as status:
            return next(int(line.split()[1]) << 10 for line in status if line.startswith("VmData:"))
    except (OSError, StopIteration, ValueError):
        return 0


if __name__ == "__main__":
    main()
