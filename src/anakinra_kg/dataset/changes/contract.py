"""The contract of IRIs: one that users rely on is there, or the graph says which one replaces it.

A meaning that changed under the same IRI is not found.
"""

from __future__ import annotations

from typing import NamedTuple

from pyoxigraph import NamedNode, Triple

from anakinra_kg.errors import FileError, GraphSyntaxError
from anakinra_kg.rdf.files import read_bytes, reason
from anakinra_kg.rdf.names import AKD, AKG, SHAPES, expand, term

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

NAMESPACES = (AKD, AKG, SHAPES)
"""The namespaces of this project: its entities, terms and shapes."""
REPLACED_BY = term("dcterms:isReplacedBy")
RECORD = ".tsv"
"""Ending of a file that records the IRIs of a graph, such as `data/iris.tsv`."""

_TYPE, _DEPRECATED = term("rdf:type"), term("owl:deprecated")
_HEADER = ["kind", "name", "meaning"]
_QUESTION = "question"


class Vanished(NamedTuple):
    """An IRI that is gone: its label, and what it is said to be replaced by, which is not there either."""

    iri: str
    label: str
    replaced_by: tuple[str, ...]


def is_promised(iri: str, namespaces: Sequence[str] = NAMESPACES) -> bool:
    """Return whether users may rely on an IRI: one of these namespaces, and no place in a page, which follows from it.

    Example:
        >>> is_promised(AKD + "drug/anakinra"), is_promised(AKD + "selector/27-34"), is_promised("urn:x:a")
        (True, False, False)
    """
    place = iri.startswith(AKD) and ("#" in iri or iri.startswith(AKD + "selector/"))
    return not place and iri.startswith(tuple(namespaces))


def described(triples: Iterable[Triple]) -> set[str]:
    """Return the IRIs that triples say something of, other than that it is deprecated or replaced."""
    said = (t.subject for t in triples if t.predicate not in {REPLACED_BY, _DEPRECATED})
    return {node.value for node in said if isinstance(node, NamedNode)}


def in_use(triples: Collection[Triple]) -> set[str]:
    """Return the IRIs that a graph describes, or uses as properties or classes."""
    classes = {t.object for t in triples if t.predicate == _TYPE}
    used = {t.predicate for t in triples} | classes
    return described(triples) | {node.value for node in used if isinstance(node, NamedNode)}


def replacements(triples: Iterable[Triple]) -> dict[str, set[str]]:
    """Return what each IRI is said to be replaced by."""
    found: dict[str, set[str]] = {}
    for t in triples:
        if t.predicate == REPLACED_BY and isinstance(t.subject, NamedNode) and isinstance(t.object, NamedNode):
            found.setdefault(t.subject.value, set()).add(t.object.value)
    return found


def leads_to(iri: str, replaced: Mapping[str, Iterable[str]], there: Collection[str]) -> set[str]:
    """Return the IRIs that replace an IRI in the end and are there; a chain may have any length, a circle ends.

    Example:
        >>> sorted(leads_to("a", {"a": ["b"], "b": ["a", "c"]}, {"c"}))
        ['c']
    """
    seen, ways, found = {iri}, [iri], set()
    while ways:
        for target in replaced.get(ways.pop(), ()):
            if target in there:
                found.add(target)
            elif target not in seen:
                seen.add(target)
                ways.append(target)
    return found


def vanished(
    promised: Mapping[str, str], there: Collection[str], replaced: Mapping[str, Iterable[str]]
) -> Iterator[Vanished]:
    """Yield the promised IRIs that are not there and not replaced by one that is, in their order.

    Args:
        promised: Label of each IRI.
        there: The IRIs of the new graph and of what belongs to it.
        replaced: What each IRI is replaced by.
    """
    for iri in sorted(promised):
        if iri not in there and not leads_to(iri, replaced, there):
            yield Vanished(iri, promised[iri], tuple(sorted(replaced.get(iri, ()))))


def read_record(path: Path) -> dict[str, str]:
    """Return the label of each IRI of a record: a table `kind`, `name`, `meaning`; questions have no IRI.

    Raises:
        FileError: It cannot be read.
        GraphSyntaxError: It is no such table, or a name is no IRI.
    """
    try:
        lines = read_bytes(path).decode().splitlines()
    except OSError as error:
        raise FileError(str(path), reason(error), "give a graph, or a record such as data/iris.tsv") from None
    except UnicodeDecodeError:
        raise FileError(str(path), "is not UTF-8", "give a record such as data/iris.tsv") from None
    rows = [(number, line.split("\t")) for number, line in enumerate(lines, 1) if line and not line.startswith("#")]
    if not rows or rows[0][1] != _HEADER:
        place = f"{path}:{rows[0][0] if rows else 1}"
        raise GraphSyntaxError(place, "is no record of IRIs", f"begin it with the columns {', '.join(_HEADER)}")
    found = {}
    for number, row in rows[1:]:
        if len(row) != len(_HEADER):
            raise GraphSyntaxError(f"{path}:{number}", f"has {len(row)} columns", f"write {', '.join(_HEADER)}")
        kind, name, meaning = row
        if kind != _QUESTION:
            found[_iri(name, f"{path}:{number}")] = meaning
    return found


def _iri(name: str, place: str) -> str:
    iri = expand(name) or name
    try:
        return NamedNode(iri).value
    except ValueError:
        raise GraphSyntaxError(place, f"`{name}` is no IRI", "write an IRI, or a prefix and a name") from None
