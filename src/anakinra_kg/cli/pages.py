"""The commands that read pages: `read` and `coverage`."""

from __future__ import annotations

import itertools
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from anakinra_kg.cli.common import put_json
from anakinra_kg.cli.statuses import FINDINGS, GOOD
from anakinra_kg.errors import in_a_line
from anakinra_kg.facts.documents import SOURCES

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence


def read_arguments(command: argparse.ArgumentParser, _: Sequence[str] | None) -> None:
    """Add the arguments of `read`."""
    command.add_argument("pages", type=Path, nargs="+", metavar="PAGE", help="text of a page, UTF-8")
    command.add_argument(
        "--format",
        choices=("yaml", "json"),
        default="yaml",
        help="yaml, or json with one object per page (default: yaml)",
    )
    command.add_argument("--source", choices=SOURCES, help="kind of the pages (default: recognised from their content)")
    command.add_argument("--strict", action="store_true", help="exit with status 1 if a line is unread")


def read(options: argparse.Namespace) -> int:
    """Run `read`."""
    from anakinra_kg.facts.coverage import coverage as account_for
    from anakinra_kg.facts.data_folder import curated_facts
    from anakinra_kg.facts.documents import from_reading
    from anakinra_kg.facts.fact_files import facts_yaml, reading_json
    from anakinra_kg.sources import read_file

    readings = itertools.chain.from_iterable(read_file(path, options.source) for path in options.pages)
    first_two = list(itertools.islice(readings, 2))
    several = len(first_two) > 1
    unread = 0
    for reading in itertools.chain(first_two, readings):
        document = from_reading(reading)
        covered = account_for(reading, curated_facts(reading))
        unread += covered.counts["unread"]
        if options.format == "json":
            put_json(reading_json(reading, document, covered, indent=None if several else 1))
        else:
            sys.stdout.write(("---\n" if several else "") + facts_yaml(reading, document))
    return FINDINGS if options.strict and unread else GOOD


def coverage_arguments(command: argparse.ArgumentParser, _: Sequence[str] | None) -> None:
    """Add the arguments of `coverage`."""
    command.add_argument("page", type=Path, metavar="PAGE", help="text of a page, UTF-8")
    command.add_argument("--source", choices=SOURCES, help="kind of the page (default: recognised from its content)")
    command.add_argument("--strict", action="store_true", help="exit with status 1 if a line is unread")


def coverage(options: argparse.Namespace) -> int:
    """Run `coverage`."""
    from anakinra_kg.facts.coverage import coverage as account_for
    from anakinra_kg.facts.data_folder import curated_facts
    from anakinra_kg.facts.ledger import LineStatus
    from anakinra_kg.sources import read_file

    unread = 0
    for reading in read_file(options.page, options.source):
        covered = account_for(reading, curated_facts(reading))
        unread += covered.counts["unread"]
        first = reading.page.first_line
        for number, (content, account) in enumerate(zip(reading.page.lines, covered.lines, strict=True), start=first):
            shown = in_a_line(content.strip()[:60])
            print(f"{number:5}  {account.status:<11}  {account.reason:<44}  {shown}".rstrip())
        print()
        for found in covered.sentences:
            span, account = found.span, found.account
            if account.status is LineStatus.UNREAD:
                print(f"unread: line {span.line}, characters {span.start}-{span.end} ({account.reason})")
            elif account.status is LineStatus.PROSE:
                print(f"uncurated: line {span.line}, characters {span.start}-{span.end} ({account.reason})")
        counts = ", ".join(f"{count} {status}" for status, count in covered.counts.items())
        print(f"{len(covered.lines)} lines: {counts}")
        sentences = ", ".join(f"{count} {status}" for status, count in covered.sentence_counts.items())
        print(f"{len(covered.sentences)} sentences: {sentences}")
    return FINDINGS if options.strict and unread else GOOD
