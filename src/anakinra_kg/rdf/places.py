"""Finds the line of a term in a Turtle file, for error messages."""

from __future__ import annotations

from collections import defaultdict
from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from anakinra_kg.errors import PlacesError
from anakinra_kg.rdf.turtle_places import PLACED, places

if TYPE_CHECKING:
    from collections.abc import Sequence

    from anakinra_kg.rdf.inputs import Input


def place(files: Sequence[Input], subject: str, term: str) -> str:
    """Return the place of a term in the statements about a subject, as `file:line`; only the file if it is not found.

    Args:
        files: Files that parse, in any syntax; lines are known in those of Turtle and its like only.
        subject: IRI of the subject; empty if it is unknown.
        term: IRI of the term; the place of the subject is returned if the term is not found.
    """
    elsewhere = ""
    for file in files:
        subjects, terms = _lines(file)
        start = min(subjects[subject], default=0)
        found = min((line for line in terms[term] if line >= start), default=0)
        if start or (found and not subject):
            return f"{file.name}:{found or min(terms[term], default=start)}"
        elsewhere = elsewhere or (f"{file.name}:{min(terms[term])}" if terms[term] else "")
    return elsewhere or files[0].name


@lru_cache(maxsize=4)
def _lines(file: Input) -> tuple[defaultdict[str, set[int]], defaultdict[str, set[int]]]:
    """Return the lines of each subject and of each term; one file may have many errors."""
    subjects: defaultdict[str, set[int]] = defaultdict(set)
    terms: defaultdict[str, set[int]] = defaultdict(set)
    if file.syntax not in PLACED:
        return subjects, terms
    with suppress(PlacesError):  # triples within triples have no places
        for triple, spans in places(file.text(), file.syntax, file.base):
            for node, span in zip((triple.subject, triple.predicate, triple.object), spans, strict=True):
                if isinstance(node, NamedNode):
                    terms[node.value].add(span.line)
            if isinstance(triple.subject, NamedNode):
                subjects[triple.subject.value].add(spans.subject.line)
    return subjects, terms
