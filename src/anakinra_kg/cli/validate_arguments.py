"""The arguments of `validate`, in groups, and which of them `pyproject.toml` may set."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from anakinra_kg.cli.common import limit_arguments, output_arguments, syntax_argument

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence
    from decimal import Decimal

SETTINGS = frozenset(
    {
        *("files", "shapes", "ontology", "against", "data-format", "each", "jobs", "import", "inference", "format"),
        *("engine", "timeout", "memory", "fail-on", "only", "skip", "baseline", "max"),
        *("coverage", "min-coverage", "changed-since"),
    }
)
"""What `pyproject.toml` may set; not what writes files: the folder may be somebody else's."""

NEVER = "never"
"""The value of `--fail-on` with which no finding fails."""

_FORMATS = ("text", "json", "github", "gitlab", "junit", "sarif", "turtle", "html")


def validate_arguments(command: argparse.ArgumentParser, _: Sequence[str] | None) -> None:
    """Add the arguments of `validate`."""
    _data_arguments(command)
    _shape_arguments(command.add_argument_group("shapes, and what they see"))
    _selection_arguments(command.add_argument_group("which findings count"))
    _output_arguments(command.add_argument_group("what is told"))
    limit_arguments(command)
    command.set_defaults(holds_lock=True)  # a pattern that runs away cannot be ended by a thread


def _data_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "files",
        nargs="*",
        metavar="FILE",
        help="RDF files, folders, patterns such as '**/*.ttl', or - for standard input; they are one graph",
    )
    command.add_argument("--each", action="store_true", help="validate each file as a graph of its own")
    command.add_argument(
        "--jobs",
        type=int,
        metavar="N",
        help="with --each: processes (default: one a processor, if the files are large)",
    )
    syntax_argument(command, "syntax of the files (default: by their endings; Turtle for standard input)")


def _shape_arguments(group: argparse._ArgumentGroup) -> None:
    group.add_argument(
        "--shapes",
        type=Path,
        nargs="+",
        action="append",
        default=[],
        dest="shape_groups",
        metavar="FILE",
        help="files of shapes (default: those of this project)",
    )
    for option, metavar, what in (
        ("--ontology", "FILE", "ontology (default: that of this project)"),
        ("--against", "PATH", "also compare the claims with facts: a folder such as data/, or pages"),
    ):
        group.add_argument(option, type=Path, nargs="+", action="extend", default=[], metavar=metavar, help=what)
    group.add_argument(
        "--import",
        type=_import,
        action="append",
        default=[],
        dest="imports",
        metavar="IRI=FILE",
        help="file to read for what owl:imports names; nothing is fetched",
    )
    group.add_argument(
        "--inference",
        choices=("none", "rdfs", "owlrl"),
        default="none",
        help="what is inferred from data and ontology before shapes look at them (default: none)",
    )
    group.add_argument(
        "--engine",
        choices=("shacl", "rudof", "pyshacl"),
        help="SHACL engine; pyshacl also runs what the others cannot (default: the first that is installed; the extra "
        "`fast` brings shacl)",
    )
    group.add_argument("--lint-only", action="store_true", help="look at the shapes alone, without data")


def _selection_arguments(group: argparse._ArgumentGroup) -> None:
    group.add_argument(
        "--fail-on",
        choices=("violation", "warning", "info", NEVER),
        default="violation",
        help="minimum severity that makes the command exit 1 (default: violation), or never; a severity that the "
        "shapes define themselves counts as a violation",
    )
    group.add_argument(
        "--only",
        action="append",
        default=[],
        metavar="SHAPE",
        help="only findings of this shape or check, as reports name it; may be given several times, or with commas",
    )
    group.add_argument(
        "--skip", action="append", default=[], metavar="SHAPE", help="no findings of this shape or check; as --only"
    )
    group.add_argument(
        "--changed-since",
        default="",
        metavar="REVISION",
        help="only findings on lines that have changed since a commit, tag or branch of git",
    )
    group.add_argument(
        "--baseline", type=Path, metavar="FILE", help="file of known findings: only new ones are shown and count"
    )
    group.add_argument(
        "--update-baseline", action="store_true", help="write all findings to the file of --baseline, and exit 0"
    )


def _output_arguments(group: argparse._ArgumentGroup) -> None:
    output_arguments(group, _FORMATS, "the findings", "sarif=out.sarif")
    group.add_argument(
        "--max",
        type=int,
        metavar="N",
        help="how many findings to show, at least one of each shape, 0 for all (default: text 100, html 1000, others "
        "all)",
    )
    group.add_argument(
        "--coverage",
        action="store_true",
        help="also tell which statements and nodes no shape looks at, and which shapes look at nothing (text, json)",
    )
    group.add_argument(
        "--min-coverage",
        type=_percent,
        metavar="PERCENT",
        help="exit 1 if shapes look at fewer of the statements, or of the nodes, than this",
    )
    group.add_argument(
        "--profile", action="store_true", help="also tell the processor time of each part and each shape (text, json)"
    )


def _import(text: str) -> tuple[str, Path]:
    """Return the IRI of a document and its file.

    Raises:
        ArgumentTypeError: There is no IRI, or no file.
    """
    from argparse import ArgumentTypeError

    from anakinra_kg.errors import in_a_line

    iri, _, file = text.rpartition("=")
    if not iri or not file:
        raise ArgumentTypeError(f"`{in_a_line(text)}` names no file; write IRI=FILE")
    return iri.removeprefix("<").removesuffix(">"), Path(file)


def _percent(text: str) -> Decimal:
    """Return a percentage.

    Raises:
        ArgumentTypeError: It is not a number from 0 to 100.
    """
    from argparse import ArgumentTypeError
    from decimal import Decimal

    from anakinra_kg.errors import in_a_line

    if not re.fullmatch(r"[0-9]{1,3}(\.[0-9]{1,20})?", text) or Decimal(text) > 100:  # noqa: PLR2004 - per hundred
        raise ArgumentTypeError(f"`{in_a_line(text)}` is not a percentage; write a number from 0 to 100")
    return Decimal(text)
