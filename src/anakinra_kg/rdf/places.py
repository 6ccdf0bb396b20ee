"""Finds the line of a term in a Turtle file, for error messages."""

from __future__ import annotations

import os
from collections import defaultdict
from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from anakinra_kg.errors import PlacesError
from anakinra_kg.rdf.files import file_iri
from anakinra_kg.rdf.turtle_places import places

if TYPE_CHECKING:
    from pathlib import Path


def place(path: Path, subject: str, term: str) -> str:
    """Return the place of a term in the statements about a subject, as `file:line`; only the file if it is not found.

    Args:
        path: A Turtle file that parses.
        subject: IRI of the subject; empty if it is unknown.
        term: IRI of the term; the place of the subject is returned if the term is not found.
    """
    subjects, terms = _lines(path.read_text(encoding="utf-8"), file_iri(os.path.realpath(path)))
    start = min(subjects[subject], default=0)
    found = min((line for line in terms[term] if line >= start), default=min(terms[term], default=start))
    return f"{path}:{found}" if found else str(path)


@lru_cache(maxsize=2)
def _lines(text: str, base: str) -> tuple[defaultdict[str, set[int]], defaultdict[str, set[int]]]:
    """Return the lines of each subject and of each term; one file may have many errors."""
    subjects: defaultdict[str, set[int]] = defaultdict(set)
    terms: defaultdict[str, set[int]] = defaultdict(set)
    with suppress(PlacesError):  # triples within triples have no places
        for triple, spans in places(text, "turtle", base):
            for node, span in zip((triple.subject, triple.predicate, triple.object), spans, strict=True):
                if isinstance(node, NamedNode):
                    terms[node.value].add(span.line)
            if isinstance(triple.subject, NamedNode):
                subjects[triple.subject.value].add(spans.subject.line)
    return subjects, terms
