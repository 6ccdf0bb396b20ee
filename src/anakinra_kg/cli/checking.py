"""The commands that check: `validate` and `reason`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from anakinra_kg.cli.common import FINDINGS, GOOD, NOTHING_CHECKED, print_rows

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence


def validate_arguments(command: argparse.ArgumentParser, _: Sequence[str] | None) -> None:
    """Say what `validate` takes."""
    command.add_argument("files", type=Path, nargs="+", metavar="FILE", help="RDF files, checked as one graph")
    command.add_argument("--shapes", type=Path, metavar="FILE", help="shapes to meet (those of this project)")
    command.add_argument(
        "--ontology", type=Path, nargs="+", default=[], metavar="FILE", help="ontology to go by (that of this project)"
    )
    command.add_argument(
        "--data-format",
        choices=("turtle", "ntriples", "nquads", "trig", "jsonld", "rdfxml"),
        help="syntax of the files (else told by their endings)",
    )
    command.add_argument("--format", choices=("text", "json"), default="text", help="how to print the findings (text)")
    command.add_argument(
        "--fail-on",
        choices=("violation", "warning", "info"),
        default="violation",
        help="least grave finding that ends with status 1 (violation)",
    )


def validate(options: argparse.Namespace) -> int:
    """Run `validate`."""
    from anakinra_kg import findings, validation

    report = validation.check(options.files, options.shapes, options.ontology, options.data_format)
    print(findings.WRITERS[options.format](report), end="")
    if not report.nodes:
        print("anakinra-kg: no shape has a target in the data: nothing was checked", file=sys.stderr)
        return NOTHING_CHECKED
    return FINDINGS if report.failing(options.fail_on.capitalize()) else GOOD


def reason_arguments(command: argparse.ArgumentParser, _: Sequence[str] | None) -> None:
    """Say what `reason` takes."""
    command.add_argument("files", type=Path, nargs="*", metavar="FILE", help="RDF files to reason on (the built graph)")
    command.add_argument("--out", type=Path, metavar="FILE", help="write what is inferred, and only that, as Turtle")
    command.add_argument("--alignments", action="store_true", help="infer terms of Biolink, schema.org, RO and SIO too")


def reason(options: argparse.Namespace) -> int:
    """Run `reason`."""
    from anakinra_kg import reasoning
    from anakinra_kg.graph import load

    graphs = [load(path) for path in options.files] or [load()]
    graph = {quad.triple for kg in graphs for quad in kg.store}
    found = reasoning.reason(graph, alignments=options.alignments)
    if found.left_out:
        print(
            f"not shown to the reasoner: {found.left_out} triples with dates, times, years or imports", file=sys.stderr
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
        reasoning.write(found, options.out)
        print(f"wrote {options.out}", file=sys.stderr)
    return GOOD if found.consistent else FINDINGS
