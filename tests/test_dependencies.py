"""Dependencies are bounded from below by what is needed, and from above only for a reason."""

from __future__ import annotations

import re
import tomllib
from typing import Any

import pytest

from tests.support.checkout import CHECKOUT

PROJECT = (CHECKOUT / "pyproject.toml").read_text(encoding="utf-8")


def needed(project: dict[str, Any]) -> list[str]:
    """Return what a project requires, by itself and with its extras."""
    extras = project.get("optional-dependencies", {})
    return [*project["dependencies"], *(text for extra in extras.values() for text in extra)]


def unexplained(project: str) -> list[str]:
    """Return the requirements of a pyproject.toml that exclude versions, with no reason beside them."""
    read = tomllib.loads(project)
    requirements = [*read["build-system"]["requires"], *needed(read["project"])]
    narrow = [text for text in requirements if re.search(r"(?<!>)=|[<~!]", text.partition(";")[0])]
    explained = {found[1] for found in re.finditer(r'^\s*"([^"]+)",?\s*# +\S.*', project, re.MULTILINE)}
    return sorted(set(narrow) - explained)


def test_every_upper_bound_has_its_reason() -> None:
    """An upper bound keeps users from updating, so it says what the excluded version does."""
    assert unexplained(PROJECT) == []


@pytest.mark.parametrize(
    "requirement", ["rdflib>=7.3,<8", "rdflib==7.1.1", "rdflib~=7.1", "rdflib!=7.2", "rdflib[x]<8"]
)
def test_an_upper_bound_without_reason_is_found(requirement: str) -> None:
    """A bound is recognised in each way to write it, and a reason beside it is enough."""
    bounded = re.sub(r'"rdflib>=[^"]*",', f'"{requirement}",', PROJECT, count=1)
    explained = bounded.replace(f'"{requirement}",', f'"{requirement}", # 8 reads no Turtle')

    assert bounded != PROJECT
    assert unexplained(bounded) == [requirement]
    assert unexplained(explained) == []


def test_every_dependency_has_a_lower_bound() -> None:
    """Without one, an installation may keep a version that the project was never tried with."""
    requirements = needed(tomllib.loads(PROJECT)["project"])

    assert [text for text in requirements if ">=" not in text] == []
