"""The command that makes the dataset: `build`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from anakinra_kg.cli.common import FINDINGS, GOOD, print_rows, wrote
from anakinra_kg.facts.documents import SOURCES

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence


def build_arguments(command: argparse.ArgumentParser, _: Sequence[str] | None) -> None:
    """Add the arguments of `build`."""
    command.add_argument(
        "--out", type=Path, default=Path("dist"), metavar="DIR", help="folder to write to (default: dist)"
    )
    command.add_argument(
        "--read", type=Path, nargs="+", default=[], metavar="PAGE", help="pages to read (default: the facts of data/)"
    )
    command.add_argument("--source", choices=SOURCES, help="kind of the pages (default: recognised from their content)")


def build(options: argparse.Namespace) -> int:
    """Run `build`."""
    from anakinra_kg.dataset import build as building

    built = building.build(options.read, options.source)
    building.write(built, options.out)
    print_rows(
        ("source", "document", "kind", "facts", "triples"),
        [(c.source, c.document, c.kind, str(c.facts), str(c.triples)) for c in built.counts],
    )
    print()
    print_rows(
        ("public identifiers", *built.links[0].counts),
        [(c.cls, *map(str, c.counts.values())) for c in built.links],
    )
    findings = built.findings or ()
    violations = sum(finding.severity == "Violation" for finding in findings)
    facts = sum(count.facts for count in built.counts)
    print(f"\n{facts} facts, {len(built.triples)} triples, {violations} violations, {built.seconds:.1f} seconds")
    for name in (*built.files, "report.json"):
        wrote(options.out / name)
    for finding in findings:
        print(f"{finding.severity}: {finding.focus}: {finding.message} ({finding.shape})", file=sys.stderr)
    return FINDINGS if violations else GOOD
