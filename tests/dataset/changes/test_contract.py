"""An IRI that users rely on is there, or what replaces it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from anakinra_kg.dataset.changes.contract import in_use, is_promised, leads_to, read_record, replacements, vanished
from anakinra_kg.errors import FileError, GraphSyntaxError
from anakinra_kg.rdf.names import AKD, AKG, SHAPES
from anakinra_kg.resources import resource
from tests.support.changes import graph

if TYPE_CHECKING:
    from pathlib import Path


def gone(promised: list[str], new: str) -> list[str]:
    """Return which of some entities vanished from a graph."""
    triples = graph(new)
    names = {f"urn:x:{name}": "" for name in promised}
    return [each.iri.removeprefix("urn:x:") for each in vanished(names, in_use(triples), replacements(triples))]


def test_places_in_a_page_are_not_promised() -> None:
    """They follow from the page; terms, entities and shapes are."""
    iris = AKD + "drug/x", AKG + "Drug", SHAPES + "Drug", AKD + "document/x#char=1,2", AKD + "selector/1-2", "urn:x:a"

    assert [is_promised(iri) for iri in iris] == [True, True, True, False, False, False]
    assert is_promised("urn:x:a#b", ["urn:y:", "urn:x:"])


def test_a_vanished_iri_is_found() -> None:
    """What nothing is said of any more is gone, also if something still points to it."""
    assert gone(["a", "b"], "e:a e:p e:b .") == ["b"]


def test_a_property_or_class_in_use_is_there() -> None:
    """Terms are described elsewhere: in the ontology."""
    assert gone(["p", "Thing", "other"], "e:a e:p 1 ; a e:Thing .") == ["other"]


def test_a_replaced_iri_is_no_finding() -> None:
    """Directly, or through others that are gone too."""
    assert gone(["a"], "e:a dcterms:isReplacedBy e:b . e:b e:p 1 .") == []
    assert gone(["a"], "e:a dcterms:isReplacedBy e:b . e:b dcterms:isReplacedBy e:c . e:c e:p 1 .") == []


def test_a_replacement_that_leads_nowhere_is_a_finding() -> None:
    """To say that it is replaced, or deprecated, does not describe an IRI."""
    new = "e:a dcterms:isReplacedBy e:b ; owl:deprecated true . e:b owl:deprecated true ."
    found = list(vanished({"urn:x:a": "A"}, in_use(graph(new)), replacements(graph(new))))

    assert [(each.iri, each.label, each.replaced_by) for each in found] == [("urn:x:a", "A", ("urn:x:b",))]


def test_circles_and_long_chains_end() -> None:
    """A circle of replacements leads nowhere, unless there is a way out of it."""
    circle = "e:a dcterms:isReplacedBy e:b . e:b dcterms:isReplacedBy e:a . e:c dcterms:isReplacedBy e:c . "
    assert gone(["a", "b", "c"], circle) == ["a", "b", "c"]
    assert gone(["a", "b", "c"], circle + "e:b dcterms:isReplacedBy e:d . e:d e:p 1 .") == ["c"]
    chain = {str(number): [str(number + 1)] for number in range(100_000)}
    assert leads_to("0", chain, {"100000"}) == {"100000"}


def test_the_record_of_this_project_is_read() -> None:
    """Each row but those of questions is an IRI with its label."""
    record = read_record(resource("data", "iris.tsv"))
    rows = resource("data", "iris.tsv").read_text(encoding="utf-8").splitlines()[2:]

    assert len(record) == len([row for row in rows if not row.startswith("question")])
    assert record[AKD + "drug/anakinra"] == "Anakinra"
    assert all(is_promised(iri) for iri in record)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("", "iris.tsv:1"),
        ("# a comment\nkind\tname\n", "iris.tsv:2"),
        ("kind\tname\tmeaning\nclass\takg:A\n", "iris.tsv:2"),
        ("kind\tname\tmeaning\nclass\tno iri\tA\n", "iris.tsv:2"),
    ],
)
def test_a_broken_record_is_refused_with_its_line(text: str, place: str, tmp_path: Path) -> None:
    """A record in which nothing is promised would never fail."""
    (tmp_path / "iris.tsv").write_text(text, encoding="utf-8")

    with pytest.raises(GraphSyntaxError, match=place):
        read_record(tmp_path / "iris.tsv")


def test_a_record_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    """It is missing, or not UTF-8."""
    (tmp_path / "odd.tsv").write_bytes(b"kind\tname\tmeaning\n\xff")
    for name in ("odd.tsv", "missing.tsv"):
        with pytest.raises(FileError, match=name):
            read_record(tmp_path / name)


def test_other_records_may_have_whole_iris(tmp_path: Path) -> None:
    """Their namespaces have no prefix here."""
    (tmp_path / "iris.tsv").write_text("kind\tname\tmeaning\nclass\thttp://x.example/A\tA\n", encoding="utf-8")

    assert read_record(tmp_path / "iris.tsv") == {"http://x.example/A": "A"}
