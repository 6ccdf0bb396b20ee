"""The pages for newcomers name what is there."""

from __future__ import annotations

import re
import tomllib

import pytest
import yaml

from anakinra_kg import __version__
from tests.conftest import CHECKOUT
from tests.test_layers import MAY_IMPORT, PACKAGE

DOCS = CHECKOUT / "docs"
ARCHITECTURE = (DOCS / "architecture.md").read_text(encoding="utf-8")
PAGES = sorted(
    str(path.relative_to(CHECKOUT))
    for pattern in ("*.md", "docs/*.md", "examples/*.md", "data/*.md", "ontology/*.md")
    for path in CHECKOUT.glob(pattern)
)


def test_the_table_of_rooms_is_the_import_rule() -> None:
    """docs/architecture.md has a row for each room, with what it may import."""
    rows = re.findall(r"^\| `(\w+)` \| [^|]+ \|([^|]*)\|$", ARCHITECTURE, re.MULTILINE)

    assert {room: set(re.findall(r"`(\w+)`", below)) for room, below in rows} == MAY_IMPORT


def test_the_picture_shows_every_room() -> None:
    """No room is missing from the picture, and it shows none that is not there."""
    picture = (DOCS / "architecture.svg").read_text(encoding="utf-8")
    bricks = re.findall(r'class="brick"/>\n<text [^>]*class="name"[^>]*>(\w+)</text>', picture)

    assert sorted(bricks) == sorted(MAY_IMPORT)


def test_every_module_named_is_there() -> None:
    """A module that docs/architecture.md or CONTRIBUTING.md names, as `room/module.py`, exists."""
    text = ARCHITECTURE + (CHECKOUT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    modules = set(re.findall(rf"`((?:{'|'.join(MAY_IMPORT)})/[\w/]+\.py)`", text))

    assert modules
    assert [name for name in sorted(modules) if not (PACKAGE / name).is_file()] == []


def test_the_version_is_the_same_everywhere() -> None:
    """The package, its metadata, the citation and the ontology have one version."""
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    citation = yaml.safe_load((CHECKOUT / "CITATION.cff").read_text(encoding="utf-8"))["version"]
    stated = {
        version
        for path in (CHECKOUT / "ontology").rglob("*.ttl")
        for version in re.findall(r'owl:versionInfo "([^"]+)"', path.read_text(encoding="utf-8"))
    }

    assert {project, citation, *stated} == {__version__}


@pytest.mark.parametrize("name", PAGES)
def test_every_link_leads_somewhere(name: str) -> None:
    """A link from one file of the project to another names a file or folder that is there."""
    page = CHECKOUT / name
    links = re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8"))

    assert [link for link in links if ":" not in link and not (page.parent / link).exists()] == []
