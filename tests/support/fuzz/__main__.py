"""Fuzzes by command; prints what came of each target, and each fault with the command that repeats it."""

from __future__ import annotations

import argparse
import sys

from tests.support.fuzz.campaign import TARGETS, run


def main() -> int:
    """Run the targets that are named, one after the other; return 1 if there is a fault."""
    command = argparse.ArgumentParser(prog="python -m tests.support.fuzz", description=__doc__)
    command.add_argument("targets", nargs="*", choices=[[], *TARGETS], metavar="TARGET", help=", ".join(TARGETS))
    command.add_argument("--cases", type=int, default=1 << 40, help="number of inputs for each target")
    command.add_argument("--seconds", type=float, default=450.0, help="time for each target (default: 450)")
    command.add_argument("--first", type=int, default=0, help="number of the first case (default: 0)")
    command.add_argument("--workers", type=int, default=2, help="processes (default: 2)")
    options = command.parse_args()
    found = 0
    for name in options.targets or TARGETS:
        tally = run(name, cases=options.cases, seconds=options.seconds, first=options.first, workers=options.workers)
        _say(tally)
        for fault in tally.faults.values():
            _say(f"\n{fault}")
        found += len(tally.faults)
    return int(found > 0)


def _say(what: object) -> None:
    sys.stdout.write(f"{what}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
