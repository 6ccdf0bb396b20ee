"""Only findings on lines that have changed since a git revision, and nothing of the repository runs."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from anakinra_kg.errors import FileError
from anakinra_kg.validation.engine import check
from anakinra_kg.validation.findings import Finding, Place, Report
from anakinra_kg.validation.selection import Selection, selected
from tests.support.doses import DOSE, UNIT, files

if TYPE_CHECKING:
    from pathlib import Path

ODD = ["data.ttl", "a b.ttl", '"quoted".ttl', "tab\there.ttl", "-x.ttl", ":(glob)*.ttl", "ä.ttl"]
if os.name == "posix":
    ODD += ["line\nfeed.ttl"]
OLD = "ex:a a ex:T ; ex:unit 'mg' ;\n  ex:dose 'old' ,\n   'older' .\n"


def git(folder: Path, *arguments: str) -> None:
    """Run git in a folder."""
    who = ("-c", "user.name=nobody", "-c", "user.email=nobody@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "-C", folder, *who, *arguments], check=True, capture_output=True)  # noqa: S607


def committed(folder: Path, name: str = "data.ttl", text: str = OLD) -> Path:
    """Return a file of things that is committed, with the shapes beside it."""
    git(folder, "init", "--quiet")
    data, _ = files(folder, text, name)
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--message", "first")
    return data


def since(data: Path, revision: str = "HEAD") -> Report:
    """Return the report on what has changed in a file."""
    return selected(check([data], [data.parent / "shapes.ttl"]), Selection(changed_since=revision))


def values(report: Report) -> list[str]:
    """Return the invalid values that count."""
    return [finding.value for finding in report.findings]


@pytest.mark.parametrize("name", ODD)
def test_only_findings_on_changed_lines_count(name: str, tmp_path: Path) -> None:
    """Whatever the file is called, and wherever the lines have moved to."""
    data = committed(tmp_path, name)
    files(tmp_path, "\n\n" + OLD.replace("'older'", "'new'"), name)
    report = since(data)

    assert values(report) == ["new"]
    assert [finding.value for finding in report.unchanged] == ["old"]
    assert not report.conforms


def test_without_a_change_nothing_counts(tmp_path: Path) -> None:
    """And what is left out is counted."""
    report = since(committed(tmp_path))

    assert (report.findings, len(report.unchanged)) == ((), 2)


def test_a_deleted_line_is_no_changed_line(tmp_path: Path) -> None:
    """There is nothing in it to look at."""
    data = committed(tmp_path, text="ex:a a ex:T ; ex:unit 'mg' ;\n  ex:note 1 ;\n  ex:dose 'old' .\n")
    files(tmp_path, "ex:a a ex:T ; ex:unit 'mg' ;\n  ex:dose 'old' .\n")

    assert values(since(data)) == []


def test_other_ends_of_lines_are_no_change(tmp_path: Path) -> None:
    """Git itself changes them on some systems."""
    data = committed(tmp_path)
    data.write_bytes(data.read_bytes().replace(b"\n", b"\r\n"))

    assert values(since(data)) == []


def test_a_term_of_several_lines_has_changed_if_one_of_them_has(tmp_path: Path) -> None:
    """A finding is at its first line, and the change may be in another one."""
    text = "ex:a a ex:T ; ex:unit 'mg' ;\n  ex:dose '''one\ntwo\nthree''' .\n"
    data = committed(tmp_path, text=text)
    files(tmp_path, text.replace("two", "2"))

    assert values(since(data)) == ["one\n2\nthree"]


def test_a_file_that_the_revision_does_not_have_has_changed_as_a_whole(tmp_path: Path) -> None:
    """Untracked, or renamed."""
    data = committed(tmp_path)
    other = data.rename(tmp_path / "other.ttl")

    assert sorted(values(since(other))) == ["old", "older"]


def test_each_file_is_compared_in_its_own_repository(tmp_path: Path) -> None:
    """Two folders may be of two repositories."""
    paths = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        paths.append(committed(tmp_path / name, text=OLD.replace("ex:a", f"ex:{name}")))
    files(tmp_path / "two", OLD.replace("ex:a", "ex:two").replace("'older'", "'new'"))
    report = selected(check(paths, [tmp_path / "one" / "shapes.ttl"]), Selection(changed_since="HEAD"))

    assert (values(report), len(report.unchanged)) == (["new"], 3)


def test_a_finding_without_a_place_counts() -> None:
    """Nothing is dropped because it is not known where it is; nor is what is no file."""
    found = Finding("Violation", "_:b1", UNIT, "", "", "No."), Finding("Violation", "_:b1", DOSE, "", "", "No.")
    placed = Finding("Violation", "_:b1", DOSE, "", "", "No.", place=Place("/dev/stdin", 1))
    report = Report(1, 1, 1, (*found, placed), {})

    assert selected(report, Selection(changed_since="HEAD")).findings == report.findings


@pytest.mark.parametrize("revision", ["nothing", "-h", "--output=x", "HEAD:data.ttl", "", "HEAD\0"])
def test_what_is_no_revision_is_refused(revision: str, tmp_path: Path) -> None:
    """Also where there are no findings, and whatever git would make of it."""
    data = committed(tmp_path, text="ex:a a ex:T ; ex:unit 'mg' .")
    if not revision:
        assert since(data, revision).findings == ()  # the option is not given
        return
    with pytest.raises(FileError, match="is not a revision"):
        since(data, revision)
    assert not (tmp_path / "x").exists()


def test_outside_of_a_repository_it_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the words of git, which may have other reasons."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    data, _ = files(tmp_path, OLD)

    with pytest.raises(FileError, match="not a git repository"):
        since(data)


@pytest.mark.parametrize("revision", ["-h", "--output=x", "HEAD\0"])
def test_git_is_not_given_what_it_would_take_for_an_option(
    revision: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some versions do not know the sign that ends options."""
    data = committed(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(FileError, match="is not a revision"):
        since(data, revision)


def test_without_git_it_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing else looks like a failure of the data."""
    data = committed(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(FileError, match="git: is not installed"):
        since(data)


def test_nothing_that_the_repository_configures_runs(tmp_path: Path) -> None:
    """A repository of somebody else may be looked at."""
    data = committed(tmp_path)
    mark = tmp_path / "ran"
    script = tmp_path / "script"
    script.write_text(f"#!/bin/sh\ntouch {shlex.quote(str(mark))}\ncat\n", encoding="utf-8")
    script.chmod(0o755)
    (tmp_path / ".gitattributes").write_text("*.ttl filter=f diff=d\n", encoding="utf-8")
    for name in ("filter.f.clean", "filter.f.smudge", "filter.f.process", "diff.d.textconv", "diff.d.command"):
        git(tmp_path, "config", name, str(script))
    for name in ("diff.external", "core.fsmonitor", "core.pager", "core.sshCommand", "pager.diff", "pager.cat-file"):
        git(tmp_path, "config", name, str(script))
    files(tmp_path, OLD.replace("'older'", "'new'"))

    assert values(since(data)) == ["new"]
    assert not mark.exists()


@pytest.mark.parametrize("name", ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_EXTERNAL_DIFF", "GIT_DIFF_OPTS"])
def test_the_variables_of_a_hook_do_not_lead_away(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Git sets them for its hooks, which may run the command."""
    data = committed(tmp_path)
    files(tmp_path, OLD.replace("'older'", "'new'"))
    monkeypatch.setenv(name, "--unified=9" if name == "GIT_DIFF_OPTS" else str(tmp_path / "nowhere"))

    assert values(since(data)) == ["new"]


def test_the_settings_of_the_user_do_not_change_what_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Hunks that are joined or coloured, or a file that is filtered, would have other lines."""
    lines = [f"ex:n{n} a ex:T ; ex:unit 'mg' ; ex:dose 'x{n}' .\n" for n in range(5)]
    data = committed(tmp_path, text="".join(lines))
    settings = tmp_path / "settings"
    attributes = tmp_path / "attributes"
    attributes.write_text("*.ttl filter=f\n", encoding="utf-8")
    settings.write_text(f'[core]\n attributesFile = {attributes}\n[filter "f"]\n clean = sed 1,3d\n', encoding="utf-8")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    monkeypatch.setenv("GIT_CONFIG_COUNT", "2")
    for number, (name, value) in enumerate({"diff.interHunkContext": "9", "color.ui": "always"}.items()):
        monkeypatch.setenv(f"GIT_CONFIG_KEY_{number}", name)
        monkeypatch.setenv(f"GIT_CONFIG_VALUE_{number}", value)
    files(tmp_path, "".join(line.replace("x1", "y1").replace("x3", "y3") for line in lines))

    assert sorted(values(since(data))) == ["y1", "y3"]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
def test_a_file_whose_name_is_not_utf_8_is_compared(tmp_path: Path) -> None:
    """Such a name comes from a folder of old."""
    name = os.fsdecode(b"\xff.ttl")
    data = committed(tmp_path, name)
    files(tmp_path, OLD.replace("'older'", "'new'"), name)

    assert values(since(data)) == ["new"]
