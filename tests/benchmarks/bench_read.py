"""Reads generated pages of a source and prints how many a second one core takes, and how much memory is left in use.

Run by hand, `python tests/benchmarks/bench_read.py SOURCE [PAGES]`; it is no test, for it judges no figure.
"""

from __future__ import annotations

import sys
import time
import tracemalloc
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from anakinra_kg.facts.text import PageText
from anakinra_kg.sources import reader
from tests.support.generators import drugbank, mayoclinic

# The sizes make pages about as long as the real ones.
_GENERATORS = {
    "drugbank": lambda seed: drugbank.page(Random(seed), 2).text,
    "mayoclinic": lambda seed: mayoclinic.generate(Random(seed), 3.2).text,
}
_TARGET_PAGES_A_SECOND = 200


def _read(source: str, pages: list[bytes]) -> int:
    return sum(len(reader(source).read(PageText.from_bytes("generated", content)).facts) for content in pages)


def main(source: str, count: int) -> None:
    """Read pages and print the figures."""
    pages = [_GENERATORS[source](seed).encode() for seed in range(count)]
    lines = sum(content.count(b"\n") for content in pages)
    begin = time.perf_counter()
    facts = _read(source, pages)
    seconds = time.perf_counter() - begin
    figures = [
        f"pages        {count} of {lines / count:.0f} lines and {facts / count:.0f} facts on average",
        f"speed        {count / seconds:.0f} pages a second (target {_TARGET_PAGES_A_SECOND})",
    ]
    tracemalloc.start()
    for done in range(0, count, max(count // 4, 1)):
        tracemalloc.reset_peak()
        part = pages[done : done + count // 4]
        _read(source, part)
        left, peak = tracemalloc.get_traced_memory()
        figures.append(f"pages {done + len(part):6} peak {peak / 1024:.0f} KiB, in use {left / 1024:.0f} KiB")
    print(*figures, sep="\n")  # noqa: T201 - the figures are what it is run for


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "drugbank", int(sys.argv[2]) if len(sys.argv) > 2 else 1000)
