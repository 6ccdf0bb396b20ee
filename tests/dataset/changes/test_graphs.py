"""Graphs are compared as sets of triples, whatever their syntax, order, base and blank nodes."""

from __future__ import annotations

import random
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple, serialize

from anakinra_kg.dataset.changes import graphs
from anakinra_kg.dataset.changes.graphs import named_by_content, read_two
from anakinra_kg.errors import GraphSyntaxError
from anakinra_kg.rdf.files import ENDINGS, SYNTAXES, read_triples
from tests.support.changes import PREFIXES, graph

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SAMPLE = (
    PREFIXES
    + """
e:a e:p 1 , "a\\n\\"b"@en , "2"^^e:kind ; e:q [ e:r ( e:a e:b ) ; e:s [ e:t e:a ] ] , [ e:r "x" ] , [ e:r "x" ] .
[] e:p e:a .
"""
)
NODES = st.sampled_from([*map(BlankNode, "abcde"), NamedNode("urn:x:a"), NamedNode("urn:x:b")])
TRIPLES = st.builds(
    Triple,
    NODES,
    st.sampled_from([NamedNode("urn:x:p"), NamedNode("urn:x:q")]),
    st.one_of(NODES, st.sampled_from([Literal("1"), Literal("2")])),
)


def renamed(triples: list[Triple], seed: int) -> list[Triple]:
    """Return triples with other names of their blank nodes, in another order."""
    shuffled = random.Random(seed)
    names = dict(zip("abcde", shuffled.sample("vwxyz", 5), strict=True))

    def node(term: object) -> object:
        return BlankNode(names[term.value]) if isinstance(term, BlankNode) else term

    found = [Triple(node(t.subject), t.predicate, node(t.object)) for t in triples]  # type: ignore[arg-type]
    return shuffled.sample(found, len(found))


@pytest.mark.parametrize("ending", ENDINGS)
def test_syntax_and_order_make_no_difference(ending: str, tmp_path: Path) -> None:
    """The same statements in any syntax, backwards, with other prefixes, are the same graph."""
    (tmp_path / "a.ttl").write_text(SAMPLE, encoding="utf-8")
    quads = [Quad(t.subject, t.predicate, t.object) for t in sorted(graph(SAMPLE), key=str, reverse=True)]
    written = serialize(quads, format=SYNTAXES[ENDINGS[ending]], prefixes={"other": "urn:x:"})
    assert written is not None
    (tmp_path / f"b{ending}").write_bytes(written)

    old, new = read_two(tmp_path / "a.ttl", tmp_path / f"b{ending}")

    assert len(old) == 16
    assert old == new


@given(st.lists(TRIPLES, max_size=12), st.integers())
def test_isomorphic_graphs_are_equal(triples: list[Triple], seed: int) -> None:
    """The names of blank nodes count for nothing, however the nodes are linked."""
    assert named_by_content(triples) == named_by_content(renamed(triples, seed))


@given(st.lists(TRIPLES, max_size=12))
def test_no_statement_is_lost(triples: list[Triple]) -> None:
    """Two blank nodes never become one."""
    named = named_by_content(triples)

    assert len(named) == len(set(triples))
    assert len({t.subject for t in named}) == len({t.subject for t in triples})


REGULAR = {
    "clique": [(a, b) for a in range(14) for b in range(14) if a != b],
    "ring": [(a, (a + 1) % 30) for a in range(30)],
    "tree": [(a, b) for a in range(30) for b in (2 * a + 1, 2 * a + 2)],
    "ladder": [(a, b) for a in range(40) for b in ((a // 2 + 1) * 2, (a // 2 + 1) * 2 + 1)],
    "twins": [pair for a in range(1, 40) for pair in ((0, a), (a, a + 100))],
}


@pytest.mark.parametrize("name", REGULAR)
def test_nodes_that_look_alike_take_no_time(name: str) -> None:
    """RDFC-1.0 by itself would try all orders of them, and take all memory of the machine."""
    shuffled = random.Random(name)

    def made(links: list[tuple[int, int]]) -> list[Triple]:
        nodes = [BlankNode(f"n{number}") for number in shuffled.sample(range(1000), 200)]
        links = shuffled.sample(links, len(links))
        return [Triple(nodes[a], NamedNode("urn:x:p"), nodes[b]) for a, b in links]

    links = REGULAR[name]
    begin = time.monotonic()
    first, second, other = (named_by_content(made(each)) for each in (links, links, links[1:]))

    assert first == second != other
    assert len(first) == len(links)
    assert time.monotonic() - begin < 20


def test_a_change_renames_only_what_it_is_linked_to() -> None:
    """One changed shape among many does not make all of them look changed."""
    many = "".join(f"e:n{number} e:p [ e:q {number} ; e:r [ e:s 1 ] ] . " for number in range(50))
    old, new = graph(many), graph(many.replace("e:q 7 ", "e:q 77 "))

    assert len(old) == len(new) == 200
    assert len(old - new) == len(new - old) == 4


def test_relative_iris_have_the_same_base(tmp_path: Path) -> None:
    """A copy of a file elsewhere says the same, also of itself."""
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / f"{name}.ttl").write_text("<> <urn:x:p> <#x> .", encoding="utf-8")
    (tmp_path / "b" / "b.ttl").write_text("<> <urn:x:p> <#x> . # another file", encoding="utf-8")

    old, new = read_two(tmp_path / "a" / "a.ttl", tmp_path / "b" / "b.ttl")

    assert old == new


def test_equal_files_are_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are told quickly; but the same bytes in another syntax are not the same graph."""
    read: list[str] = []

    def reading(path: Path, syntax: str | None, *, base: str) -> Iterator[Triple]:
        read.append(path.name)
        return read_triples(path, syntax, base=base)

    monkeypatch.setattr(graphs, "read_triples", reading)
    for name in ("a.nq", "b.nq", "c.nt"):
        (tmp_path / name).write_text("<urn:x:a> <urn:x:p> <urn:x:b> .\n", encoding="utf-8")

    old, new = read_two(tmp_path / "a.nq", tmp_path / "b.nq")
    assert old is new
    read_two(tmp_path / "a.nq", tmp_path / "c.nt")

    assert read == ["a.nq", "a.nq", "c.nt"]


def test_a_broken_file_is_named_with_its_place(tmp_path: Path) -> None:
    """Also if the other one is broken in the same way."""
    for name in ("a.ttl", "b.ttl"):
        (tmp_path / name).write_text("<urn:x:a> <urn:x:p>\n", encoding="utf-8")

    with pytest.raises(GraphSyntaxError, match=r"a\.ttl:2:1"):
        read_two(tmp_path / "a.ttl", tmp_path / "b.ttl")
