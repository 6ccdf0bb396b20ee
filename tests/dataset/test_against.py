"""A graph that agrees with itself is compared with the facts, or the pages, that it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Triple

from anakinra_kg.cli import main
from anakinra_kg.dataset.against import check_against
from anakinra_kg.dataset.consistency import check_consistency
from anakinra_kg.errors import FileError
from anakinra_kg.rdf.files import read_triples
from anakinra_kg.rdf.names import AKD
from anakinra_kg.resources import resource

if TYPE_CHECKING:
    from pathlib import Path

WARFARIN = AKD + "interaction/drugbank-DB00026-s-warfarin"


@pytest.fixture(scope="module")
def sound() -> frozenset[Triple]:
    """Return the committed graph."""
    return frozenset(read_triples(resource("data", "anakinra.ttl")))


@pytest.fixture(scope="module")
def lying() -> str:
    """Return the graph with a direction turned round in the code and in the label alike."""
    text = resource("data", "anakinra.ttl").read_text(encoding="utf-8")
    begin = text.index(f"<{WARFARIN}>\n")
    end = text.index(" .\n", begin)
    return text[:begin] + text[begin:end].replace("increased", "decreased") + text[end:]


def test_the_committed_graph_agrees_with_the_facts(sound: frozenset[Triple]) -> None:
    """Claim by claim."""
    assert list(check_against([resource("data")])(sound)) == []


def test_a_lie_that_agrees_with_itself_is_found_with_its_place(
    lying: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The line of the fact in its file, and of the statement on the page."""
    bad = tmp_path / "bad.ttl"
    bad.write_text(lying, encoding="utf-8")
    facts = resource("data", "drugbank", "DB00026.yaml").read_text(encoding="utf-8").splitlines()
    entry = facts.index("  drug: (S)-Warfarin") - 3

    assert facts[entry - 1] == "- kind: interaction"
    assert list(check_consistency(read_triples(bad))) == []
    assert main(["validate", str(bad), "--against", str(resource("data"))]) == 1
    said = capsys.readouterr().out
    assert f"DB00026.yaml:{entry} (line " in said
    assert "has akd:direction/increased." in said


def test_a_claim_that_is_missing_and_one_that_is_invented_are_found(sound: frozenset[Triple]) -> None:
    """The graph alone cannot know that a page says more."""
    check = check_against([resource("data")])
    without = {t for t in sound if WARFARIN not in (t.subject.value, t.object.value)}  # type: ignore[union-attr]
    invented = {
        Triple(type(t.subject)(WARFARIN + "-too"), t.predicate, t.object)  # type: ignore[call-arg,arg-type]
        for t in sound
        if t.subject.value == WARFARIN  # type: ignore[union-attr]
    }

    missing = list(check(without))
    assert [finding.focus for finding in missing] == [WARFARIN]
    assert "is missing" in missing[0].message
    assert [f.focus for f in check({*sound, *invented})] == [WARFARIN + "-too"]


def test_pages_are_read(documents: Path, sound: frozenset[Triple]) -> None:
    """Instead of the facts that a reader gave once."""
    check = check_against([documents / "mayoclinic-anakinra.txt", documents / "drugbank-DB00026.txt"])

    assert list(check(sound)) == []


def test_a_page_that_the_graph_has_nothing_of_is_told(sound: frozenset[Triple]) -> None:
    """One finding, not one for each of its claims."""
    without = {t for t in sound if "mayoclinic-anakinra" not in t.subject.value}  # type: ignore[union-attr]
    found = list(check_against([resource("data")])(without))

    assert [finding.focus for finding in found] == [AKD + "document/mayoclinic-anakinra"]


def test_a_folder_that_holds_no_facts_is_refused(tmp_path: Path) -> None:
    """With what would be right."""
    with pytest.raises(FileError, match=r"has no documents\.yaml; give a folder of facts"):
        check_against([tmp_path])
