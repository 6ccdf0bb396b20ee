"""JSON has every triple of the difference, exactly once."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from anakinra_kg.dataset.changes.json import as_json
from tests.support.changes import graph, reported

if TYPE_CHECKING:
    from pathlib import Path

OLD = """
e:a a e:Kind ; rdfs:label "A"@en ; e:p 1 , "x"^^e:kind , [ e:q 1 ] . e:old e:p 1 ; e:q 2 . e:gone e:p e:old .
e:x e:p e:old .
"""
NEW = """
e:a a e:Kind ; rdfs:label "B"@en ; e:p 2 , [ e:q 2 ] . e:new e:p 1 ; e:q 3 . e:x e:p e:new . e:came e:p e:new .
e:old dcterms:isReplacedBy e:new .
"""


def term(found: dict[str, Any]) -> Any:  # noqa: ANN401 - a term of any kind
    """Return the term of a part of the JSON."""
    if found["type"] == "uri":
        return NamedNode(found["value"])
    if found["type"] == "bnode":
        return BlankNode(found["value"])
    if "xml:lang" in found:
        return Literal(found["value"], language=found["xml:lang"])
    return Literal(found["value"], datatype=NamedNode(found["datatype"]) if "datatype" in found else None)


def triples(content: dict[str, Any], side: str) -> Counter[Triple]:
    """Return how often each triple is told as `removed` or `added`."""
    found = [Triple(*(term(t[part]) for part in ("subject", "predicate", "object"))) for t in content["renaming"][side]]
    for entity in content["entities"]:
        for each in entity["properties"]:
            for value in each[side]:
                subject = NamedNode(value["subject"]) if "subject" in value else term(entity)
                found.append(Triple(subject, term(each), term(value)))
    return Counter(found)


def test_every_triple_of_the_difference_is_told_exactly_once(tmp_path: Path) -> None:
    """A program can make the new graph of the old one."""
    content = json.loads(as_json(reported(tmp_path, OLD, NEW)))
    old, new = graph(OLD), graph(NEW)

    assert triples(content, "removed") == Counter(old - new)
    assert triples(content, "added") == Counter(new - old)
    assert content["triples"] == {"old": 10, "new": 10, "removed": len(old - new), "added": len(new - old)}


def test_what_vanished_and_how_many_of_what_changed_is_told(tmp_path: Path) -> None:
    """As in the other formats, with whole IRIs."""
    content = json.loads(as_json(reported(tmp_path, OLD, NEW, contract=("urn:x:",))))

    assert content["vanished"] == [{"iri": "urn:x:gone", "label": "", "replaced_by": []}]
    assert content["counts"][0] | {"about": "meaning", "changed": 1} == content["counts"][0]
    assert [(each["kind"], each["about"], each["renamed"]) for each in content["counts"]] == [
        ("urn:x:Kind", "meaning", 0),
        (None, "meaning", 1),
        (None, "blank nodes", 0),
    ]


def test_equal_graphs_have_empty_lists(tmp_path: Path) -> None:
    """The keys are there all the same."""
    content = json.loads(as_json(reported(tmp_path, OLD, OLD)))

    assert (content["entities"], content["counts"], content["vanished"]) == ([], [], [])
    assert content["renaming"] == {"removed": [], "added": []}
