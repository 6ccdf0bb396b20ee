"""The workflows run what they name, may do no more than they must, and take nothing from strangers."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml

from tests.support.checkout import CHECKOUT
from tests.support.pinned_actions import SEEN

FOLDER = CHECKOUT / ".github" / "workflows"
if not FOLDER.exists():
    pytest.skip("a source distribution has no workflows", allow_module_level=True)

MAY_WRITE = {
    ("ci.yml", "validate"): {"security-events"},
    ("release.yml", "attest"): {"attestations", "id-token"},
    ("release.yml", "publish"): {"contents"},
}
"""What a job may write to; no other may write at all, and none may read more than the contents."""

WORKFLOWS = {path.name: path.read_text(encoding="utf-8") for path in sorted(FOLDER.iterdir())}


def complaints(name: str, text: str) -> list[str]:
    """Return what is wrong with a workflow."""
    workflow = yaml.safe_load(text)
    triggers = workflow[True]  # YAML 1.1 reads the key `on` as a truth value
    found = [
        f"{trigger}: runs code of a stranger with the rights of this repository"
        for trigger in ("pull_request_target", "workflow_run")
        if trigger in triggers
    ]
    actions = re.findall(r"^ +(?:- )?uses: (\S+)(?: +# *(.*))?$", text, re.MULTILINE)
    found += [complaint for action, comment in actions for complaint in _action_complaints(action, comment)]
    if len(actions) != sum("uses" in step for job in workflow["jobs"].values() for step in job["steps"]):
        found.append("an action is not named on a line of its own, where a comment can tell its tag")
    if workflow.get("permissions") not in ({}, {"contents": "read"}):
        found.append("permissions: not stated, or more than to read the contents")
    if not workflow.get("concurrency"):
        found.append("concurrency: not stated")
    for key, job in workflow["jobs"].items():
        found += [f"{key}: {complaint}" for complaint in _job_complaints(job, MAY_WRITE.get((name, key), set()))]
    return found


def _action_complaints(action: str, comment: str) -> list[str]:
    """Return what is wrong with an action and the comment beside it."""
    if action == "./":  # the action of this checkout
        return []
    if not re.search(r"@[0-9a-f]{40}$", action):
        explained = re.search(r"\bby tag: \w+ \w+", comment)
        return [] if explained else [f"{action}: neither a commit nor a reason for a tag"]
    if action not in SEEN:
        return [f"{action}: nobody has seen this commit in the repository of the action"]
    return [] if comment == SEEN[action] else [f"{action}: the comment is not its tag, {SEEN[action]}"]


def _job_complaints(job: dict[str, Any], may_write: set[str]) -> list[str]:
    """Return what is wrong with a job that may write to some scopes."""
    found = []
    granted = job.get("permissions")
    allowed = {"contents": "read"} | dict.fromkeys(may_write, "write")
    if not isinstance(granted, dict):
        found.append("permissions are not stated one by one")
    else:
        found += [
            f"may {right} {scope}" for scope, right in granted.items() if allowed.get(scope) not in {right, "write"}
        ]
    if "timeout-minutes" not in job:
        found.append("may run for hours")
    for step in job["steps"]:
        if str(step.get("uses", "")).startswith("actions/checkout@") and (
            step.get("with", {}).get("persist-credentials") is not False
        ):
            found.append("leaves its credentials in the checkout")
        if "${{" in step.get("run", ""):
            found.append("a script has an expression, whose value would be run: use `env`")
    return found


@pytest.mark.parametrize("name", WORKFLOWS)
def test_nothing_is_wrong_with_a_workflow(name: str) -> None:
    """Actions are pinned, rights are least, credentials are not kept, strangers have no say, and nothing runs on."""
    assert complaints(name, WORKFLOWS[name]) == []


FAULTS = {
    "a tag without a reason": (r"(actions/checkout)@\S+ #.*", r"\1@v6"),
    "a branch": (r"(actions/checkout)@\S+ #.*", r"\1@main # latest"),
    "an action in a mapping": (r"- uses: (\S+) #.*\n +with:\n +(persist.*)(\n {10}.*)*", r"- {uses: \1, with: {\2}}"),
    "a commit that nobody has seen": (r"(actions/checkout)@\S+", r"\1@" + "0123456789" * 4),
    "a tag that is not that of the commit": (r"(actions/checkout@\S+) #.*", r"\1 # v4.0.0"),
    "rights that are not stated": (r"\npermissions: \{\}", ""),
    "rights to everything": (r"\npermissions: \{\}", "\npermissions: write-all"),
    "a job without rights of its own": (r"\n    permissions:\n      contents: read[^\n]*", ""),
    "a job that may do everything": (r"\n    permissions:\n      contents: read[^\n]*", "\n    permissions: write-all"),
    "a job that may write": (r"contents: read", "contents: write"),
    "a job that may write elsewhere": (r"contents: read", "id-token: write"),
    "credentials that are kept": (r"persist-credentials: false", "fetch-depth: 1"),
    "the rights of this repository for strangers": (r"\n  pull_request:", "\n  pull_request_target:"),
    "the rights of this repository after a stranger's run": (r"\n  pull_request:", "\n  workflow_run:"),
    "the title of a stranger in a script": (r"run: bash .ci/run", "run: echo ${{ github.event.pull_request.title }}"),
    "runs that pile up": (r"\nconcurrency:\n(?:  .*\n)+", "\n"),
    "a job without a time limit": (r"\n    timeout-minutes: \d+", ""),
}
"""How to break a sound workflow: a pattern in ci.yml, and what stands there instead."""


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_is_found(fault: str) -> None:
    """One fault in a copy of the workflow is one complaint."""
    pattern, instead = FAULTS[fault]
    broken, count = re.subn(pattern, instead, WORKFLOWS["ci.yml"], count=1)

    assert count == 1
    assert len(complaints("ci.yml", broken)) == 1


def test_only_the_release_may_write() -> None:
    """The same rights in a job of another name are refused."""
    renamed = WORKFLOWS["release.yml"].replace("  publish:\n", "  upload:\n")

    assert complaints("release.yml", renamed) == ["upload: may write contents"]


def test_every_job_of_the_table_exists() -> None:
    """A right that no job needs is not left over for the next one of that name."""
    jobs = {(name, key) for name, text in WORKFLOWS.items() for key in yaml.safe_load(text)["jobs"]}

    assert set(MAY_WRITE) <= jobs


def test_every_commit_of_the_table_is_used() -> None:
    """What was seen once is removed when it is no longer used."""
    texts = [*WORKFLOWS.values(), (CHECKOUT / "action.yml").read_text(encoding="utf-8")]

    assert [action for action in SEEN if not any(action in text for text in texts)] == []


def test_what_signs_runs_no_other_code() -> None:
    """The job that may sign in the name of the repository has actions of GitHub alone, and no script."""
    steps = yaml.safe_load(WORKFLOWS["release.yml"])["jobs"]["attest"]["steps"]

    assert [step for step in steps if not step.get("uses", "").startswith("actions/")] == []


def test_actions_and_packages_are_kept_up_to_date() -> None:
    """New versions of both are proposed once a week, in one change each."""
    updates = yaml.safe_load((CHECKOUT / ".github" / "dependabot.yml").read_text(encoding="utf-8"))["updates"]

    assert {(each["package-ecosystem"], each["schedule"]["interval"], *each["groups"]) for each in updates} == {
        ("github-actions", "weekly", "actions"),
        ("pip", "weekly", "python"),
    }
