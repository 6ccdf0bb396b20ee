"""Describes the dataset in DCAT and VoID: its sources and their terms, its files, statistics and links.

Every count equals the result of a SPARQL query over the files. Does not validate: the shapes of `ontology/dataset/` do.
The W3C profile for health care describes the summary, the version and the file separately; here one description covers
all three, because both files contain the same graph in the same version.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Triple

from anakinra_kg.errors import AnakinraKGError
from anakinra_kg.mapping.identifiers import MATCHES, vocabularies
from anakinra_kg.mapping.mapper import DATASET
from anakinra_kg.rdf.names import AKD, PREFIXES, TERM_PREFIXES, entity, key, term

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from anakinra_kg.mapping.identifiers import Vocabulary

_Value = NamedNode | Literal

_DESCRIPTION = (
    "What drug monographs say of a drug: each statement a node with the characters of the page that it stands on, and "
    "the conditions, findings, drugs and proteins with their identifiers in public vocabularies."
)
_KEYWORDS = ("adverse effects", "clinical trials", "dosing", "drug interactions", "drug information", "indications")
_SHOWN = ("AdverseEffectClaim", "Condition", "Drug", "Interaction", "TrialGroup")
"""Classes with one member each in the example resources."""

_LICENCES = {"CC BY-NC 4.0": "https://creativecommons.org/licenses/by-nc/4.0/"}
_MEDIA_TYPES = {".nq": "application/n-quads", ".ttl": "text/turtle"}
_MEDIA = "https://www.iana.org/assignments/media-types/"

_TYPE = term("rdf:type")
_RELATIONS = frozenset(map(term, MATCHES))


def describe(
    triples: Collection[Triple], files: Mapping[str, bytes], examples: Iterable[Triple] = ()
) -> frozenset[Triple]:
    """Return the description of a dataset.

    Args:
        triples: The dataset.
        files: Content of each file that holds it, by name.
        examples: Triples of example queries, from `catalogue.executable`; the description links to each query.

    Raises:
        AnakinraKGError: An entity is mapped to an identifier of a vocabulary that is not in the tables.
    """
    graph = _Graph(triples)
    said: set[Triple] = set()
    for part in (_about(graph, triples), _sources(graph), _files(files), _counts(triples), _links(triples)):
        said.update(part)
    for triple in examples:
        said.add(triple)
        if triple.predicate == _TYPE:
            said.add(Triple(DATASET, term("dcterms:isReferencedBy"), triple.subject))
    return frozenset(said)


def _node(*parts: str) -> NamedNode:
    return entity("dataset", *parts)


def _say(node: NamedNode, *said: tuple[str, _Value]) -> Iterator[Triple]:
    for predicate, value in said:
        yield Triple(node, term(predicate), value)


def _count(number: int) -> Literal:
    return Literal(str(number), datatype=term("xsd:integer"))


# --- the whole and its sources ---------------------------------------------------------------------------------------


class _Graph:
    """The triples of a dataset, indexed by subject and by object."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._by_subject: defaultdict[object, list[tuple[NamedNode, _Value]]] = defaultdict(list)
        self._by_object: defaultdict[tuple[NamedNode, object], list[NamedNode]] = defaultdict(list)
        for triple in triples:
            subject, value = triple.subject, triple.object
            if isinstance(subject, NamedNode) and isinstance(value, NamedNode | Literal):
                self._by_subject[subject].append((triple.predicate, value))
                self._by_object[triple.predicate, value].append(subject)

    def about(self, node: NamedNode) -> Iterator[tuple[NamedNode, _Value]]:
        """Yield the properties of a node and their values."""
        yield from self._by_subject[node]

    def nodes(self, node: NamedNode, name: str) -> list[NamedNode]:
        """Return the nodes that are values of a property of a node, in order."""
        found = {value for predicate, value in self.about(node) if predicate == term(name)}
        return sorted((value for value in found if isinstance(value, NamedNode)), key=str)

    def text(self, node: NamedNode, name: str) -> str:
        """Return the literal value of a property of a node; empty if there is none."""
        return next((v.value for p, v in self.about(node) if p == term(name) and isinstance(v, Literal)), "")

    def subjects(self, name: str, value: NamedNode) -> list[NamedNode]:
        """Return the nodes that have a property with a value, in order."""
        return sorted(self._by_object[term(name), value], key=str)


