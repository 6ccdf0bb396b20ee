"""Every file of the repository can be checked out on Linux, macOS and Windows."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import unicodedata
from collections import defaultdict
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import pytest

from tests.support.checkout import CHECKOUT

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST = 180
"""Windows allows 260 characters; the rest is for the folder of the checkout."""
RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])\s*(\..*)?", re.IGNORECASE)
"""Names of devices on Windows, also with an ending."""
NO_FILES_OF_OURS = {".venv", "dist", "build", "node_modules", "__pycache__"}


def paths() -> list[str]:
    """Return the paths of all files of the repository, or of a source distribution, which has no Git."""
    if (CHECKOUT / ".git").exists() and (git := shutil.which("git")):
        listed = subprocess.run([git, "ls-files", "-z"], cwd=CHECKOUT, capture_output=True, check=True).stdout
        return listed.decode().rstrip("\0").split("\0")
    found = []
    for folder, folders, files in os.walk(CHECKOUT):
        folders[:] = [name for name in folders if name not in NO_FILES_OF_OURS and not name.startswith(".")]
        found += [os.path.relpath(os.path.join(folder, name), CHECKOUT).replace(os.sep, "/") for name in files]
    return found


def complaints(paths: Iterable[str]) -> list[str]:
    """Return what is wrong with some paths, each as `path: what`."""
    found = []
    spellings: defaultdict[str, set[str]] = defaultdict(set)
    for path in paths:
        if len(path) > LONGEST:
            found.append(f"{path}: more than {LONGEST} characters")
        parts = PurePosixPath(path).parts
        for count, name in enumerate(parts, start=1):
            written = "/".join(parts[:count])
            spellings[unicodedata.normalize("NFC", unicodedata.normalize("NFC", written).casefold())].add(written)
            if re.search(r'[<>:"\\|?*\x00-\x1f\x7f]', name):
                found.append(f"{path}: a character that Windows does not allow")
            if name.endswith((".", " ")):
                found.append(f"{path}: Windows removes the dot or space at the end")
            if RESERVED.fullmatch(name):
                found.append(f"{path}: the name of a device")
    same = [sorted(written) for written in spellings.values() if len(written) > 1]
    return sorted(found) + [f"{' and '.join(written)}: the same name on macOS and Windows" for written in sorted(same)]


def test_every_file_name_holds_everywhere() -> None:
    """No file is lost, renamed or refused by another system."""
    found = paths()

    assert "pyproject.toml" in found
    assert complaints(found) == []


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        *((f"tests/a{sign}b.csv", "a character that Windows does not allow") for sign in '<>:"\\|?*\n\x7f'),
        *((f"data{end}/a.ttl", "Windows removes the dot or space at the end") for end in ". "),
        *((f"data/{name}", "the name of a device") for name in ("CON", "nul.ttl", "Com1.tar.gz", "lpt9", "aux .x")),
        (f"data/{'a' * 172}.ttl", "more than 180 characters"),
    ],
)
def test_a_name_that_does_not_hold_is_found(given: str, expected: str) -> None:
    """Each rule is broken by itself, in a file or in a folder."""
    assert complaints([given]) == [f"{given}: {expected}"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("data/A.ttl", "data/a.ttl"),
        ("Data/a.ttl", "data/b.ttl"),
        ("data/\u00e9.ttl", "data/e\u0301.ttl"),
        ("data/\u00c9.ttl", "data/e\u0301.ttl"),
        ("data/stra\u00dfe.ttl", "data/STRASSE.ttl"),
    ],
    ids=ascii,
)
def test_two_names_that_are_one_elsewhere_are_found(one: str, other: str) -> None:
    """Names that differ in case or in the composition of letters alone are one file on macOS and Windows."""
    assert [line.rpartition(": ")[2] for line in complaints([one, other])] == ["the same name on macOS and Windows"]


@pytest.mark.parametrize("name", ["console.py", "com10.txt", "nullable.csv", ".github", "a.b,c=(d)_e.csv", "aux1"])
def test_a_name_that_only_looks_reserved_is_allowed(name: str) -> None:
    """Nothing is refused without need."""
    assert complaints([f"tests/{name}"]) == []
