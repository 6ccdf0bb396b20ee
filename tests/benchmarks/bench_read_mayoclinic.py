"""Reads generated Mayo Clinic monographs and prints how many a second one core takes, and what memory stays in use.

Run by hand, `python tests/benchmarks/bench_read_mayoclinic.py [PAGES]`; it is no test, for it judges no figure.
"""

from __future__ import annotations

import sys
import time
import tracemalloc
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from anakinra_kg.sources import mayoclinic
from anakinra_kg.text import PageText
from tests.generators.mayoclinic import generate

_SIZE = 3.2  # pages about as long as the real ones
_TARGET_PAGES_A_SECOND = 200


def _pages(count: int) -> list[bytes]:
    return [generate(Random(seed), _SIZE).text.encode() for seed in range(count)]  # noqa: S311 - a seed gives a page


def _read(pages: list[bytes]) -> int:
    return sum(len(mayoclinic.read(PageText.from_bytes("generated", content)).facts) for content in pages)


def main(count: int) -> None:
    """Read pages and print the figures."""
    pages = _pages(count)
    lines = sum(content.count(b"\n") for content in pages)
    begin = time.perf_counter()
    facts = _read(pages)
    seconds = time.perf_counter() - begin
    figures = [
        f"pages        {count} of {lines / count:.0f} lines and {facts / count:.0f} facts on average",
        f"speed        {count / seconds:.0f} pages a second (target {_TARGET_PAGES_A_SECOND})",
    ]
    tracemalloc.start()
    for done in range(0, count, max(count // 4, 1)):
        tracemalloc.reset_peak()
        part = pages[done : done + count // 4]
        _read(part)
        left, peak = tracemalloc.get_traced_memory()
        figures.append(f"pages {done + len(part):6} peak {peak / 1024:.0f} KiB, in use {left / 1024:.0f} KiB")
    print(*figures, sep="\n")  # noqa: T201 - the figures are what it is run for


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