def _about(graph: _Graph, triples: Iterable[Triple]) -> Iterator[Triple]:
    """Yield the metadata of the dataset, and triples that help to find and explore it."""
    for predicate, value in graph.about(DATASET):
        yield Triple(DATASET, predicate, value)
    yield from _say(
        DATASET,
        ("dcterms:description", Literal(_DESCRIPTION)),
        ("dcterms:creator", Literal("The anakinra_kg authors")),
        ("void:uriSpace", Literal(AKD)),
        *(("dcat:keyword", Literal(word)) for word in _KEYWORDS),
        *(("void:vocabulary", NamedNode(iri)) for iri in _vocabularies_used(triples)),
    )
    for page in graph.nodes(DATASET, "dcterms:source"):
        for drug in graph.nodes(page, "dcterms:subject"):
            yield from _say(
                DATASET, ("void:rootResource", drug), ("dcat:keyword", Literal(graph.text(drug, "rdfs:label")))
            )
    for name in _SHOWN:
        yield from _say(
            DATASET, *(("void:exampleResource", node) for node in graph.subjects("rdf:type", term(f"akg:{name}"))[:1])
        )


def _vocabularies_used(triples: Iterable[Triple]) -> set[str]:
    """Return the external vocabularies whose terms are used as properties, classes or values."""
    terms = {node for t in triples for node in (t.predicate, *(() if t.predicate in _RELATIONS else (t.object,)))}
    return {iri for node in terms if isinstance(node, NamedNode) and (iri := _vocabulary_of(node.value)) is not None}


def _vocabulary_of(iri: str) -> str | None:
    for prefix, namespace in TERM_PREFIXES.items():
        if iri.startswith(namespace) and prefix not in {"akd", "akg"}:
            # The ontologies of the OBO Foundry share a namespace; each has its own file.
            ontology = iri.removeprefix(namespace).partition("_")[0].lower()
            return f"{namespace}{ontology}.owl" if prefix == "obo" else namespace
    return None


def _sources(graph: _Graph) -> Iterator[Triple]:
    """Yield the description of each page and, as a subset of the dataset, of its claims and their terms of use."""
    for page in graph.nodes(DATASET, "dcterms:source"):
        for predicate, value in graph.about(page):
            yield Triple(page, predicate, value)
            if isinstance(value, NamedNode) and predicate != _TYPE:
                named = ((p, v) for p, v in graph.about(value) if p in {_TYPE, term("rdfs:label")})
                yield from (Triple(value, p, v) for p, v in named)
        claims = [node for node in graph.subjects("dcterms:source", page) if node != DATASET]
        rights = graph.text(page, "dcterms:rights")
        part = _node("source", page.value.removeprefix(AKD + "document/"))
        yield from _say(DATASET, ("dcterms:hasPart", part), ("void:subset", part))
        yield from _say(
            part,
            ("rdf:type", term("void:Dataset")),
            ("dcterms:title", Literal(f"Claims of the page {graph.text(page, 'dcterms:title')}")),
            ("dcterms:source", page),
            ("dcterms:rights", Literal(rights)),
            ("void:entities", _count(len(claims))),
            ("void:triples", _count(sum(1 for claim in claims for _ in graph.about(claim)))),
        )
        if rights in _LICENCES:
            yield Triple(part, term("dcterms:license"), NamedNode(_LICENCES[rights]))


def _files(files: Mapping[str, bytes]) -> Iterator[Triple]:
    for name, content in files.items():
        node, checksum = _node("file", name), _node("file", name, "checksum")
        media = _MEDIA + _MEDIA_TYPES[name[name.rindex(".") :]]
        yield Triple(DATASET, term("dcat:distribution"), node)
        yield from _say(
            node,
            ("rdf:type", term("dcat:Distribution")),
            ("dcterms:title", Literal(name)),
            ("dcat:mediaType", NamedNode(media)),
            ("dcat:byteSize", Literal(str(len(content)), datatype=term("xsd:nonNegativeInteger"))),
            ("spdx:checksum", checksum),
        )
        yield from _say(
            checksum,
            ("rdf:type", term("spdx:Checksum")),
            ("spdx:algorithm", term("spdx:checksumAlgorithm_sha256")),
            ("spdx:checksumValue", Literal(hashlib.sha256(content).hexdigest(), datatype=term("xsd:hexBinary"))),
        )


# --- counts ----------------------------------------------------------------------------------------------------------


class _Tally:
    """Counts triples and their distinct subjects and objects."""

    def __init__(self) -> None:
        self.triples = 0
        self.subjects: set[object] = set()
        self.objects: set[object] = set()

    def add(self, triple: Triple) -> None:
        self.triples += 1
        self.subjects.add(triple.subject)
        self.objects.add(triple.object)

    def said(self) -> tuple[tuple[str, Literal], ...]:
        return (
            ("void:triples", _count(self.triples)),
            ("void:distinctSubjects", _count(len(self.subjects))),
            ("void:distinctObjects", _count(len(self.objects))),
        )


