"""Reads the registered documents and their facts from `data/`, and checks them as a whole.

Does not map facts to RDF.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from anakinra_kg import resources
from anakinra_kg.errors import FactFileError
from anakinra_kg.facts.documents import load_documents
from anakinra_kg.facts.fact_files import load_facts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from anakinra_kg.facts.documents import Document
    from anakinra_kg.facts.ledger import ProseSentence, Reading
    from anakinra_kg.facts.records import Fact


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """A document and all its facts.

    Attributes:
        document: The page.
        read: Facts that a reader extracted, in page order.
        curated: Facts that a person extracted from its prose.
        prose: The sentences that the reader left for curation.
    """

    document: Document
    read: tuple[Fact, ...]
    curated: tuple[Fact, ...]
    prose: tuple[ProseSentence, ...]


def load_data_folder(data: Path | None = None) -> Iterator[DocumentFacts]:
    """Yield every registered document with its facts, in register order.

    Args:
        data: The folder of documents.yaml and the facts; default: the data of the project.

    Raises:
        FactFileError: A file is missing, malformed, or does not match its document.
    """
    folder = data or resources.resource("data")
    documents = load_documents(folder / "documents.yaml")
    for document in documents:
        path = folder / document.source / f"{document.id}.yaml"
        curated_path = path.with_suffix(".curated.yaml")
        found, facts = load_facts(path, documents)
        curated: tuple[Fact, ...] = ()
        if curated_path.exists():
            about, curated_file = load_facts(curated_path, documents)
            if about != document:
                raise FactFileError(
                    f"{curated_path}:1", f"is about {about.source}/{about.id}", "name the file after its document"
                )
            curated = curated_file.facts
        if found != document:
            raise FactFileError(f"{path}:1", f"is about {found.source}/{found.id}", "name the file after its document")
        _check_order(path, (*facts.facts, *curated))
        yield DocumentFacts(document, facts.facts, curated, facts.prose)


def curated_facts(reading: Reading) -> tuple[Fact, ...]:
    """Return the curated facts of the page that was read, or none if it is not registered."""
    for document in load_documents():
        if document.sha256 == reading.page.extent.sha256:
            path = resources.resource("data") / document.source / f"{document.id}.curated.yaml"
            return load_facts(path, load_documents())[1].facts if path.exists() else ()
    return ()


def _check_order(path: Path, facts: tuple[Fact, ...]) -> None:
    """Check that a span on a later line also starts at a later character."""
    spans = sorted(span for fact in facts for span in (fact.span, *fact.also))
    last_end_of_line = 0
    for before, after in pairwise(spans):
        last_end_of_line = max(last_end_of_line, before.end)
        if after.line > before.line and after.start < last_end_of_line:
            raise FactFileError(
                str(path),
                f"characters {after.start} to {after.end} cannot be on line {after.line}: "
                f"line {before.line} reaches to {last_end_of_line}",
                "give the line that contains the characters",
            )
