"""A run on a cluster: the same tasks on the workers of a Dask scheduler, parts into a folder that all share, receipts back.

Only bytes go over the network, no pickled objects of ours; a document's process is on the worker what it is at home.
"""

from __future__ import annotations

import logging
import os
import socket
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from secrets import token_hex
from typing import Any, Final, cast

import msgspec
from distributed import Client, KilledWorker, WorkerPlugin, as_completed, get_worker
from distributed.comm.core import CommClosedError
from msgspec.structs import replace

from textmine.bulk.fingerprint import fingerprint
from textmine.bulk.records import Output, Result, Setup, Task
from textmine.bulk.supervisor import Worker
from textmine.errors import TextmineError

# Tasks at hand for each of the cluster's threads: one that it does, one that waits.
_AHEAD: Final = 2
_CONNECT_SECONDS: Final = 10
# How long a cluster may take to bring up its first worker.
_WORKER_SECONDS: Final = 120


def run_cluster(
    tasks: Iterable[Task], setup: Setup, *, scheduler: str, output: Output, parser: str
) -> Generator[Result, None, None]:
    """Do the tasks on the workers of the scheduler at an address, and yield results as they come.

    Tasks are taken as they are needed; what a worker was at when it died, another does. `parser` is the fingerprint
    that every worker must have. Raises `TextmineError` where there is no scheduler or no worker, or one is not fit.
    """
    with _connect(scheduler) as client, _saying(scheduler):
        # Two runs may share a cluster, and each has its own processes there.
        name = f"textmine-{token_hex(4)}"
        state = os.path.abspath(output.state) if output.state else ""
        try:
            client.register_plugin(_Bench(msgspec.msgpack.encode(setup), state, parser), name=name)
        except Exception as error:  # Dask hands on as a bare one whatever a worker raised
            raise TextmineError(f"a worker cannot load textmine ({error}); install the same everywhere") from error
        try:
            yield from _results(client, iter(tasks), name)
        finally:
            with suppress(OSError):  # a scheduler that is gone
                client.unregister_worker_plugin(name)


def _results(client: Any, tasks: Iterator[Task], name: str) -> Generator[Result, None, None]:
    coming = as_completed(loop=client.loop)  # type: ignore[no-untyped-call]
    running, more = 0, True
    while more or running:
        while more and running < _AHEAD * max(1, sum(client.nthreads().values())):  # workers come and go
            task = next(tasks, None)
            if task is None:
                more = False
            else:
                coming.add(client.submit(do, name, _pack(task), key=f"{name}-{task.name}", pure=False))  # type: ignore[no-untyped-call]
                running += 1
        if not running:
            return
        future = next(coming)
        running -= 1
        result = msgspec.msgpack.decode(future.result(), type=Result)
        future.release()
        yield _see(result)


def do(name: str, task: bytes) -> bytes:
    """Do a task on a worker of the cluster for the run of some name; both sides are MessagePack."""
    bench = cast("_Bench", get_worker().plugins[name])
    return msgspec.msgpack.encode(bench.run(msgspec.msgpack.decode(task, type=Task)))


class _Bench(WorkerPlugin):
    """What a worker of the cluster keeps between tasks: a process for each of its threads, started when it is needed."""

    def __init__(self, setup: bytes, state: str, parser: str) -> None:
        self.packed, self.state, self.parser = setup, state, parser

    def setup(self, worker: Any) -> None:
        """Make ready, and see whether this worker would do as the others do."""
        self.settings = msgspec.msgpack.decode(self.packed, type=Setup)
        self.idle: SimpleQueue[Worker] = SimpleQueue()
        self.over = False
        self.fault = self._fault()

    def teardown(self, worker: Any) -> None:
        """End the processes; one that is still at a task, when it is done with it."""
        self.over = True
        for process in iter(self._take, None):
            process.close()

    def run(self, task: Task) -> Result:
        """Do a task in a process that no other thread is using."""
        if self.fault:
            return Result(fault=self.fault)
        process = self._take() or Worker(self.settings)
        try:
            return process.run(task)
        finally:
            if self.over:
                process.close()
            self.idle.put(process)

    def _take(self) -> Worker | None:
        try:
            return self.idle.get_nowait()
        except Empty:
            return None

    def _fault(self) -> str:
        model, taxonomy = (Path(path) if path else None for path in (self.settings.model, self.settings.taxonomy))
        host = socket.gethostname()
        try:
            own = fingerprint(model, taxonomy)
        except TextmineError as error:
            return f"on {host}: {error}"
        if own != self.parser:
            return f"{host} has another textmine, another model or other libraries; install the same everywhere"
        if self.state and not Path(self.state).is_dir():
            return f"{host} does not see {self.state}; put the output on storage that all workers share"
        return ""


@contextmanager
def _connect(scheduler: str) -> Generator[Any, None, None]:
    """Yield a client of the scheduler, once it has a worker."""
    # What Dask logs of a scheduler that is lost, tracebacks and all, is said in one line.
    for name in [name for name in logging.root.manager.loggerDict if name.split(".")[0] == "distributed"]:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        client = Client(scheduler, timeout=_CONNECT_SECONDS, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise TextmineError(
            f"no scheduler answers at {scheduler} ({error}); start one with `dask scheduler`"
        ) from error
    with client:
        try:
            client.wait_for_workers(1, timeout=_WORKER_SECONDS)
        except TimeoutError as error:
            raise TextmineError(
                f"the scheduler at {scheduler} has no worker; start some with `dask worker {scheduler}`"
            ) from error
        yield client


@contextmanager
def _saying(scheduler: str) -> Generator[None, None, None]:
    """Raise in a sentence what becomes of a cluster."""
    try:
        yield
    except KilledWorker as error:
        raise TextmineError(f"several workers died at one task ({error}); see their logs, and run again") from error
    except (CommClosedError, CancelledError) as error:
        raise TextmineError(f"the scheduler at {scheduler} is gone; what is done is kept: run it again") from error
    except ImportError as error:
        raise TextmineError(f"a worker cannot load textmine ({error}); install the same everywhere") from error


def _pack(task: Task) -> bytes:
    output = task.output
    if output.kind == "store":  # it has one writer: the run itself, which gets the notices
        output = Output("stream", "", "")
    elif output.kind != "stream":
        output = Output(output.kind, os.path.abspath(output.path), os.path.abspath(output.state))
    return msgspec.msgpack.encode(replace(task, output=output))


def _see(result: Result) -> Result:
    """Return the result, or a fault where a worker does not see a document that is there."""
    for failure in result.failures:
        if failure.code == "missing" and os.path.exists(failure.key):
            return Result(fault=f"a worker does not see {failure.key}; put the notices on storage that all share")
    return result
