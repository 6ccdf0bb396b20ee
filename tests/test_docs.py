"""The pages for newcomers name what is there."""

from __future__ import annotations

import re
import textwrap
import tomllib
from typing import TYPE_CHECKING

import pytest
import yaml
from pyoxigraph import QuerySolutions

from anakinra_kg import __version__
from anakinra_kg.query import questions
from anakinra_kg.query.graph import load
from anakinra_kg.resources import resource
from tests.support.checkout import CHECKOUT
from tests.support.rooms import MAY_IMPORT, PACKAGE

if TYPE_CHECKING:
    from pathlib import Path

DOCS = CHECKOUT / "docs"
CONTRIBUTING = (CHECKOUT / "CONTRIBUTING.md").read_text(encoding="utf-8")
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
    modules = set(re.findall(rf"`((?:{'|'.join(MAY_IMPORT)})/[\w/]+\.py)`", ARCHITECTURE + CONTRIBUTING))

    assert modules
    assert [name for name in sorted(modules) if not (PACKAGE / name).is_file()] == []


def test_the_question_shown_can_be_asked(tmp_path: Path) -> None:
    """The question in CONTRIBUTING.md has a good header, and its answer has the columns that the header names."""
    shown = re.search(r"```sparql\n(.*?)```", CONTRIBUTING, re.DOTALL)
    assert shown
    path = tmp_path / "dosage-forms.rq"
    path.write_text(textwrap.dedent(shown[1].removesuffix("   ")), encoding="utf-8")
    question = questions.read(str(path))
    answer = load(resource("data", "anakinra.ttl")).sparql(question.sparql)

    assert isinstance(answer, QuerySolutions)
    assert [variable.value for variable in answer.variables] == [column.name for column in question.columns]
    assert list(answer)


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
