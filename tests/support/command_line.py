"""The command line, run as a process of its own."""

from __future__ import annotations

import subprocess
import sys

from anakinra_kg.cli.command_line import COMMANDS as KNOWN

COMMANDS = tuple(command.name for command in KNOWN)


def run(*arguments: object, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """Run the command line."""
    command = [sys.executable, "-m", "anakinra_kg.cli", *map(str, arguments)]
    return subprocess.run(command, input=stdin, capture_output=True, text=True, check=False)
