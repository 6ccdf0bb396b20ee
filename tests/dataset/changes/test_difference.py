"""The difference of two graphs, by entity."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from anakinra_kg.dataset.changes.contract import replacements
from anakinra_kg.dataset.changes.difference import Difference, Entity, compare
from anakinra_kg.dataset.changes.graphs import named_by_content
from anakinra_kg.rdf.names import term
from tests.support.changes import graph

if TYPE_CHECKING:
    from anakinra_kg.dataset.changes.graphs import Graph

NODES = st.sampled_from([*map(BlankNode, "ab"), *(NamedNode(f"urn:x:{name}") for name in "abcd")])
PREDICATES = ("rdf:type", "rdfs:label", "rdfs:subClassOf", "owl:deprecated")
TRIPLES = st.builds(
    Triple,
    NODES,
    st.sampled_from([*map(term, PREDICATES), NamedNode("urn:x:a"), NamedNode("urn:x:p")]),
    st.one_of(NODES, st.sampled_from([term("oa:SpecificResource"), Literal("1"), Literal("1", language="en")])),
)
REPLACING = st.builds(Triple, NODES, st.just(term("dcterms:isReplacedBy")), NODES)
GRAPHS = st.lists(TRIPLES, max_size=15).map(named_by_content)
RENAMING = st.lists(st.one_of(TRIPLES, TRIPLES, REPLACING), max_size=15).map(named_by_content)


def difference(old: str, new: str) -> Difference:
    """Return the difference of two texts in Turtle."""
    return compare(graph(old), graph(new), replacements(graph(new)))


def only(found: Difference) -> Entity:
    """Return the one entity that changed."""
    (entity,) = found.entities
    return entity


def told(found: Difference) -> tuple[Counter[Triple], Counter[Triple]]:
    """Return how often a difference tells each triple as removed and as added."""
    properties = [each for entity in found.entities for each in entity.properties]
    removed = [*found.renaming_removed, *(t for each in properties for t in each.removed)]
    added = [*found.renaming_added, *(t for each in properties for t in each.added)]
    return Counter(removed), Counter(added)


@given(GRAPHS, RENAMING)
def test_each_triple_is_told_exactly_once(old: Graph, new: Graph) -> None:
    """No statement that went or came is left out or told twice, whatever was renamed."""
    found = compare(old, new, replacements(new))

    assert told(found) == (Counter(old - new), Counter(new - old))
    assert (found.removed, found.added) == (len(old - new), len(new - old))


@given(RENAMING)
def test_a_graph_does_not_differ_from_itself(same: Graph) -> None:
    """Nothing is told."""
    assert compare(same, frozenset(same), replacements(same)).entities == ()


@given(GRAPHS, GRAPHS)
def test_the_way_back_mirrors_the_way_there(old: Graph, new: Graph) -> None:
    """What was added is removed, what was changed is changed, of the same kinds."""
    mirror = {"added": "removed", "removed": "added", "changed": "changed"}
    there, back = compare(old, new, {}), compare(new, old, {})

    assert [(e.node, mirror[e.status], e.kind, e.section) for e in there.entities] == [
        (e.node, e.status, e.kind, e.section) for e in back.entities
    ]
    assert [[(p.removed, p.added, p.single) for p in e.properties] for e in there.entities] == [
        [(p.added, p.removed, p.single) for p in e.properties] for e in back.entities
    ]


def test_an_entity_is_added_removed_or_changed() -> None:
    """By whether something is said of it in one graph or in both."""
    found = difference("e:a e:p 1 . e:b e:p 1 .", "e:b e:p 2 . e:c e:p 1 .")

    assert [(str(e.node), e.status) for e in found.entities] == [
        ("<urn:x:a>", "removed"),
        ("<urn:x:b>", "changed"),
        ("<urn:x:c>", "added"),
    ]


def test_one_value_for_one_value_is_a_change() -> None:
    """If there are others beside it, it is not known which value became which."""
    assert only(difference("e:a e:p 1 .", "e:a e:p 2 .")).properties[0].single
    assert not only(difference("e:a e:p 1, 3 .", "e:a e:p 2, 3 .")).properties[0].single
    assert not only(difference("e:a e:p 1 ; e:q 1 .", "e:a e:q 1 ; e:r 2 .")).properties[0].single


def test_the_kind_is_the_most_specific_class() -> None:
    """No other of its classes is below it; of several such the one with fewer members."""
    classes = "e:Claim rdfs:subClassOf e:Any . e:Dose rdfs:subClassOf e:Claim . e:z a e:Rare . e:y a e:Big . "
    for types, kind in (
        ("e:Any , e:Claim , e:Dose", "Dose"),
        ("e:Dose , e:Rare , e:Big", "Dose"),
        ("e:Big , e:Claim", "Claim"),
    ):
        old = classes + f"e:a a {types} ; e:p 1 . e:x a e:Big . "
        entity = only(difference(old, old + "e:a e:p 2 ."))
        assert entity.kind == NamedNode(f"urn:x:{kind}")
    assert only(difference("", "e:a e:p 1 .")).kind is None


def test_what_only_moved_is_told_apart_from_what_it_means() -> None:
    """Evidence and selectors are places, and so is a claim that points to another one; blank nodes come last."""
    old = "e:place a oa:SpecificResource ; e:line 1 . e:claim e:from e:place ; e:says 1 . "
    new = "e:other a oa:SpecificResource ; e:line 2 . e:claim e:from e:other ; e:says {} . e:claim e:also {} . "

    moved = {str(e.node): e.section for e in difference(old, new.format(1, 1)).entities}
    assert moved == {"<urn:x:place>": "places", "<urn:x:other>": "places", "<urn:x:claim>": "meaning"}
    moved = {str(e.node): e.section for e in difference(old + "e:claim e:also 1 .", new.format(1, 1)).entities}
    assert moved["<urn:x:claim>"] == "places"
    blank = {e.section for e in difference("e:a e:p [ e:q 1 ] .", "e:a e:p [ e:q 2 ] .").entities}
    assert blank == {"meaning", "blank nodes"}


# --- renaming --------------------------------------------------------------------------------------------------------

RENAMED = "e:old dcterms:isReplacedBy e:new . "


def test_what_is_renamed_is_one_entity_with_what_else_changed() -> None:
    """Statements that differ in the name alone are told apart, also those of others that point to it."""
    old = "e:old e:p 1 ; e:q 2 . e:x e:r e:old . e:y e:s e:old ."
    found = difference(old, RENAMED + "e:new e:p 1 ; e:q 3 . e:x e:r e:new . e:y e:s e:new .")
    entity = only(found)

    assert (str(entity.node), entity.status, entity.renamed_from) == (
        "<urn:x:new>",
        "renamed",
        (NamedNode("urn:x:old"),),
    )
    assert [(str(p.predicate), p.single) for p in entity.properties] == [("<urn:x:q>", True)]
    assert str(entity.properties[0].removed[0].subject) == "<urn:x:old>"
    assert (len(found.renaming_removed), len(found.renaming_added)) == (3, 4)


def test_a_renamed_property_is_renamed_where_it_is_used() -> None:
    """Its statements did not change."""
    assert difference("e:a e:old 1 . e:old e:is 1 .", RENAMED + "e:a e:new 1 . e:new e:is 1 .").counts() == {
        ("meaning", None): Counter(renamed=1)
    }


def test_what_is_merged_into_another_is_a_change_of_that() -> None:
    """It was there before."""
    found = difference("e:old e:p 1 . e:new e:p 1 .", RENAMED + "e:new e:p 1 .")
    entity = only(found)

    assert (len(found.renaming_removed), len(found.renaming_added)) == (1, 1)
    assert (entity.status, entity.renamed_from, entity.properties) == ("changed", (NamedNode("urn:x:old"),), ())


def test_a_chain_of_names_is_one_renaming_and_a_split_is_none() -> None:
    """With two successors nobody knows which statements belong to which."""
    chain = RENAMED + "e:new dcterms:isReplacedBy e:newest . e:newest e:p 1 ."
    assert only(difference("e:old e:p 1 .", chain)).status == "renamed"
    split = RENAMED + "e:old dcterms:isReplacedBy e:second . e:new e:p 1 . e:second e:p 1 ."
    assert {e.status for e in difference("e:old e:p 1 .", split).entities} == {"changed", "added"}


def test_a_term_that_is_kept_as_deprecated_is_a_change_beside_the_new_one() -> None:
    """For a version both are there."""
    found = difference("e:old e:p 1 .", RENAMED + "e:old e:p 1 ; owl:deprecated true . e:new e:p 1 .")

    assert [(str(e.node), e.status) for e in found.entities] == [("<urn:x:new>", "added"), ("<urn:x:old>", "changed")]
    assert found.renaming_added == ()
