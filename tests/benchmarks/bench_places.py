"""Times the places of all triples beside `validate`, as whole processes, on ten times the graph in each syntax.

Run by hand, `python tests/benchmarks/bench_places.py [TIMES]`; it is no test, for machines differ, but it ends with
status 1 where the places take longer than the validation. That is against the shapes alone, for copies of pages have no
triples that compare them with each other. The figures are seconds of processor time, the least of all runs.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from anakinra_kg.rdf.files import read_triples
from anakinra_kg.rdf.turtle import turtle
from anakinra_kg.resources import resource
from tests.support.copies import TEN_TIMES, copies

_SHAPES = ("--shapes", str(resource("ontology", "shapes.ttl")))
_PLACES = """
import sys
from anakinra_kg.rdf.turtle_places import places
with open(sys.argv[1], encoding="utf-8", newline="") as file:
    print(sum(1 for _ in places(file.read(), sys.argv[2], "http://e.example/")))
"""


def main(times: int) -> int:
    """Measure, print the figures and return 1 if a file is placed in more time than it is validated, else 0."""
    good = True
    with tempfile.TemporaryDirectory() as folder:
        lines, blocks = Path(folder) / "more.nt", Path(folder) / "more.ttl"
        lines.write_text(copies(str(resource("data", "anakinra.ttl")), TEN_TIMES), encoding="utf-8")
        blocks.write_text(turtle(read_triples(lines)), encoding="utf-8")
        for syntax, file in (("ntriples", lines), ("turtle", blocks)):
            placed, count = _least([sys.executable, "-c", _PLACES, str(file), syntax], times)
            validated, _ = _least([sys.executable, "-m", "anakinra_kg.cli", "validate", str(file), *_SHAPES], times)
            good = good and placed < validated
            told = f"{syntax}: {count} triples placed in {placed:.2f} s, validated in {validated:.2f} s"
            print(told, flush=True)  # noqa: T201 - for people
    return 0 if good else 1


def _least(command: list[str], times: int) -> tuple[float, str]:
    """Return the least seconds of processor time of a command, and what it printed last."""
    seconds = []
    for _ in range(times):
        before = os.times()
        printed = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout
        after = os.times()
        seconds.append(sum(after[2:4]) - sum(before[2:4]))
    return min(seconds), printed.split()[-1]


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 3))
