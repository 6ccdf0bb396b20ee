"""Whatever is damaged is read for what it is or refused: a few thousand inputs here, an hour of them by `-m slow`."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from tests.support.fuzz.campaign import READ, REFUSED, TARGETS, run

if TYPE_CHECKING:
    from collections.abc import Callable

SECONDS = float(os.environ.get("ANAKINRA_KG_FUZZ_SECONDS", "3600"))
"""How long the long run takes on two cores, where pytest runs two tests at a time."""
CASES = {
    "drugbank": 600,
    "drugbank-xml": 1500,
    "mayoclinic": 900,
    "fact-files": 500,
    "queries": 600,
    "validate": 60,
    "endpoint": 500,
    "commands": 8,
}
"""Inputs of a target in the normal suite."""
SHARES = {"commands": 3.0, "validate": 0.5, "endpoint": 0.5}
"""How much of the time a target has, where the others have 1: a process takes long to start."""
LONG_RUN_FIRST = 1_000_000
"""Number of the first case of the long run; those before are of the normal suite."""

assert CASES.keys() == TARGETS.keys()


@pytest.mark.parametrize("name", TARGETS)
def test_damaged_inputs_are_read_for_what_they_are_or_refused(name: str) -> None:
    """The same cases each time."""
    tally = run(name, cases=CASES[name], seconds=60)

    assert not tally.faults, "\n".join(map(str, tally.faults.values()))
    assert tally.cases == CASES[name]
    assert tally.outcomes[READ]
    assert tally.outcomes[REFUSED]


@pytest.mark.slow
@pytest.mark.parametrize("name", TARGETS)
def test_many_more_damaged_inputs(name: str, record_property: Callable[[str, object], None]) -> None:
    """As above, by time: see `SECONDS`."""
    share = SHARES.get(name, 1.0) / sum(SHARES.get(each, 1.0) for each in TARGETS)
    tally = run(name, cases=1 << 40, seconds=2 * SECONDS * share, first=LONG_RUN_FIRST)
    record_property("fuzz", str(tally))

    assert not tally.faults, "\n".join(map(str, tally.faults.values()))
    assert tally.cases
