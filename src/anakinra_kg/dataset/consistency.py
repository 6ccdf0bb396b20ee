"""Checks that a graph says the same wherever it says a thing twice: what no shape can see, as it knows no mapping.

The claims of the graph are read back as facts and mapped again. What the graph has and the mapping does not give, or
the other way round, contradicts the rest: a code that is not that of the text beside it, a number that the label has
otherwise, a direct link without a claim, an identifier that the tables do not have.
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Triple

from anakinra_kg.dataset.additions import added
from anakinra_kg.dataset.labels import united
from anakinra_kg.dataset.wording import differing, excerpts, has_words
from anakinra_kg.facts.documents import load_documents
from anakinra_kg.facts.records import fields_of
from anakinra_kg.mapping import AUTOMATIC, map_document
from anakinra_kg.mapping.claims import document_iri
from anakinra_kg.mapping.mapper import DATASET, claim_iris
from anakinra_kg.mapping.unmapping import Graph, claims_of, documents_of, is_called
from anakinra_kg.rdf.names import AKD, AKG, compress, term
from anakinra_kg.reasoning.rules import COMPARING
from anakinra_kg.validation.checks import finding, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from anakinra_kg.facts.documents import Document
    from anakinra_kg.mapping.unmapping import Stated
    from anakinra_kg.validation.findings import Finding

CHECK = "Consistency"
"""The name of this check in findings."""

_TYPE, _LABEL, _OTHER_LABEL = term("rdf:type"), term("rdfs:label"), term("skos:altLabel")
_VERSION, _SAME = term("dcat:version"), term("owl:sameAs")
_COMPARISON, _PART_OF_DESCRIPTION = f"{AKD}comparison/", f"{AKD}dataset/"
_AS_PRINTED = frozenset({"drugbank", "mayoclinic"})
"""Sources whose readers keep the words of the page; in XML they may stand in attributes."""
_PRINTED = {
    "adverse_effect": ("effect",),
    "brand_name": ("name",),
    "interaction": ("drug",),
    "medical_problem": ("problem",),
    "overdose_symptom": ("effect",),
    "packager": ("name",),
    "page_title": ("title",),
    "price": ("description",),
    "product": ("name",),
    "synonym": ("name",),
    "trial_group": ("conditions",),
}
"""Fields whose text is printed in the characters of the claim."""

_ONE_IS_WRONG = "Correct the one that is wrong."
_SEVERAL_IN_A_PASSAGE = frozenset({"population_advice", "relation"})
"""Kinds of which one sentence may state several: advice for two groups, an entity that does two things."""


def check_consistency(triples: Iterable[Triple]) -> Iterator[Finding]:
    """Yield a finding for each statement that does not follow from the others, and for each that is missing.

    A graph without a page is not checked: nothing can be mapped without one.

    Example:
        >>> import anakinra_kg
        >>> from anakinra_kg.dataset.consistency import check_consistency
        >>> list(check_consistency(quad.triple for quad in anakinra_kg.load().store))
        []
    """
    stated = set(triples)
    graph = Graph(stated)
    documents = documents_of(graph)
    if not documents:
        return
    by_page: defaultdict[Document, list[Stated]] = defaultdict(list)
    for document in documents.values():
        by_page[document] = []
    for document, claim in claims_of(graph, documents):
        by_page[document].append(claim)
    names: dict[NamedNode, NamedNode] = {}
    parts = []
    for document, claims in by_page.items():
        yield from _repeated(claims)
        single = list({(claim.fact, claim.method): claim for claim in reversed(claims)}.values())[::-1]
        names |= dict(_renamed(document, single))
        parts.append(map_document(document, [(claim.fact, claim.method) for claim in single]))
        yield from chain.from_iterable(_within(document, claim) for claim in single)
        yield from _sharing(single)
    yield from (_other_name(actual, right) for right, actual in names.items())
    yield from _other_texts(graph, documents)
    yield from _same_things(stated)
    expected = united(parts)
    if names:
        expected = {_with_names(triple, names) for triple in expected}
    expected |= added(expected, (triple for triple in stated if not _is_comparison(triple)))
    yield from _differences(stated, expected)


def _repeated(claims: list[Stated]) -> Iterator[Finding]:
    seen: dict[object, Stated] = {}
    for claim in claims:
        before = seen.setdefault((claim.fact, claim.method), claim)
        if before is not claim:
            message = (
                f"This claim says what {compress(before.node.value)} says, from the same place: remove one of them."
            )
            yield finding(CHECK, claim.node, message)


def _sharing(claims: list[Stated]) -> Iterator[Finding]:
    """Yield the claims of a kind that point at the same characters, where a passage states one claim of the kind."""
    first: dict[object, Stated] = {}
    for claim in claims:
        fact = claim.fact
        before = first.setdefault((fact.kind, fact.span), claim)
        if before is not claim and fact.kind not in _SEVERAL_IN_A_PASSAGE:
            message = f"It points at the passage of {compress(before.node.value)}: a passage states one such claim."
            yield finding(CHECK, claim.node, message, term("prov:wasDerivedFrom"))


def _within(document: Document, claim: Stated) -> Iterator[Finding]:
    """Yield what a claim says that does not fit what else it says, or the characters that it points at."""
    fact = claim.fact
    values = {field.name: getattr(fact, field.name) for field in fields_of(fact.kind)}
    for property_ in ("not_available", "not_applicable"):
        for name in values.get(property_, ()):
            predicate = term("akg:notAvailable" if property_ == "not_available" else "akg:notApplicable")
            if name not in values:
                message = f"`{name}` is no field of such a claim: name the field that the page has no value for."
                yield finding(CHECK, claim.node, message, predicate, Literal(name))
            elif values[name] not in {None, ()}:
                message = f"The claim has a value for `{name}`, and says that the page has none: remove one of them."
                yield finding(CHECK, claim.node, message, predicate, Literal(name))
    printed = " / ".join(text for name in _PRINTED.get(fact.kind, ()) for text in _texts(values[name]))
    room = max(span.end - span.start for span in (fact.span, *fact.also))
    if len(printed) > room and claim.method == AUTOMATIC and document.source in _AS_PRINTED:
        message = f"`{printed}` is longer than the {room} characters that the claim points at: correct its evidence."
        yield finding(CHECK, claim.node, message, term("prov:wasDerivedFrom"))


def _texts(value: object) -> tuple[str, ...]:
    if isinstance(value, tuple):
        return value
    return (value,) if isinstance(value, str) else ()


def _other_texts(graph: Graph, documents: Iterable[NamedNode]) -> Iterator[Finding]:
    registered = {document_iri(document): document for document in load_documents()}
    for node in documents:
        known, sha256 = registered.get(node), graph.text(node, "akg:sha256")
        if known is not None and sha256 != known.sha256:
            message = "The page is another text than the registered one: its facts are not those of data/."
            yield finding(CHECK, node, message, term("akg:sha256"), Literal(sha256 or ""), "Warning")


def _same_things(stated: set[Triple]) -> Iterator[Finding]:
    """Yield what makes two of our nodes one: each thing has one node here."""
    for triple in stated:
        if triple.predicate == _SAME and _starts(triple.subject, AKD) and _starts(triple.object, AKD):
            message = "Two nodes of this graph are never the same thing: remove the statement."
            yield finding(CHECK, triple.subject, message, _SAME, triple.object)


def _renamed(document: Document, claims: list[Stated]) -> Iterator[tuple[NamedNode, NamedNode]]:
    """Yield the IRI of each claim by its content, and the IRI that it has, where that is another one."""
    kinds: defaultdict[str, list[Stated]] = defaultdict(list)
    for claim in sorted(claims, key=lambda claim: claim.fact.span):
        kinds[claim.fact.kind].append(claim)
    for same in kinds.values():
        iris = claim_iris(document, [claim.fact for claim in same])
        yield from ((right, claim.node) for right, claim in zip(iris, same, strict=True) if right != claim.node)


def _other_name(actual: NamedNode, right: NamedNode) -> Finding:
    message = (
        f"The IRI does not say what the claim says: it would be {compress(right.value)}. Correct the one that is wrong."
    )
    return finding(CHECK, actual, message)


def _with_names(triple: Triple, names: dict[NamedNode, NamedNode]) -> Triple:
    subject, value = triple.subject, triple.object
    if subject not in names and value not in names:
        return triple
    return Triple(names.get(subject, subject), triple.predicate, names.get(value, value))  # type: ignore[arg-type]


def _is_comparison(triple: Triple) -> bool:
    subject = triple.subject
    return triple.predicate in COMPARING or (isinstance(subject, NamedNode) and subject.value.startswith(_COMPARISON))


def _differences(stated: set[Triple], expected: set[Triple]) -> Iterator[Finding]:
    missing: defaultdict[tuple[NamedNode, NamedNode], list[NamedNode | Literal]] = defaultdict(list)
    for node, statements in _missing(stated, expected):
        if statements is None:
            yield finding(CHECK, node, "Nothing is said of this node, which the rest of the graph needs: add it.")
        else:
            for predicate, value in statements:
                missing[node, predicate].append(value)
    said: defaultdict[NamedNode, list[Triple]] | None = None
    for subject, predicate, value in _unexpected(stated, expected):
        instead = missing.pop((subject, predicate), [])
        yield _unfounded(subject, predicate, value, instead)
        if predicate == _LABEL and instead:
            said = said or _by_subject(stated & expected)
            yield from _origins(said[subject], value, instead)
    for (subject, predicate), values in missing.items():
        for value in values:
            message = f"{compress(predicate.value)} {shown(value)} is missing: it follows from the rest of the graph."
            yield finding(CHECK, subject, message, predicate)


def _missing(
    stated: set[Triple], expected: set[Triple]
) -> Iterator[tuple[NamedNode, list[tuple[NamedNode, NamedNode | Literal]] | None]]:
    """Yield the nodes of which something is missing, and what; None where the graph needs them and has nothing."""
    missing: defaultdict[NamedNode, list[tuple[NamedNode, NamedNode | Literal]]] = defaultdict(list)
    for triple in expected - stated:
        if not _is_of_another_version(triple):
            missing[triple.subject].append((triple.predicate, triple.object))  # type: ignore[index,arg-type]
    if not missing:
        return
    described, pointed_at = {triple.subject for triple in stated}, {triple.object for triple in stated}
    for node, statements in missing.items():
        if node in described:
            yield node, statements
        elif node in pointed_at or node.value.startswith(_COMPARISON):
            yield node, None


def _unexpected(
    stated: set[Triple], expected: set[Triple]
) -> Iterator[tuple[NamedNode, NamedNode, NamedNode | Literal]]:
    """Yield what the graph says of our nodes, in our terms, without a reason; others may say more in theirs.

    A description of the dataset beside the graph follows from what the graph counts, and has shapes of its own.
    """
    unexpected = stated - expected
    if not unexpected:
        return
    known, used = {triple.subject for triple in expected}, {triple.predicate for triple in expected}
    parts = {triple.subject for triple in unexpected if _starts(triple.subject, _PART_OF_DESCRIPTION)}
    described = parts | {DATASET} if parts else parts
    for triple in unexpected:
        subject, predicate, value = triple
        if subject in described:
            continue
        if not isinstance(subject, NamedNode) or _is_of_another_version(triple):
            continue
        is_ours = predicate.value.startswith(AKG) or (predicate == _TYPE and _starts(value, AKG))
        if not is_ours and (predicate not in used or not (subject in known or subject.value.startswith(AKD))):
            continue
        if predicate == _OTHER_LABEL and isinstance(value, Literal) and is_called(subject, value.value):
            continue  # a name that the tables give the node, in a spelling of its own
        yield subject, predicate, value


def _starts(node: object, namespace: str) -> bool:
    return isinstance(node, NamedNode) and node.value.startswith(namespace)


def _is_of_another_version(triple: Triple) -> bool:
    return triple.subject == DATASET and triple.predicate == _VERSION


def _by_subject(triples: Iterable[Triple]) -> defaultdict[NamedNode, list[Triple]]:
    found: defaultdict[NamedNode, list[Triple]] = defaultdict(list)
    for triple in triples:
        if isinstance(triple.subject, NamedNode):
            found[triple.subject].append(triple)
    return found


def _origins(
    said: Iterable[Triple], label: NamedNode | Literal, instead: Iterable[NamedNode | Literal]
) -> Iterator[Finding]:
    """Yield what a node says of itself that its label says otherwise: it may be this one that is wrong."""
    for right in instead:
        in_label, in_right = differing(label.value, right.value)
        for node, predicate, value in said:
            words = _words(value)
            if predicate != _TYPE and has_words(in_right, words) and not has_words(in_label, words):
                message = f"{compress(predicate.value)} is {shown(value)}; rdfs:label says `{in_label}`. "
                yield finding(CHECK, node, message + _ONE_IS_WRONG, predicate, value)


def _words(value: object) -> str:
    """Return the words that a label has for a value; those of a node are the end of its IRI."""
    if isinstance(value, NamedNode):
        return re.split(r"[/#]", value.value)[-1].replace("-", " ")
    return value.value if isinstance(value, Literal) else ""


def _unfounded(
    subject: NamedNode, predicate: NamedNode, value: NamedNode | Literal, instead: list[NamedNode | Literal]
) -> Finding:
    name = compress(predicate.value)
    if len(instead) == 1 and isinstance(value, Literal) and isinstance(instead[0], Literal):
        is_said, right = excerpts(value.value, instead[0].value)
        message = f"{name} is `{is_said}`; from the rest of the graph follows `{right}`. {_ONE_IS_WRONG}"
    elif instead:
        right = " and ".join(sorted(map(shown, instead)))
        message = f"{name} is {shown(value)}; from the rest of the graph follows {right}. {_ONE_IS_WRONG}"
    else:
        message = f"{name} {shown(value)} follows from nothing else in the graph: remove it, or add what it comes from."
    severity = "Warning" if predicate == _OTHER_LABEL and not instead else "Violation"
    return finding(CHECK, subject, message, predicate, value, severity)
