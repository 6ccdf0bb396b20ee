"""Which lines of files have changed since a git revision, and the findings on them.

Reads the revision from the repository and compares it with the file outside of it: nothing that the repository
configures or attributes to a file runs, neither filters, textconv, pagers nor hooks, and nothing is fetched.
"""

from __future__ import annotations

import dataclasses
import operator
import os
import re
import subprocess
from itertools import compress
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from anakinra_kg.errors import FileError
from anakinra_kg.rdf.files import is_regular

if TYPE_CHECKING:
    from collections.abc import Container

    from anakinra_kg.validation.findings import Finding, Report

_HUNK = re.compile(rb"^@@ -\S+ \+(\d+)(?:,(\d+))? @@", re.MULTILINE)
_QUIET = (*("--no-pager", "--literal-pathspecs"), *("-c", "core.fsmonitor="), *("-c", "protocol.allow=never"))
_DIFF = (
    *("diff", "--no-index", "--unified=0", "--inter-hunk-context=0", "--no-color", "--no-ext-diff", "--no-textconv"),
    *("--text", "--ignore-cr-at-eol", "--"),
)
_DIFFERENT = 1
"""Exit status of a comparison that found differences."""
_OF_ONE_REPOSITORY = ("GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_NAMESPACE")
"""Variables that a hook has set, and that would lead away from the folder of the file."""


def on_changed_lines(report: Report, revision: str) -> Report:
    """Return a report with the findings on lines that have changed since a revision, and those without a place.

    A file that the revision does not have counts as changed, and so does what is no file. A deleted line is no line.

    Args:
        report: The report.
        revision: A commit, tag or branch.

    Raises:
        FileError: There is no git, no repository around a file, or no such revision.
    """
    changes = _Changes(revision)
    for file in report.files:  # also where nothing is found, a revision that is none is an error
        if _is_file(file):
            changes.commit(os.path.dirname(os.path.realpath(file)))
    kept = [_is_changed(finding, changes) for finding in report.findings]
    return dataclasses.replace(
        report,
        findings=tuple(compress(report.findings, kept)),
        unchanged=tuple(compress(report.findings, map(operator.not_, kept))),
    )


def _is_file(name: str) -> bool:
    return os.path.isfile(name) and is_regular(name)


def _is_changed(finding: Finding, changes: _Changes) -> bool:
    if finding.place is None or not _is_file(finding.place.file):
        return True
    changed = changes.lines(finding.place.file)
    return changed is None or any(line in changed for line in finding.place.lines)


class _Changes:
    """The lines of files that have changed since a revision."""

    def __init__(self, revision: str) -> None:
        if revision.startswith("-") or not revision or "\0" in revision:
            raise FileError("--changed-since", f"`{revision}` is not a revision", "name a commit, tag or branch")
        self._revision = revision
        self._commits: dict[str, str] = {}
        self._lines: dict[str, Container[int] | None] = {}

    def commit(self, folder: str) -> str:
        """Return the commit of the revision in the repository around a folder."""
        if folder not in self._commits:
            there = _git(folder, "rev-parse", "--git-dir")
            if there.returncode:
                said = there.stderr.decode(errors="replace").partition("\n")[0].removeprefix("fatal: ")
                raise FileError(folder, said or "git fails", "give files of a git repository")
            commit = f"{self._revision}^{{commit}}"
            done = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", commit)
            if done.returncode:
                right = "name a commit, tag or branch that is fetched"
                raise FileError("--changed-since", f"`{self._revision}` is not a revision of {folder}", right)
            self._commits[folder] = done.stdout.decode().strip()
        return self._commits[folder]

    def lines(self, file: str) -> Container[int] | None:
        """Return the lines of a file that have changed; None if all have."""
        if file not in self._lines:
            self._lines[file] = self._compared(os.path.realpath(file))
        return self._lines[file]

    def _compared(self, path: str) -> Container[int] | None:
        folder, name = os.path.split(path)
        found = _git(folder, "rev-parse", "--verify", "--quiet", f"{self.commit(folder)}:./{name}")
        if found.returncode:
            return None
        before = _git(folder, "cat-file", "blob", found.stdout.decode().strip())
        if before.returncode:
            raise FileError(path, f"git cannot read it in {self._revision}", "fetch the revision as a whole")
        with TemporaryDirectory() as elsewhere:
            old = os.path.join(elsewhere, "before")
            with open(old, "wb") as copy:
                copy.write(before.stdout)
            done = _git(elsewhere, *_DIFF, old, path, alone=True)
        if done.returncode not in {0, _DIFFERENT}:
            raise FileError(path, f"git cannot compare it with {self._revision}", "look at it with `git diff`")
        changed: set[int] = set()
        for first, count in _HUNK.findall(done.stdout):
            changed.update(range(int(first), int(first) + int(count or 1)))
        return changed


def _git(folder: str, *arguments: str, alone: bool = False) -> subprocess.CompletedProcess[bytes]:
    """Run git in a folder.

    Args:
        folder: The folder.
        arguments: What to do.
        alone: Whether there is no repository, and no configuration counts.

    Raises:
        FileError: There is no git.
    """
    environment = {name: value for name, value in os.environ.items() if name not in _OF_ONE_REPOSITORY}
    environment |= {"GIT_NO_LAZY_FETCH": "1", "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    environment.pop("GIT_DIFF_OPTS", None)
    if alone:
        environment |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
        environment |= {"GIT_CEILING_DIRECTORIES": os.path.dirname(os.path.realpath(folder))}
    try:
        return subprocess.run(  # noqa: S603 - no shell, and no option comes from outside
            ["git", "-C", folder, *_QUIET, *arguments],  # noqa: S607 - the git of the user
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
    except FileNotFoundError:
        raise FileError("git", "is not installed", "install it, or leave out --changed-since") from None
