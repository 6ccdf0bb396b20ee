"""The shapes and checks that somebody names, in options, in comments and in baselines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from anakinra_kg.errors import AnakinraKGError, did_you_mean
from anakinra_kg.rdf.names import SHAPES, compress, expand
from anakinra_kg.validation.checks import CHECKS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from anakinra_kg.validation.findings import Finding, Report

_LISTED = re.compile(r"<[^>]*>|[^,\s]+")


def rule_iri(finding: Finding) -> str:
    """Return the IRI of the shape or the check of a finding."""
    return finding.shape or SHAPES + finding.constraint


class ShapeNames:
    """The names of the shapes of a report and of the checks.

    A shape is named as reports print it (`shape:Gap-field`), by its IRI, with or without `<…>`, or by the part after
    its namespace (`Gap-field`) if no other shape has the same.
    """

    def __init__(self, report: Report) -> None:
        self._iris = {*report.names, *(SHAPES + check for check in CHECKS)}
        self._local: dict[str, list[str]] = {}
        for iri in sorted(self._iris):
            self._local.setdefault(_local(iri), []).append(iri)

    def iri(self, written: str) -> str:
        """Return the IRI of the shape or check that is named.

        Raises:
            LookupError: There is none, or several; the text says which would be right.
        """
        found = self.found(written)
        if len(found) == 1:
            return found[0]
        if found:
            raise LookupError("write " + " or ".join(f"`{compress(iri)}`" for iri in found))
        raise LookupError(did_you_mean(written, map(compress, self._iris)))

    def found(self, written: str) -> list[str]:
        """Return the IRIs that a name may mean."""
        name = written[1:-1] if written.startswith("<") and written.endswith(">") else written
        for iri in (name, expand(name)):
            if iri in self._iris:
                return [str(iri)]
        return self._local.get(name, [])


def _local(iri: str) -> str:
    return re.split(r"[#/:]", iri)[-1] or iri


class Choice:
    """Which shapes and checks are asked for.

    Args:
        report: The report that has the names of the shapes.
        only: Names of those that are asked for, each also a list with commas; default: all.
        skip: Names of those that are not.
        idle: Names of checks that did not run.

    Raises:
        AnakinraKGError: There is no shape or check of a name.
    """

    def __init__(
        self, report: Report, only: Iterable[str] = (), skip: Iterable[str] = (), idle: Iterable[str] = ()
    ) -> None:
        self.names = ShapeNames(report)
        self._only = self._iris("--only", only)
        self._skip = self._iris("--skip", skip) | {SHAPES + check for check in idle}

    def has(self, iri: str) -> bool:
        """Return whether a shape or check is asked for."""
        return iri not in self._skip and (not self._only or iri in self._only)

    def has_name(self, written: str) -> bool:
        """Return whether a shape is asked for that may be gone since its name was written."""
        return any(map(self.has, self.names.found(written) or [written]))

    def _iris(self, option: str, given: Iterable[str]) -> set[str]:
        return {self._iri(option, name) for text in given for name in _LISTED.findall(text)}

    def _iri(self, option: str, name: str) -> str:
        try:
            return self.names.iri(name)
        except LookupError as error:
            raise AnakinraKGError(option, f"`{name}` is not the name of one shape or check", str(error)) from None
