"""A target that is wrong in every way in which one can be, to test the campaign itself."""

from __future__ import annotations

import os
import time

from tests.support.fuzz.campaign import READ, REFUSED, Case, Target

SEEDS = (b"sound", b"a line\nwith a FAULT\nand a line", b"some words to ABORT a process", b"HANG", b"REFUSE this")


def target(name: str) -> Target:
    """Return the target."""
    return Target(name=name, seeds=SEEDS, check=_check, patience_seconds=1, shrink_seconds=0.5)


def _check(case: Case) -> str:
    if b"ABORT" in case.content:
        os.abort()
    if b"HANG" in case.content:
        time.sleep(60)
    assert b"FAULT" not in case.content, f"a fault: {case.choice}"
    return REFUSED if b"REFUSE" in case.content else READ
