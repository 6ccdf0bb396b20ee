"""Validates files one by one, in several processes if they are large."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from anakinra_kg.errors import AnakinraKGError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from anakinra_kg.rdf.inputs import Input
    from anakinra_kg.validation.engine import Validator
    from anakinra_kg.validation.findings import Report

    _Made = Callable[[], Validator]

_WORTH_A_PROCESS_BYTES = 1 << 20
"""How many bytes of files take longer to validate than a process takes to start."""


def apart(make: _Made, files: Sequence[Input], jobs: int | None) -> Iterator[Report]:
    """Yield the report on each file, in their order.

    Args:
        make: Makes the validator, in each process anew; can be pickled.
        files: The files.
        jobs: How many processes; default: one for each processor, if there is enough to do.

    Raises:
        AnakinraKGError: As for `Validator`.
    """
    sizes = sum(os.path.getsize(file.name) for file in files if os.path.isfile(file.name))
    workers = min(jobs or min(_processors(), sizes // _WORTH_A_PROCESS_BYTES), len(files))
    if workers <= 1:
        validator = make()
        for file in files:
            yield _report(validator, file)
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    pool = ProcessPoolExecutor(workers, get_context("spawn"), initializer=_prepare, initargs=(make,))
    try:
        yield from pool.map(_validate, files)
    finally:
        pool.shutdown(cancel_futures=True)


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _report(validator: Validator, file: Input) -> Report:
    return validator.check([file], failed=[])


# --- in the other processes ------------------------------------------------------------------------------------------

_prepared: list[Validator | AnakinraKGError] = []


def _prepare(make: _Made) -> None:
    import signal
    import threading

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process is interrupted, and ends this one
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        _prepared.append(make())
    except AnakinraKGError as error:
        _prepared.append(error)  # an error raised here would only break the pool


def _end_with_parent() -> None:
    """End this process when the first one is gone, also if that could not say so."""
    from multiprocessing import connection, parent_process

    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


def _validate(file: Input) -> Report:
    validator = _prepared[0]
    if isinstance(validator, AnakinraKGError):
        raise validator
    return _report(validator, file)
