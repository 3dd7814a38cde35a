"""The tests that run, against each fault in a process of its own: pytest is started once and forks from there."""

import gc
import os
import pickle
import resource
import signal
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

import attrs
import pytest
from _pytest.runner import runtestprotocol
from coverage import Coverage

from tests.mutants.exchange import Functions, exchange, forget, functions, places
from tests.mutants.faults import SOURCE, Fault

__all__ = ["Verdict", "Watch"]

_Answer = TypeVar("_Answer")

LEAST, PATIENCE = 5.0, 20
"""How long a test may take with a fault in the program, in seconds of processor time: so much, or so many times its own."""
ROOM = 4 * 2**30
"""How much memory a process may take, in bytes."""
TRIES = 120.0
"""How many seconds a fault is tried for at most, counted in the tests' own time; the quickest go first."""


@attrs.frozen
class Verdict:
    """What became of a fault: the test that noticed it, "time" or "crash", or None."""

    fault: Fault
    noticed_by: str | None


@attrs.define
class Watch:
    """A plug-in of pytest that runs its tests against faults instead of once.

    Attributes:
        faults: What to try.
        workers: How many processes try at once.
        report: What is told of each fault as soon as it is known.
        verdicts: What became of them, when pytest is done.
    """

    faults: Sequence[Fault]
    workers: int
    report: Callable[[Verdict], None]
    verdicts: list[Verdict] = attrs.field(factory=list, init=False)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Learn which test runs which line and how long it takes, then try each fault on those that run its lines."""
        if session.testsfailed:
            pytest.exit("the tests could not be read", 1)
        runs = _learn(session.items, self.workers)
        if runs.failed:
            pytest.exit(f"without any fault fail already: {', '.join(runs.failed)}", 1)
        self.verdicts = list(self._try_all(session, runs))
        return True

    def _try_all(self, session: pytest.Session, runs: "Runs") -> Iterator[Verdict]:
        """By function, so that what noticed its last fault is asked first about the next."""
        groups: dict[tuple[str, str], list[Fault]] = {}
        for fault in self.faults:
            groups.setdefault((fault.file, fault.function), []).append(fault)
        living = functions(fault.module for fault in self.faults)
        gc.freeze()
        if unfit := [fault for fault in self.faults if not places(fault, living)]:
            pytest.exit(f"no place for {len(unfit)} faults, first of them {unfit[0]}", 1)
        every = list(groups.values())

        def tried(number: int) -> Iterator[str | None]:
            killers: Counter[str] = Counter()
            for fault in every[number]:
                by = _try(fault, living, session.items, runs, killers)
                killers.update([by] if by else [])
                yield by

        for number, place, by in _spread(len(every), self.workers, tried):
            verdict = Verdict(every[number][place], by)
            self.report(verdict)
            yield verdict


def _spread(
    count: int, workers: int, work: Callable[[int], Iterable[_Answer]]
) -> Iterator[tuple[int, int, _Answer]]:
    """What some work tells of each number, with its place, as it is told; several processes take one number after another."""
    context = get_context("fork")
    todo, told = context.Value("i", 0), context.SimpleQueue()

    def help_out() -> None:
        while (number := taken()) < count:
            for place, answer in enumerate(work(number)):
                told.put((number, place, answer))
        told.put(None)

    def taken() -> int:
        with todo:
            todo.value += 1
            return int(todo.value) - 1

    helpers = [context.Process(target=help_out) for _ in range(workers)]
    for helper in helpers:
        helper.start()
    busy = workers
    while busy:
        if (news := told.get()) is None:
            busy -= 1
        else:
            yield news
    for helper in helpers:
        helper.join()


@attrs.frozen
class Runs:
    """What the tests do without any fault: which run a line of a file, how long each takes, and which fail."""

    by_line: dict[tuple[str, int], set[str]]
    seconds: dict[str, float]
    failed: list[str]


def _learn(items: Sequence[pytest.Item], workers: int) -> Runs:
    """Each test alone, in a process like those it will run in with a fault."""
    by_line: dict[tuple[str, int], set[str]] = {}
    seconds, failed = {}, []
    for number, _, (passed, took, lines) in _spread(
        len(items), workers, lambda number: [_in_a_fork(lambda: _alone(items[number]))]
    ):
        name = items[number].nodeid
        seconds[name] = took
        failed += [] if passed else [name]
        for line in lines:
            by_line.setdefault(line, set()).add(name)
    return Runs(by_line, seconds, failed)


def _alone(item: pytest.Item) -> tuple[bool, float, list[tuple[str, int]]]:
    """Whether a test passes, how long it takes, and the lines that run."""
    coverage = Coverage(data_file=None, branch=False, source_pkgs=["partnership"], config_file=False)
    coverage.set_option("run:disable_warnings", ["module-not-measured", "no-data-collected"])
    start = time.process_time()
    coverage.start()
    passed = _passes(item, None)
    coverage.stop()
    seconds, data = time.process_time() - start, coverage.get_data()
    files = {path: Path(path).relative_to(SOURCE).as_posix() for path in data.measured_files()}
    return passed, seconds, [(file, line) for path, file in files.items() for line in data.lines(path) or ()]


def _passes(item: pytest.Item, after: pytest.Item | None) -> bool:
    return not any(report.failed for report in runtestprotocol(item, log=False, nextitem=after))


def _try(
    fault: Fault, living: Functions, items: Iterable[pytest.Item], runs: Runs, killers: Counter[str]
) -> str | None:
    """Which test notices the fault."""
    reached = set().union(*(runs.by_line.get((fault.file, line), ()) for line in fault.lines))
    chosen = sorted(
        (item for item in items if item.nodeid in reached),
        key=lambda item: (-killers[item.nodeid], runs.seconds[item.nodeid]),
    )

    def child() -> str | None:
        exchange(fault, living)
        forget()
        spent = 0.0
        for place, item in enumerate(chosen):
            spent += runs.seconds[item.nodeid]
            if place and spent > TRIES:
                return None
            signal.setitimer(signal.ITIMER_PROF, max(LEAST, PATIENCE * runs.seconds[item.nodeid]))
            if not _passes(item, chosen[place + 1] if place + 1 < len(chosen) else None):
                return item.nodeid
        return None

    try:
        return _in_a_fork(child)
    except ChildProcessError as crash:
        return str(crash)


def _in_a_fork(work: Callable[[], _Answer]) -> _Answer:
    """What the work gives, done in a process of its own that leaves no trace in this one.

    Raises:
        ChildProcessError: it ended without an answer: "time" when it took too long, else "crash".
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        resource.setrlimit(resource.RLIMIT_AS, (ROOM, ROOM))
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        try:
            with os.fdopen(writing, "wb") as pipe:
                pickle.dump(work(), pipe)
            os._exit(0)
        except BaseException:  # noqa: BLE001 - a fault may raise anything, and this process must not live on
            traceback.print_exc()
        finally:
            os._exit(1)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        answer = pipe.read()
    _, status = os.waitpid(child, 0)
    if status == 0:
        given: _Answer = pickle.loads(answer)  # noqa: S301 - our own child wrote it
        return given
    raise ChildProcessError(
        "time" if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGPROF else "crash"
    )
