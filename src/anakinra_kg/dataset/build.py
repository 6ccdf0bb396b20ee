"""Builds the dataset: maps facts to triples, validates them, and writes all files or none.

Reads pages only if they are given; does not print.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from anakinra_kg import __version__
from anakinra_kg.dataset.additions import added
from anakinra_kg.dataset.description import describe
from anakinra_kg.dataset.labels import united
from anakinra_kg.dataset.link_counts import LinkCount, count_links
from anakinra_kg.errors import PageError
from anakinra_kg.facts.data_folder import DocumentFacts, curated_facts, load_data_folder
from anakinra_kg.facts.documents import from_reading
from anakinra_kg.mapping import AUTOMATIC, MANUAL, map_document
from anakinra_kg.query import questions
from anakinra_kg.query.catalogue import executable
from anakinra_kg.rdf.files import write_files
from anakinra_kg.rdf.turtle import nquads, turtle
from anakinra_kg.sources import read_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from pyoxigraph import Triple

    from anakinra_kg.mapping import Mapped
    from anakinra_kg.validation.findings import Finding

_HEADER = f"# Made by `anakinra-kg build` from data/; do not edit. anakinra-kg {__version__}\n"


@dataclass(frozen=True, slots=True)
class KindCount:
    """Number of facts and triples of one kind from one document."""

    source: str
    document: str
    kind: str
    facts: int
    triples: int


@dataclass(frozen=True, slots=True)
class Build:
    """A built dataset.

    Attributes:
        triples: All triples of the graph, without duplicates.
        description: Description of the dataset, in DCAT and VoID.
        files: Content of each file of the graph or the description, by name.
        counts: One entry per document and kind of fact, ordered by source, document and kind.
        links: Number of conditions, findings, drugs and proteins with a public identifier.
        findings: Findings of the validation; None if the graph was not validated.
        seconds: Duration of the build.
    """

    triples: frozenset[Triple]
    description: frozenset[Triple]
    files: dict[str, bytes]
    counts: tuple[KindCount, ...]
    links: tuple[LinkCount, ...]
    findings: tuple[Finding, ...] | None
    seconds: float


def build(pages: Iterable[Path] = (), source: str | None = None, *, check: bool = True) -> Build:
    """Map the facts of data/, or of the given pages, to one graph and validate it.

    Args:
        pages: Pages to read instead of data/.
        source: Kind of the pages; default: recognised from their text.
        check: Whether to validate against the shapes.

    Raises:
        AnakinraKGError: A file has an error; nothing has been written.
    """
    begin = time.perf_counter()
    paths = tuple(pages)
    documents = read_pages(paths, source) if paths else load_data_folder()
    parts: list[Mapped] = []
    counts: list[KindCount] = []
    seen: set[tuple[str, str]] = set()
    for facts in documents:
        document = facts.document
        if (document.source, document.id) in seen:
            raise PageError(f"{document.source}/{document.id}", "is given twice", "give each page once")
        seen.add((document.source, document.id))
        found = [(fact, AUTOMATIC) for fact in facts.read] + [(fact, MANUAL) for fact in facts.curated]
        mapped = map_document(document, found)
        parts.append(mapped)
        facts_of = Counter(fact.kind for fact, _ in found)
        counts += [
            KindCount(document.source, document.id, kind, facts_of[kind], len(mapped.facts.get(kind, ())))
            for kind in facts_of
        ]
    triples = united(parts)
    triples |= added(triples)
    files = {"anakinra.ttl": _turtle_file(triples), "anakinra.nq": nquads(triples).encode()}
    asked = [triple for name in questions.names() for triple in executable(questions.question(name))]
    description = describe(triples, files, asked)
    files["dataset.ttl"] = _turtle_file(description)
    findings = (*check_triples(triples), *check_description(description)) if check else None
    seconds = time.perf_counter() - begin
    counts.sort(key=lambda count: (count.source, count.document, count.kind))
    return Build(frozenset(triples), description, files, tuple(counts), count_links(triples), findings, seconds)


def check_triples(triples: Iterable[Triple]) -> list[Finding]:
    """Validate triples against the project's shapes."""
    from anakinra_kg.validation.engine import validate  # noqa: PLC0415 - a build without validation does not need it

    return validate(triples)


def check_description(description: Iterable[Triple]) -> list[Finding]:
    """Validate the description of a dataset against its own shapes."""
    from anakinra_kg.validation.engine import validate_description  # noqa: PLC0415 - as above

    return validate_description(description)


def _turtle_file(triples: Iterable[Triple]) -> bytes:
    return (_HEADER + turtle(triples)).encode()


def read_pages(paths: tuple[Path, ...], source: str | None) -> Iterator[DocumentFacts]:
    """Yield the facts of pages, as their readers give them, with the curated facts of registered pages.

    Raises:
        PageError: A page cannot be read.
    """
    for path in paths:
        for reading in read_file(path, source):
            yield DocumentFacts(from_reading(reading), reading.facts, curated_facts(reading), reading.prose)


def write(built: Build, out: Path) -> None:
    """Write the files of a dataset and `report.json` to a folder: all files, or none if an error occurs.

    The report is written last and contains the checksums of the other files.

    Raises:
        FileError: The folder cannot be written to.
    """
    write_files(out, {**built.files, "report.json": _report(built).encode()})


def _report(built: Build) -> str:
    report = {
        "version": __version__,
        "triples": len(built.triples),
        "files": {name: hashlib.sha256(content).hexdigest() for name, content in built.files.items()},
        "kinds": [
            {"source": c.source, "document": c.document, "kind": c.kind, "facts": c.facts, "triples": c.triples}
            for c in built.counts
        ],
        "links": [{"class": c.cls, **c.counts} for c in built.links],
        "findings": [finding.record() for finding in built.findings or ()],
    }
    return json.dumps(report, indent=1, ensure_ascii=False) + "\n"
