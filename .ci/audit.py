"""Tells which installed packages have known vulnerabilities: python .ci/audit.py REPORT, the JSON of `pip-audit`.

Ends with status 1 for a vulnerability that is not in `ACCEPTED`. A database that cannot be reached is no finding, but
it is said: pip-audit skips the packages that it cannot look up, and then finds nothing.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

ACCEPTED: dict[str, str] = {}
"""Vulnerabilities that do not concern this project: the id that the audit prints, and why."""


def audit(report: str, accepted: Mapping[str, str]) -> tuple[list[str], bool]:
    """Return what there is to say about a report, line by line, and whether it is sound.

    Args:
        report: The JSON that `pip-audit` has written; empty if it could not write any.
        accepted: Reasons by id, as `ACCEPTED`; any name of a vulnerability is an id.
    """
    packages: list[dict[str, Any]] = json.loads(report)["dependencies"] if report.strip() else []
    known = [package for package in packages if "skip_reason" not in package]
    if not known:
        return ["the database of vulnerabilities cannot be reached here: packages are not checked"], True
    said, sound, used = [], True, set()
    for package in known:
        for found in package["vulns"]:
            names = {found["id"], *found.get("aliases", ())}
            reasons = sorted(names & accepted.keys())
            used.update(reasons)
            sound = sound and bool(reasons)
            what = f"{package['name']} {package['version']}: {found['id']}"
            fixed = f"fixed in {', '.join(found['fix_versions']) or 'no version'}"
            said.append(f"{what}, {f'accepted: {accepted[reasons[0]]}' if reasons else fixed}")
    said += [f"{name} is accepted and no longer found: remove it" for name in accepted.keys() - used]
    said += [f"{package['name']}: not in the database" for package in packages if "skip_reason" in package]
    return [*said, f"{len(known)} packages checked"], sound


if __name__ == "__main__":
    lines, passed = audit(Path(sys.argv[1]).read_text(encoding="utf-8"), ACCEPTED)
    print(*lines, sep="\n")
    sys.exit(not passed)
