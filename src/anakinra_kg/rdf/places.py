"""Finds a term in files of Turtle and its like, for error messages."""

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
    from anakinra_kg.rdf.spans import Span


def find(files: Sequence[Input], subject: str, term: str) -> tuple[Input, Span] | None:
    """Return where a term stands in the statements about a subject: the file and the place; None if it is not found.

    Args:
        files: Files that parse, in any syntax; places are known in Turtle and its like only.
        subject: IRI of the subject; empty if it is unknown.
        term: IRI of the term; the place of the subject is returned if the term is not found.
    """
    elsewhere = None
    for file in files:
        subjects, terms = _spans(file)
        start = min(subjects[subject], default=None)
        found = min((span for span in terms[term] if start is None or span.line >= start.line), default=start)
        if found and (start or not subject):
            return file, found
        elsewhere = elsewhere or (found and (file, found))
    return elsewhere


def place(files: Sequence[Input], subject: str, term: str) -> str:
    """Return what `find` does as `file:line`; only the first file if the term is not found."""
    found = find(files, subject, term)
    return f"{found[0].name}:{found[1].line}" if found else files[0].name


@lru_cache(maxsize=4)
def _spans(file: Input) -> tuple[defaultdict[str, set[Span]], defaultdict[str, set[Span]]]:
    """Return the places of each subject and of each term; one file may have many errors."""
    subjects: defaultdict[str, set[Span]] = defaultdict(set)
    terms: defaultdict[str, set[Span]] = defaultdict(set)
    if file.syntax not in PLACED:
        return subjects, terms
    with suppress(PlacesError):  # triples within triples have no places
        for triple, spans in places(file.text(), file.syntax, file.base):
            for node, span in zip((triple.subject, triple.predicate, triple.object), spans, strict=True):
                if isinstance(node, NamedNode):
                    terms[node.value].add(span)
            if isinstance(triple.subject, NamedNode):
                subjects[triple.subject.value].add(spans.subject)
    return subjects, terms
