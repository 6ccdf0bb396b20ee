"""Writes triples as Turtle and N-Quads; equal graphs have equal bytes.

Does not accept blank nodes: without them, sorting the terms gives a canonical order.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Triple

from anakinra_kg.rdf.names import PREFIXES, TERM_PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable

_LOCAL = re.compile(r"[A-Za-z_][\w-]*", re.ASCII)
_BARE = {
    PREFIXES["xsd"] + "integer": re.compile(r"[+-]?\d+"),
    PREFIXES["xsd"] + "decimal": re.compile(r"[+-]?\d*\.\d+"),
}
_TYPE = PREFIXES["rdf"] + "type"
_STRING = PREFIXES["xsd"] + "string"
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})


def nquads(triples: Iterable[Triple]) -> str:
    """Return triples as N-Quads of the default graph, with sorted lines."""
    return "".join(sorted({f"{triple.subject} {triple.predicate} {triple.object} .\n" for triple in triples}))


def turtle(triples: Iterable[Triple]) -> str:
    """Return triples as Turtle: sorted subjects, `a` first, one predicate per line, only the prefixes used.

    Raises:
        TypeError: A triple contains a blank node or a triple.
    """
    subjects: dict[str, dict[str, set[str]]] = {}
    writer = _Writer()
    for triple in triples:
        if not isinstance(triple.subject, NamedNode) or not isinstance(triple.object, NamedNode | Literal):
            raise TypeError(f"only IRIs and literals have a canonical form: {triple}")
        predicates = subjects.setdefault(triple.subject.value, {})
        predicates.setdefault(triple.predicate.value, set()).add(writer.object(triple.object))
    blocks = [_block(writer, subject, subjects[subject]) for subject in sorted(subjects)]
    prefixes = "".join(f"@prefix {name}: <{TERM_PREFIXES[name]}> .\n" for name in sorted(writer.used))
    return "\n".join([prefixes, *blocks])


def _block(writer: _Writer, subject: str, predicates: dict[str, set[str]]) -> str:
    named = sorted((iri != _TYPE, writer.iri(iri), iri) for iri in predicates)
    lines = []
    for other, name, iri in named:
        objects = " ,\n        ".join(sorted(predicates[iri]))
        lines.append(f"    {name if other else 'a'} {objects}")
    return f"{writer.iri(subject)}\n" + " ;\n".join(lines) + " .\n"


class _Writer:
    """Writes single terms and records the prefixes used."""

    def __init__(self) -> None:
        self.used: set[str] = set()
        self._names: dict[str, str] = {}

    def iri(self, iri: str) -> str:
        """Return an IRI as a prefixed name if its local part needs no escape, otherwise in angle brackets."""
        if iri not in self._names:
            self._names[iri] = self._shorten(iri)
        return self._names[iri]

    def _shorten(self, iri: str) -> str:
        for prefix, namespace in TERM_PREFIXES.items():
            if iri.startswith(namespace) and _LOCAL.fullmatch(iri, len(namespace)):
                self.used.add(prefix)
                return f"{prefix}:{iri[len(namespace) :]}"
        return f"<{iri}>"

    def object(self, term: NamedNode | Literal) -> str:
        """Return an object; integers and decimals are written bare if Turtle preserves their lexical form."""
        if isinstance(term, NamedNode):
            return self.iri(term.value)
        quoted = f'"{term.value.translate(_ESCAPES)}"'
        if term.language:
            return f"{quoted}@{term.language}"
        datatype = term.datatype.value
        if datatype == _STRING:
            return quoted
        if datatype in _BARE and _BARE[datatype].fullmatch(term.value):
            return term.value
        return f"{quoted}^^{self.iri(datatype)}"
