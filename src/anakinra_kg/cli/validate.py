"""The command that checks a graph: `validate`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from anakinra_kg.cli.common import colour_wanted, memory_argument, put, put_json, say
from anakinra_kg.cli.statuses import FINDINGS, GOOD, NOTHING_CHECKED

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from anakinra_kg.validation.engine import Check
    from anakinra_kg.validation.findings import Report


_NEVER = "never"
_FORMATS = ("text", "json", "github", "gitlab", "junit", "sarif", "turtle", "html")
_JSON = frozenset({"json", "gitlab", "sarif"})


def _output(text: str) -> tuple[str, str]:
    """Return the format and the file of an output.

    Raises:
        ArgumentTypeError: There is no such format, or no file.
    """
    from argparse import ArgumentTypeError

    from anakinra_kg.errors import did_you_mean, in_a_line

    name, _, file = text.partition("=")
    if name not in _FORMATS:
        raise ArgumentTypeError(f"`{in_a_line(name)}` is not a format; {did_you_mean(name, _FORMATS)}")
    if not file:
        raise ArgumentTypeError(f"`{name}` has no file; write {name}=FILE")
    return name, file


def validate_arguments(command: argparse.ArgumentParser, _: Sequence[str] | None) -> None:
    """Add the arguments of `validate`."""
    command.add_argument("files", type=Path, nargs="+", metavar="FILE", help="RDF files, validated as one graph")
    command.add_argument("--shapes", type=Path, metavar="FILE", help="file of shapes (default: those of this project)")
    command.add_argument(
        "--ontology", type=Path, nargs="+", default=[], metavar="FILE", help="ontology (default: that of this project)"
    )
    command.add_argument(
        "--against",
        type=Path,
        nargs="+",
        default=[],
        metavar="PATH",
        help="also compare the claims with facts: a folder such as data/, or pages",
    )
    command.add_argument(
        "--data-format",
        choices=("turtle", "ntriples", "nquads", "trig", "jsonld", "rdfxml"),
        help="syntax of the files (default: by their endings)",
    )
    command.add_argument("--format", choices=_FORMATS, default="text", help="format of the findings (default: text)")
    command.add_argument(
        "--out",
        type=_output,
        action="append",
        default=[],
        metavar="FORMAT=FILE",
        help="also write the findings to a file, such as sarif=out.sarif; may be given several times",
    )
    command.add_argument(
        "--engine",
        choices=("rudof", "pyshacl"),
        help="SHACL engine; pyshacl also runs what rudof cannot (default: rudof, if the extra `fast` is installed)",
    )
    command.add_argument("--timeout", type=float, metavar="SECONDS", help="time limit (default: none)")
    memory_argument(command)
    command.set_defaults(holds_lock=True)  # a pattern that runs away cannot be ended by a thread
    command.add_argument(
        "--fail-on",
        choices=("violation", "warning", "info", _NEVER),
        default="violation",
        help="minimum severity that makes the command exit 1 (default: violation), or never; a severity that the "
        "shapes define themselves counts as a violation",
    )
    _selection_arguments(command)


def _selection_arguments(command: argparse.ArgumentParser) -> None:
    """Add the arguments that tell which findings count, and how many are shown."""
    command.add_argument(
        "--only",
        action="append",
        default=[],
        metavar="SHAPE",
        help="only findings of this shape or check, as reports name it; may be given several times, or with commas",
    )
    command.add_argument(
        "--skip", action="append", default=[], metavar="SHAPE", help="no findings of this shape or check; as --only"
    )
    command.add_argument(
        "--changed-since",
        default="",
        metavar="REVISION",
        help="only findings on lines that have changed since a commit, tag or branch of git",
    )
    command.add_argument(
        "--baseline", type=Path, metavar="FILE", help="file of known findings: only new ones are shown and count"
    )
    command.add_argument(
        "--update-baseline", action="store_true", help="write all findings to the file of --baseline, and exit 0"
    )
    command.add_argument(
        "--max",
        type=int,
        metavar="N",
        help="how many findings to show, at least one of each shape, 0 for all (default: text 100, html 1000, others "
        "all)",
    )


def validate(options: argparse.Namespace) -> int:
    """Run `validate`.

    Raises:
        AnakinraKGError: An option has a value that cannot be.
    """
    from anakinra_kg.dataset.consistency import check_consistency
    from anakinra_kg.errors import AnakinraKGError
    from anakinra_kg.validation import engine
    from anakinra_kg.validation.formats import written

    if options.max is not None and options.max < 0:
        raise AnakinraKGError("--max", f"{options.max} findings cannot be shown", "give a number, or 0 for all")
    # What is particular to our graphs says nothing about a graph that is checked against other shapes.
    checks: list[Check] = [] if options.shapes or options.ontology else [check_consistency]
    if options.against:
        from anakinra_kg.dataset.against import check_against

        checks.append(check_against(options.against))
    report = engine.check(
        options.files, options.shapes, options.ontology, options.data_format, options.engine, checks=checks
    )
    report = _selected(options, report)
    for warning in report.warnings:
        say(f"anakinra-kg: warning: {warning}")
    for name, file in options.out:
        put(written(report, name, options.max), file)
    answer = written(report, options.format, options.max, colour=colour_wanted())
    if options.format in _JSON:
        put_json(answer)
    else:
        put(answer, None)
    if not report.nodes:
        say("anakinra-kg: no shape has a target in the data: nothing was checked")
        return NOTHING_CHECKED
    fails = options.fail_on != _NEVER and report.failing(options.fail_on.capitalize())
    return FINDINGS if fails else GOOD


def _selected(options: argparse.Namespace, report: Report) -> Report:
    """Return a report with the findings that count; write the baseline if that is wanted."""
    from anakinra_kg.validation.checks import CHECKS
    from anakinra_kg.validation.selection import Selection, selected

    # Some checks run on our graphs alone, and one needs facts.
    ran = {"Ignore", "UnknownTerm"} if options.shapes or options.ontology else CHECKS.keys() - {"Against"}
    selection = Selection(
        only=tuple(options.only),
        skip=tuple(options.skip),
        idle=frozenset(CHECKS.keys() - ran - ({"Against"} if options.against else set())),
        changed_since=options.changed_since,
        baseline=options.baseline,
        update_baseline=options.update_baseline,
    )
    chosen = selected(report, selection, options.data_format)
    if options.update_baseline and report.nodes:
        say(f"wrote {options.baseline}, known findings: {chosen.known}")
    return chosen
