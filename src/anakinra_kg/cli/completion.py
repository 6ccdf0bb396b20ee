"""The command that prints completion scripts: `completion`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anakinra_kg.cli.common import put
from anakinra_kg.cli.statuses import GOOD
from anakinra_kg.errors import AnakinraKGError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

_SHELLS = ("bash", "zsh")


def completion_arguments(command: argparse.ArgumentParser, _: Sequence[str] | None) -> None:
    """Add the arguments of `completion`."""
    command.add_argument("shell", choices=_SHELLS, help="the shell")


def completion(options: argparse.Namespace) -> int:
    """Run `completion`."""
    try:
        import shtab
    except ImportError:
        right = "install it with `pip install 'anakinra-kg[completion]'`"
        raise AnakinraKGError("completion", "needs the package shtab", right) from None
    from anakinra_kg.cli.command_line import parser

    put(shtab.complete(parser(), shell=options.shell) + "\n", None)
    return GOOD