def _counts(triples: Collection[Triple]) -> Iterator[Triple]:
    """Yield the counts of the dataset, of each class, of each property, and of each property of each class."""
    classes: defaultdict[object, set[NamedNode]] = defaultdict(set)
    for triple in triples:
        if triple.predicate == _TYPE and isinstance(triple.object, NamedNode):
            classes[triple.subject].add(triple.object)
    whole = _Tally()
    properties: defaultdict[NamedNode, _Tally] = defaultdict(_Tally)
    members: defaultdict[NamedNode, _Tally] = defaultdict(_Tally)
    of_members: defaultdict[tuple[NamedNode, NamedNode], _Tally] = defaultdict(_Tally)
    for triple in triples:
        whole.add(triple)
        properties[triple.predicate].add(triple)
        for cls in classes[triple.subject]:
            members[cls].add(triple)
            of_members[cls, triple.predicate].add(triple)
    yield from _say(
        DATASET,
        *whole.said(),
        (
            "void:entities",
            _count(sum(isinstance(node, NamedNode) and node.value.startswith(AKD) for node in whole.subjects)),
        ),
        ("void:classes", _count(len(members))),
        ("void:properties", _count(len(properties))),
    )
    for cls, tally in members.items():
        part = _node("class", *_path(cls))
        yield Triple(DATASET, term("void:classPartition"), part)
        yield from _say(
            part,
            ("rdf:type", term("void:Dataset")),
            ("void:class", cls),
            ("void:entities", _count(len(tally.subjects))),
            ("void:triples", _count(tally.triples)),
        )
    for predicate, tally in properties.items():
        yield from _property_part((), predicate, tally)
    for (cls, predicate), tally in of_members.items():
        yield from _property_part(("class", *_path(cls)), predicate, tally)


def _property_part(whole: tuple[str, ...], predicate: NamedNode, tally: _Tally) -> Iterator[Triple]:
    part = _node(*whole, "property", *_path(predicate))
    yield Triple(_node(*whole) if whole else DATASET, term("void:propertyPartition"), part)
    yield from _say(part, ("rdf:type", term("void:Dataset")), ("void:property", predicate), *tally.said())


def _path(node: NamedNode) -> tuple[str, str]:
    """Return a term as parts of an IRI: the prefix of its vocabulary and its name."""
    prefix, namespace = next(pair for pair in TERM_PREFIXES.items() if node.value.startswith(pair[1]))
    return prefix, node.value[len(namespace) :]


# --- links -----------------------------------------------------------------------------------------------------------


def _links(triples: Collection[Triple]) -> Iterator[Triple]:
    """Yield a linkset for each vocabulary and relation, and the description of each vocabulary."""
    known = vocabularies()
    tallies: defaultdict[tuple[Vocabulary, NamedNode], _Tally] = defaultdict(_Tally)
    for triple in triples:
        if triple.predicate in _RELATIONS and isinstance(triple.object, NamedNode):
            tallies[_target(triple.object.value, known), triple.predicate].add(triple)
    for (vocabulary, relation), tally in tallies.items():
        name, target = key(vocabulary.prefix), _node("vocabulary", key(vocabulary.prefix))
        kind = relation.value.removeprefix(PREFIXES["skos"]).removesuffix("Match")
        links = _node("linkset", name, f"{kind}-match")
        yield Triple(DATASET, term("void:subset"), links)
        yield from _say(
            links,
            ("rdf:type", term("void:Linkset")),
            ("dcterms:title", Literal(f"{kind.capitalize()} matches in {vocabulary.title}")),
            ("void:subjectsTarget", DATASET),
            ("void:objectsTarget", target),
            ("void:linkPredicate", relation),
            *tally.said(),
        )
        yield from _vocabulary(target, vocabulary)


def _target(iri: str, known: Iterable[Vocabulary]) -> Vocabulary:
    for vocabulary in known:
        if iri.startswith(vocabulary.iri_space):
            return vocabulary
    raise AnakinraKGError(iri, "belongs to no vocabulary of data/mappings/vocabularies.tsv", "add a row for it")


def _vocabulary(node: NamedNode, vocabulary: Vocabulary) -> Iterator[Triple]:
    yield from _say(
        node,
        ("rdf:type", term("void:Dataset")),
        ("dcterms:title", Literal(vocabulary.title)),
        ("dcat:landingPage", NamedNode(vocabulary.homepage)),
        ("dcterms:rights", Literal(vocabulary.terms)),
        ("void:uriSpace", Literal(vocabulary.iri_space)),
    )
    if vocabulary.version:
        yield Triple(node, term("dcat:version"), Literal(vocabulary.version))
    if vocabulary.licence:
        yield Triple(node, term("dcterms:license"), NamedNode(vocabulary.licence))
    if vocabulary.stated_at:
        yield Triple(node, term("rdfs:seeAlso"), NamedNode(vocabulary.stated_at))
