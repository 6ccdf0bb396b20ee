"""Compares the claims of a graph with the facts that they come from: what no check of the graph alone can know."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import NamedNode, Triple

from anakinra_kg.dataset.build import read_pages
from anakinra_kg.errors import FileError
from anakinra_kg.facts.data_folder import load_data_folder
from anakinra_kg.mapping import AUTOMATIC, MANUAL, map_document
from anakinra_kg.mapping.claims import document_iri
from anakinra_kg.mapping.mapper import claim_iris
from anakinra_kg.mapping.rules import RULES
from anakinra_kg.rdf.names import AKG, compress, term
from anakinra_kg.reasoning.rules import COMPARING
from anakinra_kg.validation.checks import finding, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
    from pathlib import Path

    from anakinra_kg.facts.data_folder import DocumentFacts
    from anakinra_kg.facts.records import Fact
    from anakinra_kg.validation.findings import Finding

CHECK = "Against"
"""The name of this check in findings."""

_SOURCE = term("dcterms:source")
_ENTRY = re.compile(r"^- kind:", re.MULTILINE)


class _Source(NamedTuple):
    """A page with its facts, and the file and line of each fact."""

    facts: DocumentFacts
    places: dict[int, str]


def check_against(paths: Sequence[Path]) -> Callable[[Collection[Triple]], Iterator[Finding]]:
    """Return a check that compares the claims of a graph with facts.

    Args:
        paths: Folders of facts, with their `documents.yaml`, or pages to read.

    Raises:
        AnakinraKGError: A file is missing or has an error.
    """
    sources = [source for path in paths for source in _sources(path)]
    return lambda triples: _compared(triples, sources)


def _sources(path: Path) -> Iterator[_Source]:
    if not path.is_dir():
        for read in read_pages((path,), None):
            yield _Source(read, {id(fact): f"{path}:{fact.span.line}" for fact in read.read})
        return
    if not (path / "documents.yaml").is_file():
        raise FileError(str(path), "has no documents.yaml", "give a folder of facts such as data/, or pages")
    for facts in load_data_folder(path):
        file = path / facts.document.source / f"{facts.document.id}.yaml"
        curated = file.with_suffix(".curated.yaml")
        yield _Source(facts, _places(file, facts.read) | _places(curated, facts.curated))


def _places(file: Path, facts: Iterable[Fact]) -> dict[int, str]:
    """Return the file and line of each fact of a file, in the order of the file."""
    if not file.is_file():
        return {}
    text = file.read_text(encoding="utf-8")
    lines = (text.count("\n", 0, found.start()) + 1 for found in _ENTRY.finditer(text))
    return {id(fact): f"{file}:{line}" for fact, line in zip(facts, lines, strict=False)}


def _compared(triples: Collection[Triple], sources: Iterable[_Source]) -> Iterator[Finding]:
    stated: defaultdict[NamedNode, set[Triple]] = defaultdict(set)
    claims: defaultdict[object, set[NamedNode]] = defaultdict(set)
    for triple in triples:
        if isinstance(triple.subject, NamedNode):
            stated[triple.subject].add(triple)
            if triple.predicate == _SOURCE:
                claims[triple.object].add(triple.subject)
    for source in sources:
        page = document_iri(source.facts.document)
        if page not in stated:
            yield finding(CHECK, page, "The facts are of this page, and the graph has nothing of it.")
            continue
        known: set[NamedNode] = set()
        for node, place, expected in _expected(source):
            known.add(node)
            if node in stated:
                yield from _differences(node, place, stated[node], expected)
            else:
                yield finding(CHECK, node, f"This claim is missing: {place} states it.")
        for node in sorted(claims[page] - known, key=lambda node: node.value):
            if any(triple.predicate == term("prov:wasDerivedFrom") for triple in stated[node]):
                yield finding(CHECK, node, "No fact of the page states this claim: remove it, or add the fact.")


def _expected(source: _Source) -> Iterator[tuple[NamedNode, str, set[Triple]]]:
    """Yield each claim of a page, the place of its fact, and what the mapping says of it."""
    document = source.facts.document
    found = [(fact, AUTOMATIC) for fact in source.facts.read] + [(fact, MANUAL) for fact in source.facts.curated]
    mapped = map_document(document, found)
    about: defaultdict[object, set[Triple]] = defaultdict(set)
    for triple in mapped.triples:
        about[triple.subject].add(triple)
    kinds: defaultdict[str, list[Fact]] = defaultdict(list)
    for fact, _ in sorted(found, key=lambda pair: pair[0].span):
        if fact.kind in RULES:
            kinds[fact.kind].append(fact)
    for facts in kinds.values():
        for fact, node in zip(facts, claim_iris(document, facts), strict=True):
            place = source.places.get(id(fact), f"{document.source}/{document.id}")
            yield node, f"{place} (line {fact.span.line} of the page)", about[node]


def _differences(node: NamedNode, place: str, stated: set[Triple], expected: set[Triple]) -> Iterator[Finding]:
    compared = {triple.predicate for triple in expected}
    for predicate in sorted(compared | {t.predicate for t in stated - expected if _is_ours(t)}, key=str):
        has = {triple.object for triple in stated - expected if triple.predicate == predicate}
        lacks = {triple.object for triple in expected - stated if triple.predicate == predicate}
        if not has and not lacks:
            continue
        says = " and ".join(sorted(map(shown, lacks))) or "no such value"
        value = min(has, key=str, default=None)
        message = f"{compress(predicate.value)} differs from the fact: {place} has {says}."
        yield finding(CHECK, node, message, predicate, value)


def _is_ours(triple: Triple) -> bool:
    """Return whether a statement is in our terms and comes from the page, not from a comparison."""
    return triple.predicate.value.startswith(AKG) and triple.predicate not in COMPARING
