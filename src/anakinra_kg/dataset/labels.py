"""Chooses labels over all documents: the best of several wordings of a value.

The choice depends on the wordings only, not on the order or grouping of the documents.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from pyoxigraph import Literal, Triple

from anakinra_kg.mapping.claims import CODE
from anakinra_kg.rdf.names import term

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from anakinra_kg.mapping import Mapped
    from anakinra_kg.mapping.claims import Wording


def united(parts: Iterable[Mapped]) -> set[Triple]:
    """Return the triples of several documents, with labels; the same for any order of the documents."""
    triples: set[Triple] = set()
    wordings: Counter[Wording] = Counter()
    for part in parts:
        triples |= part.triples
        wordings.update(part.wordings)
    triples.update(labels(wordings))
    return triples


def labels(wordings: Mapping[Wording, int]) -> Iterator[Triple]:
    """Yield the chosen wording of each value, and the other names of each thing as alternative labels.

    Wordings are compared by the first of these criteria that differs: a table of the project has it; the rank of the
    source; the number of claims that use it; the length, shorter first; the order of code points.

    Args:
        wordings: Number of claims that use each wording, over all documents.
    """
    values: dict[tuple[object, str], list[tuple[int, int, int, str]]] = {}
    for wording, count in wordings.items():
        order = (wording.rank, -count, len(wording.text), wording.text)
        values.setdefault((wording.node, wording.predicate), []).append(order)
    for (node, predicate), orders in values.items():
        chosen = min(orders)[-1]
        yield Triple(node, term(predicate), Literal(chosen))  # type: ignore[arg-type]  # the node of a wording
        if predicate == "rdfs:label":
            # A code is the notation of its class.
            others = {text for rank, _, _, text in orders if rank != CODE} - {chosen}
            yield from (Triple(node, term("skos:altLabel"), Literal(text)) for text in others)  # type: ignore[arg-type]
