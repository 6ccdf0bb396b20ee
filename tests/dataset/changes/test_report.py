"""What is compared with what, and what the contract looks at."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from anakinra_kg.dataset.changes.report import report
from anakinra_kg.errors import FileError
from anakinra_kg.rdf.names import AKD
from anakinra_kg.resources import resource
from tests.support.changes import PREFIXES, reported

if TYPE_CHECKING:
    from pathlib import Path

LABEL = "<http://www.w3.org/2000/01/rdf-schema#label>"
DRUG = "akd:drug/x akg:label 1 ; <urn:x:from> akd:selector/1-2 . akd:selector/1-2 akg:start 1 . "
DRUG = DRUG.replace("akd:drug/x", f"<{AKD}drug/x>").replace("akd:selector/1-2", f"<{AKD}selector/1-2>")


def test_an_entity_or_term_of_ours_that_vanished_is_found(tmp_path: Path) -> None:
    """Places in pages are left out, and so is what others mint."""
    found = reported(tmp_path, DRUG + "e:a e:p 1 .", "e:b e:p 1 .")

    assert [each.iri for each in found.vanished] == [
        f"{AKD}drug/x",
        "https://w3id.org/anakinra-kg/ontology#label",
        "https://w3id.org/anakinra-kg/ontology#start",
    ]
    assert found.promised == 3


def test_what_stands_beside_the_new_graph_is_there(tmp_path: Path) -> None:
    """A term that no entity uses any more is still in the ontology; and there stands what replaces an entity."""
    beside = f"akg:label rdfs:label 'x' . akg:start rdfs:label 'x' . <{AKD}drug/x> dcterms:isReplacedBy <{AKD}drug/y> ."
    new = f"<{AKD}drug/y> akg:label 1 ."
    found = reported(tmp_path, DRUG, new, ontology=beside)

    assert found.vanished == ()
    assert found.difference is not None
    assert [e.status for e in found.difference.entities if not str(e.node).endswith("1-2>")] == ["renamed"]


def test_the_ontology_of_the_project_is_beside_by_default(tmp_path: Path) -> None:
    """No graph uses all terms."""
    (tmp_path / "old.ttl").write_text(PREFIXES + "e:a akg:aboutDrug e:b ; a akg:Claim .", encoding="utf-8")
    (tmp_path / "new.ttl").write_text(PREFIXES + "e:a e:p 1 .", encoding="utf-8")

    found = report(tmp_path / "old.ttl", tmp_path / "new.ttl")

    assert (found.promised, found.vanished) == (2, ())
    assert found.words.labels["https://w3id.org/anakinra-kg/ontology#aboutDrug"] == "about drug"


def test_who_was_told_before_had_notice(tmp_path: Path) -> None:
    """A replaced term may go in the version after the one that says so."""
    old = f"<{AKD}drug/x> dcterms:isReplacedBy <{AKD}drug/y> ; rdfs:label 'x' . <{AKD}drug/y> rdfs:label 'y' ."

    assert reported(tmp_path, old, f"<{AKD}drug/y> rdfs:label 'y' .").vanished == ()
    assert len(reported(tmp_path, old, "e:a e:p 1 .").vanished) == 2


def test_the_contract_may_be_that_of_others(tmp_path: Path) -> None:
    """Then it is theirs alone."""
    old, new = DRUG + "e:a e:p 1 . <urn:y:a> e:p 1 .", "e:b e:p 1 ."

    assert [e.iri for e in reported(tmp_path, old, new, contract=("urn:x:", "urn:y:")).vanished] == [
        "urn:x:a",
        "urn:x:from",
        "urn:y:a",
    ]


def test_our_record_is_kept_by_our_graph() -> None:
    """All that `data/iris.tsv` promises is in the graph, or in the files of the ontology."""
    found = report(resource("data", "iris.tsv"), resource("data", "anakinra.ttl"))

    assert (found.difference, found.vanished) == (None, ())
    assert found.promised > 1800


def test_a_record_is_compared_as_the_old_one_only(tmp_path: Path) -> None:
    """What is gone from it has the label that the record gives; namespaces narrow it."""
    record = tmp_path / "iris.TSV"
    record.write_text("kind\tname\tmeaning\nentity\takd:drug/gone\tGone\nclass\turn:x:a\tA\n", encoding="utf-8")
    graph = resource("data", "anakinra.ttl")

    found = report(record, graph)
    assert [(each.iri, each.label) for each in found.vanished] == [(f"{AKD}drug/gone", "Gone"), ("urn:x:a", "A")]
    assert [each.iri for each in report(record, graph, contract=("urn:x:",)).vanished] == ["urn:x:a"]
    with pytest.raises(FileError, match="is a record of IRIs"):
        report(graph, record)


def test_what_the_name_of_an_entity_says_is_not_told_again(tmp_path: Path) -> None:
    """Of one that came or went; if the label of another one changed, that is told."""
    new = "e:a a e:C ; rdfs:label 'A' ; e:p 1 . e:b rdfs:label 'BB' . e:c e:p 1 ; rdfs:label 'C' ."
    found = reported(tmp_path, "e:b rdfs:label 'B' . e:c e:p 1 .", new)
    assert found.difference is not None
    told = [[str(p.predicate) for p in found.told(e)[0]] for e in found.difference.entities]

    assert told == [["<urn:x:p>"], [LABEL], [LABEL]]
