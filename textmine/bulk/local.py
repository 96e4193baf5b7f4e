"""A run on this machine: some workers, a thread for each that waits for it, and never more at hand than they need."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from queue import SimpleQueue
from typing import Final

from textmine.bulk.records import Result, Setup, Task
from textmine.bulk.supervisor import Worker
from textmine.bulk.task import load_stages, perform

# From tasks, taken as they are needed, to their results, in any order; closing it ends what it has started.
Engine = Callable[[Iterable[Task]], Generator[Result, None, None]]

# Tasks at hand for each worker: one that it does, one that waits.
_AHEAD: Final = 2
_POLL_SECONDS: Final = 0.5


def run_here(tasks: Iterable[Task], setup: Setup) -> Generator[Result, None, None]:
    """Do the tasks in this process, one after another: no start-up, and nothing between a bad document and the run."""
    stages = load_stages(setup)
    for task in tasks:
        yield perform(task, stages)


def run_local(tasks: Iterable[Task], setup: Setup, *, jobs: int) -> Generator[Result, None, None]:
    """Do the tasks in `jobs` processes, and yield results as they come; closing the iterator ends the processes.

    Tasks are taken as they are needed, so that memory stays flat, however many there are.
    """
    workers = [Worker(setup) for _ in range(jobs)]
    idle: SimpleQueue[Worker] = SimpleQueue()
    for worker in workers:
        idle.put(worker)

    def do(task: Task) -> Result:
        worker = idle.get()
        try:
            return worker.run(task)
        finally:
            idle.put(worker)

    threads = ThreadPoolExecutor(jobs, thread_name_prefix="textmine")
    try:
        yield from _results(threads, do, tasks, workers)
    finally:
        for worker in workers:
            worker.close()
        threads.shutdown(cancel_futures=True)


def _results(
    threads: ThreadPoolExecutor, do: Callable[[Task], Result], tasks: Iterable[Task], workers: list[Worker]
) -> Iterator[Result]:
    coming = iter(tasks)
    running: set[Future[Result]] = set()
    more = True
    while more or running:
        while more and len(running) < _AHEAD * len(workers):
            task = next(coming, None)
            if task is None:
                more = False
            else:
                running.add(threads.submit(do, task))
        if not running:
            return
        done, running = wait(running, timeout=_POLL_SECONDS, return_when=FIRST_COMPLETED)
        for future in done:
            yield future.result()
        for worker in workers:
            worker.end_if_overdue()


def cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
