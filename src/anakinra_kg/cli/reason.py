"""The command that infers: `reason`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from anakinra_kg.cli.common import FINDINGS, GOOD, print_rows, wrote

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence


def reason_arguments(command: argparse.ArgumentParser, _: Sequence[str] | None) -> None:
    """Add the arguments of `reason`."""
    command.add_argument("files", type=Path, nargs="*", metavar="FILE", help="RDF files (default: the built graph)")
    command.add_argument("--out", type=Path, metavar="FILE", help="write the inferred triples as Turtle")
    command.add_argument(
        "--alignments", action="store_true", help="also infer terms of Biolink, schema.org, RO and SIO"
    )


def reason(options: argparse.Namespace) -> int:
    """Run `reason`."""
    from anakinra_kg.query.graph import load
    from anakinra_kg.reasoning import inference

    graphs = [load(path) for path in options.files] or [load()]
    graph = {quad.triple for kg in graphs for quad in kg.store}
    found = inference.reason(graph, alignments=options.alignments)
    if found.left_out:
        print(
            f"the reasoner does not see {found.left_out} triples with dates, times, years or imports", file=sys.stderr
        )
    for explanation in found.explanations:
        print(f"{explanation.subject} cannot be, for these contradict each other:")
        for kind, statements in (("axiom", explanation.axioms), ("fact", explanation.facts)):
            print("".join(f"  {kind:<5}  {statement}\n" for statement in statements), end="")
        print()
    if found.subclasses:
        print_rows(("class", "inferred superclass"), found.subclasses)
        print()
    if found.inferred:
        print_rows(("inferred", "triples"), [(what, str(count)) for what, count in found.counts])
        print()
    verdict = "consistent" if found.consistent else "not consistent"
    print(f"{verdict}: {len(graph)} triples stated, {len(found.inferred)} inferred, {found.seconds:.1f} seconds")
    if options.out is not None and found.consistent:
        inference.write(found, options.out)
        wrote(options.out)
    return GOOD if found.consistent else FINDINGS
