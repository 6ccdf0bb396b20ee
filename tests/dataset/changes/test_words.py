"""Entities and values are told in words, and different values in different words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Triple

from anakinra_kg.dataset.changes.difference import Property
from anakinra_kg.dataset.changes.words import Name, Words, labels_of, shares
from anakinra_kg.rdf.names import PREFIXES, term
from tests.support.changes import graph

A, P = NamedNode("urn:x:a"), NamedNode("urn:x:p")
TEXTS = st.text(st.sampled_from('a1"@\\ \n\x1b\u202e\x85é'), max_size=6) | st.integers(0, 3).map(
    lambda n: "ab" * 200 + "x" * n
)
VALUES = st.one_of(
    st.builds(Literal, TEXTS),
    st.builds(Literal, TEXTS, language=st.sampled_from(["en", "de"])),
    st.builds(Literal, TEXTS, datatype=st.sampled_from([*map(term, ("xsd:integer", "xsd:decimal")), A])),
    st.sampled_from([A, P, NamedNode(PREFIXES["akg"] + "Drug"), NamedNode("urn:x:" + "long" * 80)]),
)


def change(old: list[object], new: list[object]) -> Property:
    """Return the change of a property by its values."""
    removed, added = (tuple(Triple(A, P, value) for value in values) for values in (old, new))  # type: ignore[arg-type]
    return Property(P, removed, added, len(old) == len(new) == 1, place=False)


@given(VALUES, VALUES)
def test_different_values_look_different(old: object, new: object) -> None:
    """A change of a datatype, a language or the end of a long text alone is seen, in one line that prints."""
    (before,), (after,) = Words({A.value: "same", P.value: "same"}).changed(change([old], [new]))

    assert (before == after) == (old == new)
    assert all(c == " " or c.isprintable() for name in (before, after) for part in name for c in part)


def test_a_change_late_in_a_long_text_is_shown_alone() -> None:
    """Not the whole of both, and not their beginnings, which are the same."""
    texts = [Literal("1 " * 2000 + end) for end in ("2", "3")]
    (before,), (after,) = Words({}).changed(change([texts[0]], [texts[1]]))

    assert before.short.startswith("…1 1 ")
    assert before.short.endswith('1 2"')
    assert after.short.endswith('1 3"')
    assert len(before.short) < 60


def test_numbers_are_bare_and_texts_in_quotation_marks() -> None:
    """Other datatypes stand beside the value."""
    odd = f'"no number"^^<{PREFIXES["xsd"]}integer>'
    triples = graph(f'e:a e:p 4, 4.5, true, "4", "a"@en, "x"^^e:kind, {odd} .')
    names = sorted(Words({}).name(t.object).short for t in triples)

    assert names == ['"4"', '"a"@en', '"no number" (xsd:integer)', '"x" (urn:x:kind)', "4", "4.5", "true"]


def test_a_blank_node_is_told_by_what_is_said_of_it() -> None:
    """Lists as lists; neither depth nor a circle runs away."""
    triples = graph('e:a e:p [ e:q ( 1 e:b ) ; e:r "x" ] . _:c e:q _:c . e:b e:p [ e:q [ e:q [ e:q [ e:q [ ] ] ] ] ] .')
    words = Words({}, triples)
    named = {words.name(t.object).short for t in triples if t.predicate == P}

    assert named == {
        '[ urn:x:q ( 1 urn:x:b ) ; urn:x:r "x" ]',
        "[ urn:x:q [ urn:x:q [ urn:x:q [ urn:x:q [ … ] ] ] ] ]",
    }
    assert words.name(next(t.subject for t in triples if t.subject == t.object)).short.startswith("[ urn:x:q [")
    endless = graph(f"e:a e:p _:l . _:l <{PREFIXES['rdf']}first> 1 ; <{PREFIXES['rdf']}rest> _:l .")
    assert "…" in Words({}, endless).name(next(t.object for t in endless if t.predicate == P)).short


def test_labels_are_english_where_there_are_several() -> None:
    """Those of the first graph count first, and of its labels `rdfs:label`."""
    first = graph('e:a rdfs:label "z"@de , "b"@en-GB ; <http://www.w3.org/2004/02/skos/core#prefLabel> "c" .')
    second = graph('e:a rdfs:label "a" . e:b rdfs:label "d"@de .')

    assert labels_of([A, NamedNode("urn:x:b")], first, second) == {"urn:x:a": "b", "urn:x:b": "d"}
    assert Words({"urn:x:a": "b\x1b"}).name(A) == Name(r"b\x1b", "urn:x:a")


@pytest.mark.parametrize("most", [1, 5, 7, 100])
def test_shares_are_as_many_as_asked_for(most: int) -> None:
    """No group gets more than it has, and a large one does not crowd out the small ones."""
    shown = shares([90, 1, 2], most)

    assert sum(shown) == min(most, 93)
    assert most < 5 or shown[1:] == [1, 2]
