"""The steps of the GitHub action, run as a runner does: a test runs one of them, `.ci/action.py` all scripts."""

from __future__ import annotations

import os
import re
import subprocess
from typing import TYPE_CHECKING, Any

import yaml

from tests.support.checkout import CHECKOUT

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FILE = CHECKOUT / "action.yml"
GRAPH = "@prefix e: <urn:x:> .\ne:a a e:T .\n"
"""A graph that lacks something."""
SHAPES = (
    "@prefix e: <urn:x:> . @prefix sh: <http://www.w3.org/ns/shacl#> ."
    'e:S a sh:NodeShape ; sh:targetClass e:T ; sh:property [ sh:path e:p ; sh:minCount 1 ; sh:message "Give it."@en ] .'
)


def action() -> dict[str, Any]:
    """Return the action."""
    read: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return read


def run_step(
    step: Mapping[str, Any], inputs: Mapping[str, str], folder: Path, programs: Path, outputs: Path
) -> subprocess.CompletedProcess[str]:
    """Run the script of a step.

    Args:
        step: The step.
        inputs: Inputs of the action; the others are as they are by default.
        folder: Where it runs.
        programs: Where its programs are looked for first.
        outputs: File that it writes its outputs to.
    """
    values = {name: each["default"] for name, each in action()["inputs"].items()} | dict(inputs)

    def filled(text: str) -> str:
        return re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda found: values[found[1]], text)

    environment = {
        **os.environ,
        "PATH": os.pathsep.join([str(programs), os.environ["PATH"]]),
        "GITHUB_ACTION_PATH": str(CHECKOUT),
        "GITHUB_OUTPUT": str(outputs),
        **{name: filled(text) for name, text in step.get("env", {}).items()},
    }
    command = ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", step["run"]]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
