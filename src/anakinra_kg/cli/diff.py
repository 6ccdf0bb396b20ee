"""The command that compares two graphs: `diff`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from anakinra_kg.cli.common import colour_wanted, limit_arguments, output_arguments, put, put_json, syntax_argument
from anakinra_kg.cli.statuses import FINDINGS, GOOD
from anakinra_kg.errors import AnakinraKGError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from anakinra_kg.dataset.changes.report import Report

_FORMATS = ("text", "json", "markdown")


def diff_arguments(command: argparse.ArgumentParser, _: Sequence[str] | None) -> None:
    """Add the arguments of `diff`."""
    command.add_argument(
        "old",
        type=Path,
        metavar="OLD",
        help="the old graph, or a record of IRIs such as data/iris.tsv: then only the contract is checked",
    )
    command.add_argument("new", type=Path, metavar="NEW", help="the new graph")
    command.add_argument(
        "--ontology",
        type=Path,
        nargs="+",
        default=[],
        metavar="FILE",
        help="files beside NEW: what they describe is there too (default: terms, codes and shapes of this project)",
    )
    command.add_argument(
        "--contract",
        action="append",
        default=[],
        metavar="NAMESPACE",
        help="an IRI of OLD that begins so must be in NEW, or a dcterms:isReplacedBy must lead to one that is; may be "
        "given several times (default: the namespaces of this project); what an IRI means is not compared",
    )
    syntax_argument(command, "syntax of the graphs (default: by their endings)")
    output_arguments(command, _FORMATS, "the difference", "markdown=comment.md")
    command.add_argument(
        "--max",
        type=int,
        metavar="N",
        help="entities shown in text and markdown, 0 for all (default: 100, in markdown what fits a comment)",
    )
    command.add_argument("--exit-code", action="store_true", help="exit 1 for any difference, not only vanished IRIs")
    limit_arguments(command)
    command.set_defaults(holds_lock=True)  # blank nodes that are all alike take endless to name


def diff(options: argparse.Namespace) -> int:
    """Run `diff`."""
    from anakinra_kg.dataset.changes.report import report

    if options.max is not None and options.max < 0:
        raise AnakinraKGError("--max", f"{options.max} is no number of entities", "give 0 for all, or more")
    found = report(options.old, options.new, options.ontology, contract=options.contract, syntax=options.data_format)
    for name, file in options.out:
        put(_written(found, name, options.max), file)
    written = _written(found, options.format, options.max, colour=colour_wanted())
    if options.format == "json":
        put_json(written)
    else:
        put(written, None)
    return FINDINGS if found.vanished or (options.exit_code and found.differs) else GOOD


def _written(found: Report, name: str, most: int | None, *, colour: bool = False) -> str:
    """Return a report in a format; only the module of that format is imported."""
    if name == "json":
        from anakinra_kg.dataset.changes.json import as_json

        return as_json(found)
    if name == "markdown":
        from anakinra_kg.dataset.changes.markdown import as_markdown

        return as_markdown(found, most)
    from anakinra_kg.dataset.changes.text import as_text

    return as_text(found, most, colour=colour)
