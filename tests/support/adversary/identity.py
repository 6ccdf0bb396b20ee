"""Faults of identity: matches to public concepts, hierarchies, notations and schemes."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Triple

from anakinra_kg.rdf.names import PREFIXES, compress, term
from tests.support.adversary.world import World, chosen, short, text

if TYPE_CHECKING:
    from collections.abc import Iterator

_EXACT, _BROADER = term("skos:exactMatch"), term("skos:broader")
_MATCHES = tuple(term(f"skos:{name}Match") for name in ("exact", "close", "broad", "narrow", "related"))
_NEIGHBOURS = {
    "atc": "chembl.compound",
    "CHEBI": "HP",
    "chembl.compound": "chembl.target",
    "chembl.target": "chembl.compound",
    "DOID": "MONDO",
    "drugbank": "unii",
    "ensembl": "hgnc",
    "hgnc": "ncbigene",
    "HP": "DOID",
    "mesh": "rxnorm",
    "MONDO": "DOID",
    "ncbigene": "hgnc",
    "OAE": "HP",
    "pharmgkb.drug": "drugbank",
    "pubchem.compound": "CHEBI",
    "rxnorm": "mesh",
    "unii": "drugbank",
    "uniprot": "ensembl",
}
_OLD_SPELLINGS = {
    "obo/": "obo/",
    "http://purl.obolibrary.org/obo/": "http://www.ebi.ac.uk/obo/",
    "http://identifiers.org/": "http://bioregistry.io/",
    "http://id.nlm.nih.gov/mesh/": "https://meshb.nlm.nih.gov/record/ui?ui=",
    "https://go.drugbank.com/drugs/": "https://www.drugbank.ca/drugs/",
    "http://purl.uniprot.org/uniprot/": "https://www.uniprot.org/uniprot/",
    "http://rdf.ncbi.nlm.nih.gov/pubchem/compound/": "https://pubchem.ncbi.nlm.nih.gov/compound/",
    "http://purl.bioontology.org/ontology/RXNORM/": "http://rxnav.nlm.nih.gov/RXNORM/",
    "https://precision.fda.gov/uniisearch/srs/unii/": "https://fdasis.nlm.nih.gov/srs/unii/",
}


def make(world: World) -> None:
    """Make the faults of the matches in each vocabulary, and of the steps in each hierarchy."""
    by_vocabulary: dict[tuple[NamedNode, NamedNode, str], list[Triple]] = defaultdict(list)
    for predicate in _MATCHES:
        for triple in world.ordered:
            if triple.predicate == predicate and isinstance(triple.subject, NamedNode):
                cls = world.class_of(triple.subject)
                by_vocabulary[cls, predicate, compress(text(triple.object)).partition(":")[0]].append(triple)
    for (cls, predicate, prefix), triples in sorted(by_vocabulary.items(), key=str):
        for triple in chosen(triples, f"match {cls} {predicate} {prefix}"):
            _match(world, f"{short(cls)}/{short(predicate)}", triple, prefix, triples)
    for cls in sorted(world.members, key=str):
        steps = world.used.get((cls, _BROADER), [])
        for step in chosen(steps, f"step {cls}", 2):
            _hierarchy(world, f"{short(cls)}/skos:broader", step)
    for triple in chosen(world.used[term("akg:DrugClass"), term("skos:notation")], "notation", 3):
        for change, code in _notations(text(triple.object)):
            world.replaced(f"identity/akg:DrugClass/skos:notation/{change}", triple, Literal(code))


def _match(world: World, place: str, triple: Triple, prefix: str, fellows: list[Triple]) -> None:
    node, predicate, value = triple
    assert isinstance(node, NamedNode)
    assert isinstance(value, NamedNode)
    place, iri = f"identity/{place}", value.value
    for change, other in _other_iris(iri, prefix):
        if other != iri:
            world.replaced(f"{place}/{prefix} {change}", triple, NamedNode(other))
    for relation in _MATCHES:
        if relation != predicate:
            moved = Triple(node, relation, value)
            world.fault(f"{place}/{prefix} as {short(relation)}", [triple], [moved])
            world.fault(f"{place}/{prefix} {short(relation)} too", [], [moved])
    strangers = [t for t in fellows if t.subject != node]
    for fellow in chosen(strangers, f"fellow {value}"):
        theirs = [Triple(node, predicate, fellow.object), Triple(fellow.subject, predicate, value)]
        world.fault(f"{place}/{prefix} exchanged with another", [triple, fellow], theirs)
        world.fault(f"{place}/{prefix} that of another too", [], theirs[:1])
        world.fault(f"{place}/{prefix} moved to another", [triple], theirs[1:])
    world.fault(f"{place}/{prefix} left out", [triple])
    foreign = [
        t
        for t in world.ordered
        if t.predicate == _EXACT
        and isinstance(t.subject, NamedNode)
        and world.class_of(t.subject) != world.class_of(node)
    ]
    for stranger in chosen(foreign, f"foreign {value}"):
        world.fault(f"{place}/{prefix} beside one of another class", [], [Triple(node, predicate, stranger.object)])


def _other_iris(iri: str, prefix: str) -> Iterator[tuple[str, str]]:
    namespace = PREFIXES.get(prefix, "")
    code = iri.removeprefix(namespace)
    yield "other scheme", iri.replace("http:", "https:") if iri.startswith("http:") else iri.replace("https:", "http:")
    yield "other vocabulary", PREFIXES[_NEIGHBOURS.get(prefix, "mesh")] + code
    yield "slash after", f"{iri}/"
    yield "version after", f"{iri}.1"
    yield "space after", f"{iri}%20"
    yield "no code", namespace
    yield "cut", iri[:-1]
    yield "doubled digit", f"{iri}{iri[-1]}"
    yield "small letters", namespace + code.lower()
    yield "CURIE", f"urn:{prefix}:{code}"
    yield "other last digit", f"{iri[:-1]}{'7' if iri[-1] != '7' else '3'}"
    yield "digits exchanged", namespace + _exchanged(code)
    yield "hyphen", iri.replace("_", "-") if "_" in iri else f"{namespace}{code[:2]}-{code[2:]}"
    for old, new in _OLD_SPELLINGS.items():
        if iri.startswith(old):
            yield "address of a web page", iri.replace(old, new, 1)


def _exchanged(code: str) -> str:
    found = re.search(r"(\d)(?!\1)(\d)", code)
    return code if found is None else f"{code[: found.start()]}{found[2]}{found[1]}{code[found.end() :]}"


def _hierarchy(world: World, place: str, step: Triple) -> None:
    low, _, high = step
    assert isinstance(low, NamedNode)
    assert isinstance(high, NamedNode)
    place = f"hierarchy/{place}"
    up = Triple(high, _BROADER, low)
    world.fault(f"{place}/cycle", [], [up])
    world.fault(f"{place}/turned round", [step], [up])
    world.fault(f"{place}/itself", [], [Triple(low, _BROADER, low)])
    world.fault(f"{place}/left out", [step])
    world.fault(f"{place}/as exact match", [step], [Triple(low, _EXACT, high)])
    world.fault(f"{place}/narrower", [step], [Triple(low, term("skos:narrower"), high)])
    world.fault(f"{place}/related", [step], [Triple(low, term("skos:related"), high)])
    other = world.other(low, f"aunt {low}")
    if other is not None and other != high:
        world.fault(f"{place}/another too", [], [Triple(low, _BROADER, other)])
        world.replaced(f"{place}/another instead", step, other)
    far = [t for t in world.pointing[low] if t.predicate == _BROADER]
    for below in chosen(far, f"far {low}"):
        world.fault(f"{place}/long cycle", [], [Triple(high, _BROADER, below.subject)])
        world.replaced(f"{place}/step left out", below, high)


def _notations(code: str) -> Iterator[tuple[str, str]]:
    yield "cut", code[:-1]
    yield "longer", f"{code}1"
    yield "small letters", code.lower()
    yield "other letter", f"Z{code[1:]}"
    yield "other end", f"{code[:-1]}{'9' if code[-1] != '9' else '8'}"
    yield "with spaces", " ".join(code)
