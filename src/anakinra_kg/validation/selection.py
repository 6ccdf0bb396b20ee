"""Which findings count: not those that are ignored, of other shapes, on unchanged lines, or known.

Each step takes a report and gives a report, in which what it leaves out is counted or kept.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

from anakinra_kg.errors import AnakinraKGError
from anakinra_kg.rdf.files import write_file
from anakinra_kg.rdf.inputs import Input
from anakinra_kg.validation import baseline, changes, ignores
from anakinra_kg.validation.shape_names import Choice, rule_iri

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from anakinra_kg.validation.findings import Known, Report


@dataclass(frozen=True, slots=True)
class Selection:
    """Which findings are asked for.

    Attributes:
        only: Names of the shapes and checks that are asked for; empty for all.
        skip: Names of those that are not.
        idle: Names of the checks that did not run: a comment or a baseline may name them all the same.
        changed_since: A git revision: only findings on lines that have changed since; empty for all lines.
        baseline: File of the findings that are known.
        update_baseline: Whether to write the baseline anew, so that all findings are known.
    """

    only: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    idle: frozenset[str] = frozenset()
    changed_since: str = ""
    baseline: Path | None = None
    update_baseline: bool = False


def selected(report: Report, selection: Selection, files: Iterable[Input] | None = None) -> Report:
    """Return a report with the findings that count.

    Args:
        report: The report on the files.
        selection: Which findings are asked for.
        files: The files that were named, in which comments count; default: all files of the report.

    Raises:
        AnakinraKGError: There is no shape of a name, no such revision, or no baseline that can be read, or the options
            contradict each other.
    """
    if selection.update_baseline and selection.baseline is None:
        raise AnakinraKGError("--update-baseline", "there is no file to write", "name it with --baseline FILE")
    if selection.update_baseline and selection.changed_since:
        raise AnakinraKGError(
            "--update-baseline", "the findings on other lines would not be known", "leave out --changed-since"
        )
    choice = Choice(report, selection.only, selection.skip, selection.idle)
    known = _known(selection)
    report = _of_shapes(
        ignores.without_ignored(report, choice, map(Input, report.files) if files is None else files), choice
    )
    if selection.changed_since:
        report = changes.on_changed_lines(report, selection.changed_since)
    if selection.baseline is None:
        return report
    if selection.update_baseline and report.nodes and not report.failures:  # of what was not checked nothing is known
        write_file(selection.baseline, baseline.updated(report, known, choice))
        known += baseline.entries(report)
    report = baseline.without_known(report, known, choice)
    # Who asks for changed lines does not ask what became of the others; what could not be read is not fixed.
    return dataclasses.replace(report, fixed=()) if selection.changed_since or report.failures else report


def _known(selection: Selection) -> tuple[Known, ...]:
    """Return what the baseline knows; one that is still to be written knows nothing."""
    if selection.baseline is None or (selection.update_baseline and not selection.baseline.exists()):
        return ()
    return baseline.read(selection.baseline)


def _of_shapes(report: Report, choice: Choice) -> Report:
    """Return a report with the findings of the shapes and checks that are asked for."""
    kept = tuple(finding for finding in report.findings if choice.has(rule_iri(finding)))
    ignored = tuple(each for each in report.ignored if choice.has(rule_iri(each.finding)))
    left_out = len(report.findings) - len(kept) + len(report.ignored) - len(ignored)
    return dataclasses.replace(report, findings=kept, ignored=ignored, unselected=left_out)
