"""The command that writes the reference of the model: `docs`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from anakinra_kg.cli.common import GOOD, wrote

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence


def docs_arguments(command: argparse.ArgumentParser, _: Sequence[str] | None) -> None:
    """Add the arguments of `docs`."""
    command.add_argument(
        "--out",
        type=Path,
        default=Path("dist") / "reference.html",
        metavar="FILE",
        help="file to write to (default: dist/reference.html)",
    )


def docs(options: argparse.Namespace) -> int:
    """Run `docs`."""
    from anakinra_kg import reference

    reference.write(reference.page(reference.model()), options.out)
    wrote(options.out)
    return GOOD
