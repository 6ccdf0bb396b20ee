"""Runs the scripts of action.yml, one after the other, in a repository of somebody else, as a runner does.

Usage: action.py FOLDER. The steps that use other actions are left out: there is no runner here.
"""

from __future__ import annotations

import json
import sys
import venv
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.support.action import GRAPH, SHAPES, action, run_step


def main(folder: Path) -> None:
    """Run the steps with a graph that lacks something, and look at what they give."""
    venv.create(folder / "venv", with_pip=True)
    theirs, outputs = folder / "theirs", folder / "outputs"
    theirs.mkdir()
    outputs.touch()
    (theirs / "graph.ttl").write_text(GRAPH, encoding="utf-8")
    (theirs / "shapes.ttl").write_text(SHAPES, encoding="utf-8")
    statuses = {}
    for step in action()["runs"]["steps"]:
        if "run" in step:
            inputs = {"files": "graph.ttl", "shapes": "shapes.ttl"}
            done = run_step(step, inputs, theirs, folder / "venv" / "bin", outputs)
            statuses[step["name"]] = done.returncode
            print(done.stdout, end="")
    sarif = theirs / outputs.read_text(encoding="utf-8").strip().removeprefix("sarif=")
    found = [each["ruleId"] for each in json.loads(sarif.read_text(encoding="utf-8"))["runs"][0]["results"]]
    right = statuses == {"Install": 0, "Validate": 1} and found == ["urn:x:S"]
    sys.exit(0 if right else f"the steps of the action end with {statuses}, and find {found}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
