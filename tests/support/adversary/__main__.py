"""`python -m tests.support.adversary`: how many of the adversary's faults a validation catches, and which escape."""

from __future__ import annotations

import argparse
import fnmatch
import sys
from collections import Counter
from typing import TYPE_CHECKING

from tests.support.adversary import all_faults, thinned
from tests.support.adversary.escapes import accepted
from tests.support.adversary.judge import ESCAPED, judged
from tests.support.adversary.world import short

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pyoxigraph import Triple

    from tests.support.adversary.judge import Verdict
    from tests.support.adversary.world import Fault

_COLUMNS = ("kind", "faults", "violation", "warning", "info", "accepted", "escaped", "caught %")
_SHOWN = 3


def main() -> None:
    """Print the table, and with `--list` the faults that escape."""
    parser = argparse.ArgumentParser(prog="python -m tests.support.adversary", description=__doc__)
    parser.add_argument("--all", action="store_true", help="all faults, not about a fourth of them")
    parser.add_argument("--only", metavar="PATTERN", default="*", help="faults with such a name: 'text/*/akg:phase/*'")
    parser.add_argument("--list", action="store_true", help="the faults that escape, with their edits, by property")
    parser.add_argument("--caught", action="store_true", help="the faults that are caught, with the shapes that do")
    parser.add_argument("--processes", type=int, default=2)
    arguments = parser.parse_args()
    faults = all_faults() if arguments.all else thinned(all_faults())
    faults = [fault for fault in faults if fnmatch.fnmatchcase(fault.name, arguments.only)]
    verdicts = judged(faults, arguments.processes)
    out = [*table(faults, verdicts)]
    if arguments.list:
        out += ["", *escapes(faults, verdicts)]
    if arguments.caught:
        out += ["", *(f"{name}\t{' '.join(v.shapes)}" for name, v in sorted(verdicts.items()) if v.severity != ESCAPED)]
    sys.stdout.write("\n".join(out) + "\n")


def table(faults: Sequence[Fault], verdicts: dict[str, Verdict]) -> list[str]:
    """Return the table of faults by kind."""
    kinds = sorted({fault.kind for fault in faults})
    counts: dict[str, Counter[str]] = {kind: Counter() for kind in [*kinds, "all"]}
    for fault in faults:
        severity = verdicts[fault.name].severity
        escape = "accepted" if accepted(fault.name) else "escaped"
        for kind in (fault.kind, "all"):
            counts[kind][escape if severity == ESCAPED else severity.lower()] += 1
    rows = ["".join(f"{column:>11}" for column in _COLUMNS)]
    for kind, count in counts.items():
        total = count.total()
        caught = total - count["accepted"] - count["escaped"]
        share = f"{100 * caught / total:.1f}" if total else ""
        cells = (kind, total, *(count[c] for c in _COLUMNS[2:-1]), share)
        rows.append("".join(f"{cell:>11}" for cell in cells))
    return rows


def escapes(faults: Sequence[Fault], verdicts: dict[str, Verdict]) -> list[str]:
    """Return the faults that escape, by class and property, each with its edit in two lines."""
    missed = [f for f in faults if verdicts[f.name].severity == ESCAPED and not accepted(f.name)]
    lines = []
    for fault in sorted(missed, key=lambda f: (*f.name.split("/")[1:], f.kind)):
        lines += [fault.name, f"  - {_edit(fault.removed)}", f"  + {_edit(fault.added)}"]
    return lines


def _edit(triples: frozenset[Triple]) -> str:
    shown = sorted(" ".join(short(term) for term in triple) for triple in triples)
    more = f" … and {len(shown) - _SHOWN} more" if len(shown) > _SHOWN else ""
    return "; ".join(line[:220] for line in shown[:_SHOWN]) + more


if __name__ == "__main__":
    main()
