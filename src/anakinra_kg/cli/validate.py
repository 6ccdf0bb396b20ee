"""The command that checks a graph: `validate`."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from anakinra_kg.cli.common import Progress, colour_wanted, put, put_json, say, terminal_width
from anakinra_kg.cli.statuses import COULD_NOT_RUN, FINDINGS, GOOD, NOTHING_CHECKED
from anakinra_kg.cli.validate_arguments import NEVER, SETTINGS, validate_arguments

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence
    from decimal import Decimal
    from pathlib import Path

    from anakinra_kg.rdf.inputs import Input
    from anakinra_kg.validation.engine import Check, Validator
    from anakinra_kg.validation.findings import Report

__all__ = ["SETTINGS", "validate", "validate_arguments"]

_SHAPES_AND_DATA = 2
_JSON = frozenset({"json", "gitlab", "sarif"})


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
    measured = {"--coverage": options.coverage, "--min-coverage": options.min_coverage, "--profile": options.profile}
    for option, value in measured.items():
        if value not in {None, False} and (options.each or options.lint_only):
            raise AnakinraKGError(option, "is about one graph of data", "leave out --each and --lint-only")
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
    fails = options.fail_on != NEVER and report.failing(options.fail_on.capitalize())
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
    answer = written(report, options.format, options.max, colour=colour_wanted(), width=terminal_width())
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
