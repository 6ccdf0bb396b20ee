"""A worker process: runs the cases that it is given, or one input from its standard input."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.support.fuzz.campaign import Case, outcome, target, work


def main(arguments: list[str]) -> None:
    """Run what the arguments name: TARGET FIRST:STOP:STEP SECONDS PROGRESS, or TARGET --input CHOICE."""
    if arguments[1] == "--input":
        outcome(target(arguments[0]), Case(sys.stdin.buffer.read(), int(arguments[2])))
        return
    name, numbers, seconds, progress = arguments
    work(name, range(*map(int, numbers.split(":"))), float(seconds), Path(progress))


if __name__ == "__main__":
    main(sys.argv[1:])
