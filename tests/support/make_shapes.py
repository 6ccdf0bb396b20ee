"""Makes `ontology/shapes.ttl` from the tables and the hand-written shapes in `ontology/shapes/`.

`python -m tests.support.make_shapes` writes it anew; ontology/README.md explains the tables. What a row leaves out
comes from the ontology and the code lists: labels, ranges, superclasses, codes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from rdflib import RDFS, SH, SKOS, Graph, URIRef

from anakinra_kg.rdf.files import rdflib_graph, read_triples
from anakinra_kg.rdf.names import AKD, SHAPES, TERM_PREFIXES, term
from anakinra_kg.resources import resource

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from rdflib.term import Node

COMMAND = "python -m tests.support.make_shapes"
_HEAD = f"# Made from the files in shapes/ by `{COMMAND}`: change those, not this file.\n#\n"
_COUNTS = {
    "any": ("Each {property} of {owner} must be {values}.", ()),
    "at least one": ("{owner} needs at least one {property}: {values}.", ("sh:minCount 1",)),
    "at most one": ("{owner} has at most one {property}: {values}.", ("sh:maxCount 1",)),
    "exactly one": ("{owner} needs exactly one {property}: {values}.", ("sh:minCount 1", "sh:maxCount 1")),
}
_LIST = "code of "
_WIDTH = 120


_R = TypeVar("_R", bound=NamedTuple)


class Property(NamedTuple):
    """A regular property shape: a row of `properties.tsv`."""

    shape: str
    property: str
    cardinality: str
    values: str
    why: str


class Class(NamedTuple):
    """A closed class: a row of `classes.tsv`."""

    shape: str
    others: str
    comment: str


class Values(NamedTuple):
    """A kind of values: a row of `values.tsv`, limits in Turtle and in words."""

    name: str
    limits: str
    words: str


def rows(name: str, row: type[_R]) -> Iterator[_R]:
    """Yield the rows of a table, which follow a line with the names of the columns.

    Raises:
        ValueError: The columns are others, or a line does not fill them.
    """
    heading, *lines = _source(name).read_text(encoding="utf-8").splitlines()
    columns = heading.split("\t")
    for number, line in enumerate((heading, *lines), 1):
        if tuple(columns) != row._fields or line.count("\t") != heading.count("\t"):
            raise ValueError(f"ontology/shapes/{name}:{number}: the columns must be {', '.join(row._fields)}")
    yield from (row._make(line.split("\t")) for line in lines)


def shapes() -> str:
    """Return the text of `ontology/shapes.ttl`."""
    maker = _Maker()
    sections = "\n\n".join(maker.section(name) for name in sorted(maker.nodes, key=str.casefold))
    return f"{_HEAD}{maker.head}\n\n{sections}\n"


class _Maker:
    """The tables, the hand-written shapes and the ontology, and the text of each shape.

    Attributes:
        head: What stands before the first hand-written shape.
        nodes: Local names of the node shapes.
    """

    def __init__(self) -> None:
        by_hand = _source("by-hand.ttl")
        self.head, *blocks = re.split(r"\n\n(?=shape:)", by_hand.read_text(encoding="utf-8").strip())
        self._by_hand = {re.findall(r"^shape:([\w-]+)", block)[0]: block for block in blocks}
        self._graph = _graph(by_hand)
        self._ontology = _graph(resource("ontology", "anakinra.ttl"), resource("ontology", "vocabularies.ttl"))
        self._classes = {row.shape: row for row in rows("classes.tsv", Class)}
        self._properties = {row.shape: row for row in rows("properties.tsv", Property)}
        self._values = {row.name: row for row in rows("values.tsv", Values)}
        self.nodes = {*self._classes, *(name for name in self._by_hand if "-" not in name)}
        for name in {*self._properties, *self._by_hand} - self.nodes:
            if name.partition("-")[0] not in self.nodes:
                raise ValueError(f"shape:{name}: no node shape has it; add its class to classes.tsv or by-hand.ttl")

    def section(self, name: str) -> str:
        """Return a node shape and its property shapes under a heading."""
        parts = self._parts(name)
        heading = f"# --- {self._label(name)} ".ljust(_WIDTH, "-")
        node = self._by_hand[name] if name in self._by_hand else self._class(self._classes[name])
        listed = " ,\n".join(f"        shape:{part}" for part in parts)
        if len(parts) == 1:
            listed = listed.strip()
        if parts:
            gap = " " if len(parts) == 1 else "\n"
            node = f"{node.removesuffix(' .')} ;\n    sh:property{gap}{listed} ."
        own = (self._by_hand[p] if p in self._by_hand else self._property(name, self._properties[p]) for p in parts)
        return "\n\n".join((heading, node, *own))

    def _parts(self, name: str) -> list[str]:
        return sorted(part for part in {*self._properties, *self._by_hand} if part.startswith(f"{name}-"))

    # --- node shapes -------------------------------------------------------------------------------------------------

    def _class(self, row: Class) -> str:
        owner = _capital(self._owner(row.shape))
        allowed = sorted(set(self._allowed(row)))
        ignored = "\n".join(("(", *(f"        {name}" for name in ("rdf:type", *allowed)), "    )"))
        return _block(
            row.shape,
            "a sh:NodeShape",
            f'rdfs:label "{self._label(row.shape)}"@en',
            f'rdfs:comment "{row.comment}"@en',
            f"sh:targetClass akg:{row.shape}",
            f'sh:message "{owner} has no property but those of its shape: fix the name of this one or remove it."@en',
            "sh:closed true",
            f"sh:ignoredProperties {ignored if allowed else '( rdf:type )'}",
        )

    def _allowed(self, row: Class) -> Iterator[str]:
        """Yield the properties that other shapes limit: those of superclasses, and those that the row names.

        Of what leads from claim to claim a row names its own, for only some kinds of claims are compared.
        """
        for name in row.others.split():
            yield from self._paths(name) if name[0].isupper() else [f"akg:{name}"]
        for cls in self._ontology.transitive_objects(_node(f"akg:{row.shape}"), RDFS.subClassOf):
            above = str(cls).removeprefix(TERM_PREFIXES["akg"])
            if above in self.nodes - {row.shape}:
                yield from (path for path in self._paths(above) if self._range(path) != "akg:Claim")

    def _paths(self, name: str) -> Iterator[str]:
        """Yield the properties that the shapes of a node shape limit."""
        for part in self._parts(name):
            if part in self._properties:
                yield self._path(self._properties[part])
            elif isinstance(path := self._graph.value(URIRef(SHAPES + part), SH.path), URIRef):
                yield _prefixed(path)

    # --- property shapes ---------------------------------------------------------------------------------------------

    def _property(self, name: str, row: Property) -> str:
        path = self._path(row)
        limits, words = self._limits(path, row.values)
        if row.cardinality not in _COUNTS:
            raise ValueError(f"shape:{row.shape}: `{row.cardinality}` is none of {', '.join(_COUNTS)}")
        message, counts = _COUNTS[row.cardinality]
        message = message.format(owner=self._owner(name), property=path, values=words)
        return _block(
            row.shape,
            "a sh:PropertyShape",
            f'sh:name "{self._ontology.value(_node(path), RDFS.label) or path.partition(":")[2]}"@en',
            f'sh:description "{row.why}"@en',
            f'sh:message "{_capital(message)}"@en',
            f"sh:path {path}",
            *limits,
            *counts,
        )

    def _limits(self, path: str, values: str) -> tuple[list[str], str]:
        """Return what a property takes, in Turtle and in words."""
        name = values or self._range(path) or ""
        if name == "xsd:string":
            name = "text"
        if name.startswith(_LIST):
            scheme = name.removeprefix(_LIST)
            codes = "\n".join(f"        {_prefixed(code)}" for code in self._codes(scheme))
            return [f"sh:in (\n{codes}\n    )"], f"a code of the list `{scheme}`"
        if name in self._values:
            return self._values[name].limits.split(" ; "), self._values[name].words
        if name in {"", "akg:Code"}:
            raise ValueError(f"{path}: nothing says what it takes; fill in `values`, such as `{_LIST}frequency`")
        if name.startswith("xsd:"):
            return [f"sh:datatype {name}"], f"an {name}"
        return [f"sh:class {name}"], f"a node of class {name}"

    def _codes(self, scheme: str) -> list[Node]:
        """Return the codes of a list, the strongest or most urgent first."""
        found = self._ontology.subjects(SKOS.inScheme, URIRef(f"{AKD}scheme/{scheme}"))
        return sorted(found, key=lambda code: (int(str(self._ontology.value(code, _node("akg:rank")) or 0)), code))

    # --- names -------------------------------------------------------------------------------------------------------

    def _path(self, row: Property) -> str:
        return row.property or f"akg:{row.shape.partition('-')[2]}"

    def _range(self, path: str) -> str | None:
        found = self._ontology.value(_node(path), RDFS.range)
        return _prefixed(found) if isinstance(found, URIRef) else None

    def _label(self, name: str) -> str:
        by_hand = self._graph.value(URIRef(SHAPES + name), RDFS.label)
        return str(by_hand or self._ontology.value(_node(f"akg:{name}"), RDFS.label))

    def _owner(self, name: str) -> str:
        label = self._label(name)
        return f"{'an' if label[0] in 'aeioAEIO' else 'a'} {label}"


def _source(name: str) -> Path:
    return resource("ontology", "shapes", name)


def _graph(*paths: Path) -> Graph:
    return rdflib_graph(triple for path in paths for triple in read_triples(path))


def _node(name: str) -> URIRef:
    return URIRef(term(name).value)


def _prefixed(node: Node) -> str:
    """Return an IRI as a prefixed name."""
    for prefix, namespace in TERM_PREFIXES.items():
        if str(node).startswith(namespace) and prefix != "akd":
            return f"{prefix}:{str(node)[len(namespace) :]}"
    return f"<{node}>"


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def _block(shape: str, *lines: str) -> str:
    return f"shape:{shape}\n    " + " ;\n    ".join(lines) + " ."


if __name__ == "__main__":
    resource("ontology", "shapes.ttl").write_text(shapes(), encoding="utf-8")
