"""Reads two graphs so that they can be compared as sets of triples.

Blank nodes are named by what is said of them; relative IRIs of both files are relative to the same base.
"""

from __future__ import annotations

import os
from collections import Counter, defaultdict

from pyoxigraph import BlankNode, CanonicalizationAlgorithm, Dataset, Literal, NamedNode, Quad, Triple

from anakinra_kg.rdf.files import file_iri, read_triples

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    Node = NamedNode | BlankNode | Literal | Triple

Graph = frozenset[Triple]

_MARK = NamedNode("urn:anakinra-kg:mark")
"""The graph of the marks, so that they are no statements."""
_MOST_ALIKE = 6
"""Blank nodes of which RDFC-1.0 quickly tries all orders."""
_MOST_STEPS = 1_000_000


def read_two(old: Path, new: Path, syntax: str | None = None) -> tuple[Graph, Graph]:
    """Return the triples of two files; of two equal files only one is parsed.

    Args:
        old: The one file.
        new: The other.
        syntax: Syntax of both; default: by their endings.

    Raises:
        FileError: A file is missing, or its ending is unknown.
        GraphSyntaxError: It does not parse.
    """
    base = file_iri(os.path.realpath(new))
    first = named_by_content(read_triples(old, syntax, base=base))
    if (syntax or old.suffix.lower() == new.suffix.lower()) and _same_bytes(old, new):
        return first, first
    return first, named_by_content(read_triples(new, syntax, base=base))


def _same_bytes(old: Path, new: Path) -> bool:
    from filecmp import cmp  # noqa: PLC0415 - as below

    try:
        return cmp(old, new, shallow=False)  # false for pipes, which can be read only once
    except OSError:
        return False  # reading it says why


def named_by_content(triples: Iterable[Triple]) -> Graph:
    """Return triples with each blank node named by what is said of it, so that isomorphic graphs are equal sets.

    Blank nodes that are linked to each other, directly or through others, are named together, by RDFC-1.0. So a change
    renames only the blank nodes that are linked to what changed.
    """
    ground: list[Triple] = []
    linked: list[Triple] = []
    for triple in triples:
        blank = isinstance(triple.subject, BlankNode) or isinstance(triple.object, BlankNode)
        (linked if blank else ground).append(triple)
    if not linked:
        return frozenset(ground)
    seen: Counter[str] = Counter()
    for part in _parts(linked):
        ground += _named(part, seen)
    return frozenset(ground)


def _parts(triples: Iterable[Triple]) -> Iterator[list[Triple]]:
    """Yield triples by the blank nodes that are linked to each other."""
    above: dict[BlankNode, BlankNode] = {}

    def top(node: BlankNode) -> BlankNode:
        while (higher := above.setdefault(node, node)) != node:
            above[node] = above[higher]
            node = higher
        return node

    placed = []
    for triple in triples:
        nodes = [node for node in (triple.subject, triple.object) if isinstance(node, BlankNode)]
        above[top(nodes[-1])] = top(nodes[0])
        placed.append((nodes[0], triple))
    parts: dict[BlankNode, list[Triple]] = defaultdict(list)
    for node, triple in placed:
        parts[top(node)].append(triple)
    yield from parts.values()


def _named(part: list[Triple], seen: Counter[str]) -> Iterator[Triple]:
    """Yield the triples of a part with canonical names; where two parts are alike, the second one is counted."""
    from hashlib import sha256  # noqa: PLC0415 - many graphs have no blank nodes

    marks = [Quad(node, _MARK, Literal(mark), _MARK) for node, mark in _marks(part).items()]
    dataset = Dataset([*(Quad(t.subject, t.predicate, t.object) for t in part), *marks])
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    text = "\n".join(sorted(str(quad) for quad in dataset))
    digest = sha256(text.encode()).hexdigest()[:32]
    seen[digest] += 1

    def name(node: BlankNode) -> BlankNode:
        return BlankNode(f"b{digest}x{seen[digest]}{node.value}")

    for quad in dataset:
        subject, value = quad.subject, quad.object
        if quad.graph_name != _MARK:
            yield Triple(
                name(subject) if isinstance(subject, BlankNode) else subject,
                quad.predicate,
                name(value) if isinstance(value, BlankNode) else value,
            )


def _marks(part: Iterable[Triple]) -> dict[BlankNode, str]:
    """Return a mark for each blank node, by what it is linked to; none if there are few nodes.

    RDFC-1.0 tries all orders of nodes that look alike: with a dozen of them it takes all memory. So at most six may
    look alike; of more, one after the other is told apart, in the order of the file. Nodes that really are alike can be
    told apart in any order. Only where nodes are linked in circles, or by the thousand, may they look alike and not be
    so: then equal graphs may look different, but never different ones equal.
    """
    edges: dict[BlankNode, list[tuple[str, NamedNode, Node]]] = {}
    for t in part:
        for way, node, other in ((">", t.subject, t.object), ("<", t.object, t.subject)):
            if isinstance(node, BlankNode):
                edges.setdefault(node, []).append((way, t.predicate, other))
    if len(edges) <= _MOST_ALIKE:
        return {}
    marks = dict.fromkeys(edges, "")
    steps = 0
    while True:
        steps += _refine(marks, edges)
        alike: dict[str, list[BlankNode]] = defaultdict(list)
        for node, mark in marks.items():
            alike[mark].append(node)
        several = {mark: nodes for mark, nodes in alike.items() if len(nodes) > 1}
        if sum(map(len, several.values())) <= _MOST_ALIKE:
            return marks
        first = several[min(several)][:1]
        # It could go on like this for hours.
        for number, node in enumerate(first if steps < _MOST_STEPS else marks, 1):
            marks[node] += str(number)


def _refine(marks: dict[BlankNode, str], edges: Mapping[BlankNode, list[tuple[str, NamedNode, Node]]]) -> int:
    """Mark each node by what it is linked to, until no more can be told apart, and return the number of steps."""
    from hashlib import sha256  # noqa: PLC0415 - as above

    steps, classes = 0, 0
    while classes < (now := len(set(marks.values()))) < len(marks) and steps < _MOST_STEPS:
        classes = now
        steps += sum(map(len, edges.values()))
        texts = {
            node: sorted(f"{way} {p} {marks[o] if isinstance(o, BlankNode) else o}" for way, p, o in linked)
            for node, linked in edges.items()
        }
        for node, text in texts.items():
            marks[node] = sha256("\n".join([marks[node], *text]).encode()).hexdigest()
    return steps
