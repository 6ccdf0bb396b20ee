"""What CI says of the vulnerabilities that are known of the installed packages."""

from __future__ import annotations

import json
import runpy
from typing import Any

import pytest

from tests.support.checkout import CHECKOUT

SCRIPT = CHECKOUT / ".ci" / "audit.py"
if not SCRIPT.exists():
    pytest.skip("a source distribution has no CI", allow_module_level=True)

AUDIT = runpy.run_path(str(SCRIPT))
SOUND = {"name": "sound", "version": "1.0", "vulns": []}
VULNERABLE = {
    "name": "leaky",
    "version": "1.0",
    "vulns": [{"id": "PYSEC-1", "aliases": ["CVE-1"], "fix_versions": ["1.1"]}],
}
SKIPPED = {"name": "unknown", "skip_reason": "Dependency not found"}


def audited(*packages: dict[str, Any], accepted: dict[str, str] | None = None) -> tuple[list[str], bool]:
    """Return what is said of a report on some packages."""
    lines, sound = AUDIT["audit"](json.dumps({"dependencies": packages, "fixes": []}), accepted or {})
    return list(lines), bool(sound)


def test_a_vulnerability_fails() -> None:
    """What is known to be vulnerable is named, with the version that is not."""
    assert audited(SOUND, VULNERABLE) == (["leaky 1.0: PYSEC-1, fixed in 1.1", "2 packages checked"], False)


@pytest.mark.parametrize("name", ["PYSEC-1", "CVE-1"])
def test_an_accepted_vulnerability_is_said_with_its_reason(name: str) -> None:
    """A vulnerability is accepted by any of its names, and remains visible."""
    found = audited(VULNERABLE, accepted={name: "only on servers"})

    assert found == (["leaky 1.0: PYSEC-1, accepted: only on servers", "1 packages checked"], True)


def test_another_vulnerability_of_the_same_package_fails() -> None:
    """Accepting one accepts no other."""
    _, sound = audited(VULNERABLE, accepted={"PYSEC-2": "only on servers"})

    assert not sound


def test_what_is_accepted_for_nothing_is_said() -> None:
    """A reason that is no longer needed would hide the next vulnerability of that name."""
    lines, sound = audited(SOUND, accepted={"PYSEC-1": "only on servers"})

    assert lines == ["PYSEC-1 is accepted and no longer found: remove it", "1 packages checked"]
    assert sound


def test_a_package_that_the_database_lacks_is_said() -> None:
    """A skipped package is not counted as checked."""
    assert audited(SOUND, SKIPPED) == (["unknown: not in the database", "1 packages checked"], True)


@pytest.mark.parametrize("report", ["", json.dumps({"dependencies": [SKIPPED], "fixes": []})], ids=["none", "skipped"])
def test_no_database_is_no_finding(report: str) -> None:
    """Without a network nothing is checked, and nobody is told that all is well."""
    assert AUDIT["audit"](report, {}) == (
        ["the database of vulnerabilities cannot be reached here: packages are not checked"],
        True,
    )


def test_every_accepted_vulnerability_has_a_reason() -> None:
    """Nobody accepts a vulnerability without saying why it does not concern this project."""
    assert [name for name, reason in AUDIT["ACCEPTED"].items() if len(reason.split()) < 3] == []
