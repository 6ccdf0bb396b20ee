"""Runs the cases of a target in worker processes, notices what ends or stops one, and shrinks what fails.

A worker is a process of its own, because the engines that are fuzzed can end theirs. It writes the number of the case
that it works on to a file that both map into memory, so that the input that ended it is known.
"""

from __future__ import annotations

import json
import mmap
import os
import signal
import struct
import subprocess
import sys
import tempfile
import time
import traceback
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from tests.support.checkout import CHECKOUT
from tests.support.fuzz.mutators import damaged

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

READ, REFUSED = "read", "refused"
"""What a check may say of an input."""
TARGETS = {
    "drugbank": "readers",
    "drugbank-xml": "readers",
    "mayoclinic": "readers",
    "fact-files": "fact_files",
    "queries": "queries",
    "validate": "validation",
    "endpoint": "endpoint",
    "commands": "commands",
}
"""Module of each target."""
_PROGRESS = struct.Struct("<QQQ")
_STARTING_SECONDS = 30.0
_MOST_REPEATS = 20


@dataclass(frozen=True, slots=True)
class Case:
    """An input, and a number from which the check takes what else it needs: a format, an option."""

    content: bytes
    choice: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Something that is fed with inputs.

    Attributes:
        name: Its name.
        seeds: Sound inputs.
        check: Returns whether an input was read or refused; raises anything if it found a fault.
        words: What may mean something in an input.
        patience_seconds: How long a case may take.
        may_run_away: Whether a case that takes longer is no fault, such as a query with millions of answers.
        shrink_seconds: How long to look for the smallest input of a fault; ten times that if each try is a process.
    """

    name: str
    seeds: Sequence[bytes]
    check: Callable[[Case], str]
    words: Sequence[bytes] = ()
    patience_seconds: float = 15.0
    may_run_away: bool = False
    shrink_seconds: float = 6.0

    def case(self, number: int) -> Case:
        """Return a case; the same for the same number, anywhere."""
        random = Random(f"{self.name} {number}")
        content = damaged(random, random.choice(self.seeds), self.seeds, self.words)
        return Case(content, random.randrange(1 << 16))


@dataclass(frozen=True, slots=True)
class Fault:
    """What was found: the case, what happened, and the smallest input with which it happens."""

    target: str
    number: int
    what: str
    story: str
    smallest: bytes
    choice: int

    def __str__(self) -> str:
        """Return all of it, with the command that repeats it."""
        again = f"python -m tests.support.fuzz {self.target} --first {self.number} --cases 1"
        return f"{self.what}\n  {again}\n  smallest input (choice {self.choice}): {self.smallest!r}\n{self.story}"


@dataclass(slots=True)
class Tally:
    """What came of a run."""

    target: str
    outcomes: dict[str, int] = field(default_factory=lambda: {READ: 0, REFUSED: 0})
    run_away: int = 0
    seconds: float = 0.0
    faults: dict[str, Fault] = field(default_factory=dict)

    @property
    def cases(self) -> int:
        """The number of inputs."""
        return sum(self.outcomes.values()) + self.run_away + len(self.faults)

    def __str__(self) -> str:
        """Return a line of it."""
        parts = [f"{count:,} {outcome}" for outcome, count in self.outcomes.items()]
        parts += [f"{self.run_away:,} run away"] if self.run_away else []
        return (
            f"{self.target}: {self.cases:,} inputs in {self.seconds:,.0f} seconds: "
            f"{', '.join(parts)}, {len(self.faults)} faults"
        )


def target(name: str) -> Target:
    """Return a target, ready to be fed; a name with a full stop is that of its module."""
    module = name if "." in name else f"tests.support.fuzz.targets.{TARGETS[name]}"
    made: Target = import_module(module).target(name)
    return made


# --- in the worker ---------------------------------------------------------------------------------------------------


def signature(error: BaseException) -> str:
    """Return what an error is, without what differs from input to input."""
    if isinstance(error, AssertionError):
        return f"assertion: {str(error).partition(':')[0]}"
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "anakinra_kg" in frame.filename] or frames
    place = f"{Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else "?"
    return f"{type(error).__name__} at {place}"


def outcome(fed: Target, case: Case) -> tuple[str, BaseException | None]:
    """Return what a check says of a case, or the signature of its fault and the error."""
    try:
        return fed.check(case), None
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # noqa: BLE001 - a panic of Rust is no Exception
        return signature(error), error


def shrunk(content: bytes, fails: Callable[[bytes], bool], seconds: float) -> bytes:
    """Return a small input that still fails: whatever can be left out is left out, first lines, then bytes."""
    end = time.monotonic() + seconds
    for parts_of in (lambda text: text.splitlines(keepends=True), lambda text: [bytes([b]) for b in text]):
        parts = parts_of(content)
        size = max(1, len(parts) // 2)
        while size and time.monotonic() < end:
            at, smaller = 0, False
            while at < len(parts) and time.monotonic() < end:
                candidate = parts[:at] + parts[at + size :]
                if fails(b"".join(candidate)):
                    parts, smaller = candidate, True
                else:
                    at += size
            size = size if smaller and size == 1 else size // 2
        content = b"".join(parts)
    return content


def work(name: str, numbers: range, seconds: float, progress: Path) -> None:
    """Run cases until all are done or the time is over; print each new fault as a line of JSON."""
    fed = target(name)
    end = time.monotonic() + seconds
    seen: dict[str, int] = {}
    counts = {READ: 0, REFUSED: 0}
    with progress.open("r+b") as file, mmap.mmap(file.fileno(), _PROGRESS.size) as shared:
        for number in numbers:
            _PROGRESS.pack_into(shared, 0, number + 1, counts[READ], counts[REFUSED])
            if time.monotonic() > end:
                break
            case = fed.case(number)
            said, error = outcome(fed, case)
            if error is None:
                counts[said] += 1
                continue
            seen[said] = seen.get(said, 0) + 1
            if seen[said] == 1:
                _tell(_shrunk_fault(fed, number, said, error))
            elif seen[said] > _MOST_REPEATS:
                _tell(Fault(name, number, f"{said} again and again", "", b"", case.choice))
                break
        _PROGRESS.pack_into(shared, 0, 0, counts[READ], counts[REFUSED])


def _shrunk_fault(fed: Target, number: int, said: str, error: BaseException) -> Fault:
    case = fed.case(number)

    def fails(content: bytes) -> bool:
        return outcome(fed, Case(content, case.choice))[0] == said

    smallest = shrunk(case.content, fails, fed.shrink_seconds)
    error = outcome(fed, Case(smallest, case.choice))[1] or error
    return Fault(fed.name, number, said, "".join(traceback.format_exception(error)), smallest, case.choice)


def _tell(fault: Fault) -> None:
    print(
        json.dumps([fault.target, fault.number, fault.what, fault.story, fault.smallest.hex(), fault.choice]),
        flush=True,
        file=sys.__stdout__,
    )


# --- in the process that starts the workers --------------------------------------------------------------------------


class _Worker:
    """A worker process and what it has done so far."""

    def __init__(self, fed: str, numbers: range, seconds: float, folder: Path) -> None:
        self.fed, self.numbers, self.end, self.folder = fed, numbers, time.monotonic() + seconds, folder
        self._begin()

    def _begin(self) -> None:
        descriptor, name = tempfile.mkstemp(dir=self.folder)
        os.write(descriptor, bytes(_PROGRESS.size))
        os.close(descriptor)
        self.progress, self.lines = Path(name), Path(name + ".faults")
        numbers = f"{self.numbers.start}:{self.numbers.stop}:{self.numbers.step}"
        seconds = max(0.0, self.end - time.monotonic())
        with self.lines.open("wb") as out:
            self.process = subprocess.Popen(
                [
                    sys.executable,
                    "-m",
                    "tests.support.fuzz.worker",
                    self.fed,
                    numbers,
                    str(seconds),
                    str(self.progress),
                ],
                stdout=out,
                cwd=CHECKOUT,
                env=_environment(self.folder),
            )
        self.at, self.since = 0, time.monotonic()

    def state(self) -> tuple[int, int, int]:
        """Return the number of the case it works on (0 for none, else one more), and how many were read and refused."""
        number, read, refused = _PROGRESS.unpack(self.progress.read_bytes())
        if number != self.at:
            self.at, self.since = number, time.monotonic()
        return number, read, refused

    def faults(self) -> Iterator[Fault]:
        """Yield the faults that it has told."""
        for line in self.lines.read_text(encoding="utf-8").splitlines():
            name, number, what, story, smallest, choice = json.loads(line)
            yield Fault(name, number, what, story, bytes.fromhex(smallest), choice)

    def go_on(self, after: int) -> None:
        """Begin again with the case after one."""
        self.numbers = range(after + self.numbers.step, self.numbers.stop, self.numbers.step)
        self._begin()


def run(name: str, *, cases: int, seconds: float, first: int = 0, workers: int = 1) -> Tally:
    """Feed a target with cases until all are done or the time is over, and return what came of it."""
    begin = time.monotonic()
    tally = Tally(name)
    fed = target(name)
    with tempfile.TemporaryDirectory(prefix="anakinra-kg-fuzz-") as folder:
        running = [
            _Worker(name, range(first + which, first + cases, workers), seconds, Path(folder))
            for which in range(workers)
        ]
        try:
            while running:
                time.sleep(0.05)
                running = [worker for worker in running if _goes_on(worker, fed, tally)]
        finally:
            for worker in running:
                worker.process.kill()
                worker.process.wait()
    tally.seconds = time.monotonic() - begin
    return tally


def _goes_on(worker: _Worker, fed: Target, tally: Tally) -> bool:
    """Look after a worker; return whether it still has something to do."""
    status = worker.process.poll()
    number, read, refused = worker.state()
    patience = fed.patience_seconds + (0 if number else _STARTING_SECONDS)
    if status is None and time.monotonic() - worker.since < patience:
        return True
    if status is None:
        worker.process.kill()
        worker.process.wait()
    tally.outcomes[READ] += read
    tally.outcomes[REFUSED] += refused
    for fault in worker.faults():
        tally.faults.setdefault(fault.what, fault)
    if status == 0:
        return False
    if not number:
        tally.faults["no start"] = Fault(fed.name, -1, f"the worker does not start: {status}", "", b"", 0)
        return False
    _add_end(fed, tally, number - 1, status, worker.folder)
    worker.go_on(number - 1)
    return worker.end > time.monotonic() and bool(worker.numbers)


def _add_end(fed: Target, tally: Tally, number: int, status: int | None, folder: Path) -> None:
    """Add the case that ended or stopped a worker."""
    if status is None and fed.may_run_away:
        tally.run_away += 1
        return
    what = (
        f"takes more than {fed.patience_seconds:g} seconds"
        if status is None
        else f"ends the process: {_ending(status)}"
    )
    if what in tally.faults:
        return
    case = fed.case(number)

    def fails(content: bytes) -> bool:
        command = [sys.executable, "-m", "tests.support.fuzz.worker", fed.name, "--input", str(case.choice)]
        options: Any = {"capture_output": True, "cwd": CHECKOUT, "env": _environment(folder)}
        try:
            done = subprocess.run(command, check=False, input=content, timeout=fed.patience_seconds, **options)
        except subprocess.TimeoutExpired:
            return status is None
        return done.returncode == status

    smallest = shrunk(case.content, fails, 10 * fed.shrink_seconds)
    tally.faults[what] = Fault(fed.name, number, what, "", smallest, case.choice)


def _ending(status: int) -> str:
    return signal.Signals(-status).name if status < 0 else f"status {status}"


def _environment(folder: Path) -> dict[str, str]:
    """Return the environment of a worker; what it writes goes to a folder that is removed even if it is killed."""
    paths = os.pathsep.join(filter(None, [str(CHECKOUT), *sys.path]))
    return {**os.environ, "PYTHONPATH": paths, "RUST_BACKTRACE": "0", "TMPDIR": str(folder)}
