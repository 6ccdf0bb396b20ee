"""The command that checks a graph: `validate`."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from anakinra_kg.cli.common import Progress, colour_wanted, memory_argument, output, put, put_json, say
from anakinra_kg.cli.statuses import COULD_NOT_RUN, FINDINGS, GOOD, NOTHING_CHECKED

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence
    from decimal import Decimal

    from anakinra_kg.rdf.inputs import Input
    from anakinra_kg.validation.engine import Check, Validator
    from anakinra_kg.validation.findings import Report

SETTINGS = frozenset(
    {
        *("files", "shapes", "ontology", "against", "data-format", "each", "jobs", "import", "inference", "format"),
        *("engine", "timeout", "memory", "fail-on", "only", "skip", "baseline", "max"),
        *("coverage", "min-coverage"),
    }
)
"""What `pyproject.toml` may set; not what writes files: the folder may be somebody else's."""

_NEVER = "never"
_FORMATS = ("text", "json", "github", "gitlab", "junit", "sarif", "turtle", "html")
_SHAPES_AND_DATA = 2
_JSON = frozenset({"json", "gitlab", "sarif"})


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


def validate_arguments(command: argparse.ArgumentParser, _: Sequence[str] | None) -> None:
    """Add the arguments of `validate`."""
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
    command.add_argument(
        "--data-format",
        choices=("turtle", "ntriples", "nquads", "trig", "jsonld", "rdfxml"),
        help="syntax of the files (default: by their endings; Turtle for standard input)",
    )
    command.add_argument(
        "--shapes",
        type=Path,
        nargs="+",
        action="append",
        default=[],
        dest="shape_groups",
        metavar="FILE",
        help="files of shapes (default: those of this project)",
    )
    command.add_argument(
        "--ontology",
        type=Path,
        nargs="+",
        action="extend",
        default=[],
        metavar="FILE",
        help="ontology (default: that of this project)",
    )
    command.add_argument(
        "--import",
        type=_import,
        action="append",
        default=[],
        dest="imports",
        metavar="IRI=FILE",
        help="file to read for what owl:imports names; nothing is fetched",
    )
    command.add_argument(
        "--inference",
        choices=("none", "rdfs", "owlrl"),
        default="none",
        help="what is inferred from data and ontology before shapes look at them (default: none)",
    )
    command.add_argument(
        "--against",
        type=Path,
        nargs="+",
        action="extend",
        default=[],
        metavar="PATH",
        help="also compare the claims with facts: a folder such as data/, or pages",
    )
    command.add_argument("--lint-only", action="store_true", help="look at the shapes alone, without data")
    command.add_argument("--format", choices=_FORMATS, default="text", help="format of the findings (default: text)")
    command.add_argument(
        "--out",
        type=partial(output, formats=_FORMATS),
        action="append",
        default=[],
        metavar="FORMAT=FILE",
        help="also write the findings to a file, such as sarif=out.sarif; may be given several times",
    )
    command.add_argument(
        "--engine",
        choices=("shacl", "rudof", "pyshacl"),
        help="SHACL engine; pyshacl also runs what the others cannot (default: the first that is installed; the extra "
        "`fast` brings shacl)",
    )
    command.add_argument(
        "--coverage",
        action="store_true",
        help="also tell which statements and nodes no shape looks at, and which shapes look at nothing (text, json)",
    )
    command.add_argument(
        "--min-coverage",
        type=_percent,
        metavar="PERCENT",
        help="exit 1 if shapes look at fewer of the statements, or of the nodes, than this",
    )
    command.add_argument(
        "--profile", action="store_true", help="also tell the processor time of each part and each shape (text, json)"
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
        AnakinraKGError: No file can be read, or the shapes cannot be run.
    """
    from anakinra_kg.errors import AnakinraKGError
    from anakinra_kg.rdf.inputs import inputs

    options.shapes = _shapes(options)
    if options.jobs is not None and options.jobs < 1:
        raise AnakinraKGError("--jobs", f"{options.jobs} processes do nothing", "give a number above 0")
    if options.max is not None and options.max < 0:
        raise AnakinraKGError("--max", f"{options.max} findings cannot be shown", "give a number, or 0 for all")
    if (options.coverage or options.min_coverage is not None) and (options.each or options.lint_only):
        raise AnakinraKGError("--coverage", "is about one graph of data", "leave out --each and --lint-only")
    if options.profile and (options.each or options.lint_only):
        raise AnakinraKGError("--profile", "is about one graph of data", "leave out --each and --lint-only")
    if not options.files and not options.lint_only:
        right = "put them before --shapes" if options.shapes else "name RDF files, a folder, a pattern, or - for stdin"
        raise AnakinraKGError("validate", "no file is given", right)
    files = inputs(options.shapes if options.lint_only else options.files, options.data_format)
    report = _report(options, files)
    for failure in report.failures:
        say(f"anakinra-kg: {failure.text}")
    report = _selected(options, report, files) if report.files else report
    for warning in report.warnings:
        say(f"anakinra-kg: warning: {warning}")
    _write(options, report)
    if report.failures:
        return COULD_NOT_RUN
    if not report.nodes:
        say("anakinra-kg: no shape has a target in the data: nothing was checked")
        return NOTHING_CHECKED
    fails = options.fail_on != _NEVER and report.failing(options.fail_on.capitalize())
    return GOOD if _is_covered(report, options.min_coverage) and not fails else FINDINGS


def _is_covered(report: Report, least: Decimal | None) -> bool:
    """Return whether shapes look at enough; say so if not."""
    if report.coverage is None or least is None:
        return True
    from anakinra_kg.validation.formats.coverage import percent_text, share_text

    below = [share_text(name, share) for name, share in report.coverage.below(least)]
    if below:
        say(f"anakinra-kg: shapes look at less than {percent_text(least)} %: {', '.join(below)}")
    return not below


def _shapes(options: argparse.Namespace) -> list[Path]:
    """Return the files of shapes; in `--shapes SHAPES FILE` without other files, the second is the data."""
    groups: list[list[Path]] = options.shape_groups
    if not options.files and not options.lint_only and [len(group) for group in groups] == [_SHAPES_AND_DATA]:
        options.files = [groups[0].pop()]
    return [file for group in groups for file in group]


def _report(options: argparse.Namespace, files: Sequence[Input]) -> Report:
    if options.lint_only:
        from anakinra_kg.validation.engine import lint_files

        return lint_files(options.shapes, options.ontology, dict(options.imports))
    with Progress() as progress:
        if options.each:
            return _apart(options, files, progress)
        return _validator(options).check(files, failed=[], told=progress.tell)


def _write(options: argparse.Namespace, report: Report) -> None:
    from anakinra_kg.validation.formats import written

    # Where nothing could be read, a report on the graph would look like a good one.
    left_out = frozenset() if report.files else {"text", "turtle"}
    for name, file in options.out:
        if name not in left_out:
            put(written(report, name, options.max), file)
    if options.format in left_out:
        return
    answer = written(report, options.format, options.max, colour=colour_wanted())
    if options.format in _JSON:
        put_json(answer)
    else:
        put(answer, None)


def _validator(options: argparse.Namespace) -> Validator:
    from anakinra_kg.dataset.consistency import check_consistency
    from anakinra_kg.validation.engine import Validator

    # What is particular to our graphs says nothing about a graph that is checked against other shapes.
    checks: list[Check] = [] if options.shapes or options.ontology else [check_consistency]
    if options.against:
        from anakinra_kg.dataset.against import check_against

        checks.append(check_against(options.against))
    return Validator(
        options.shapes,
        options.ontology,
        options.engine,
        imports=dict(options.imports),
        inference=options.inference,
        checks=checks,
        with_coverage=options.coverage or options.min_coverage is not None,
        with_profile=options.profile,
    )


def _apart(options: argparse.Namespace, files: Sequence[Input], progress: Progress) -> Report:
    """Return the reports on files as one; a file in which nothing was checked is told."""
    from anakinra_kg.cli.apart import apart
    from anakinra_kg.validation.findings import merged

    reports = []
    for file, report in zip(files, apart(partial(_validator, options), files, options.jobs), strict=True):
        reports.append(report)
        progress.tell(f"validated {len(reports)} of {len(files)} files")
        if report.files and not report.nodes:
            say(f"anakinra-kg: warning: {file.name}: no shape has a target in it: nothing was checked")
    return merged(reports)


def _selected(options: argparse.Namespace, report: Report, files: Sequence[Input]) -> Report:
    """Return a report with the findings that count; write the baseline if that is wanted."""
    from anakinra_kg.validation.checks import CHECKS
    from anakinra_kg.validation.selection import Selection, selected

    # Some checks run on our graphs alone, and one needs facts.
    ran = {"Ignore", "UnknownTerm"} if options.shapes or options.ontology else CHECKS.keys() - {"Against"}
    ran = {"Ignore", "Lint"} if options.lint_only else ran - {"Lint"}
    selection = Selection(
        only=tuple(options.only),
        skip=tuple(options.skip),
        idle=frozenset(CHECKS.keys() - ran - ({"Against"} if options.against else set())),
        changed_since=options.changed_since,
        baseline=options.baseline,
        update_baseline=options.update_baseline,
    )
    chosen = selected(report, selection, files)
    if options.update_baseline and report.nodes and not report.failures:
        say(f"wrote {options.baseline}, known findings: {chosen.known}")
    return chosen
