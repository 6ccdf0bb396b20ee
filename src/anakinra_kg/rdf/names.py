"""The IRIs of the graph: namespaces, prefixes, and the conversion of names to IRIs of entities.

Uses no random numbers and no counters: the same name gives the same IRI on every machine.
"""

from __future__ import annotations

import unicodedata
from functools import cache

from pyoxigraph import NamedNode

BASE = "https://w3id.org/anakinra-kg/"
AKG = BASE + "ontology#"
AKD = BASE + "id/"
SHAPES = BASE + "shapes#"

TERM_PREFIXES = {
    "akd": AKD,
    "akg": AKG,
    "biolink": "https://w3id.org/biolink/vocab/",
    "csvw": "http://www.w3.org/ns/csvw#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "idmp": "https://spec.pistoiaalliance.org/idmp/ontology/ISO/ISO11615-MedicinalProducts/",
    "oa": "http://www.w3.org/ns/oa#",
    "obo": "http://purl.obolibrary.org/obo/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "qudt": "http://qudt.org/schema/qudt/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
    "shape": SHAPES,
    "sio": "http://semanticscience.org/resource/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "unit": "http://qudt.org/vocab/unit/",
    "vann": "http://purl.org/vocab/vann/",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""Prefix and namespace of each vocabulary used in the project; the same in every file."""

PREFIXES = TERM_PREFIXES | {
    "atc": "http://identifiers.org/atc/",
    "CHEBI": TERM_PREFIXES["obo"] + "CHEBI_",
    "chembl.compound": "http://identifiers.org/chembl.compound/",
    "chembl.target": "http://identifiers.org/chembl.target/",
    "DOID": TERM_PREFIXES["obo"] + "DOID_",
    "drugbank": "https://go.drugbank.com/drugs/",
    "ECO": TERM_PREFIXES["obo"] + "ECO_",
    "ensembl": "http://identifiers.org/ensembl/",
    "hgnc": "http://identifiers.org/hgnc/",
    "HP": TERM_PREFIXES["obo"] + "HP_",
    "mesh": "http://id.nlm.nih.gov/mesh/",
    "MONDO": TERM_PREFIXES["obo"] + "MONDO_",
    "ncbigene": "http://identifiers.org/ncbigene/",
    "OAE": TERM_PREFIXES["obo"] + "OAE_",
    "pharmgkb.drug": "http://identifiers.org/pharmgkb.drug/",
    "pubchem.compound": "http://rdf.ncbi.nlm.nih.gov/pubchem/compound/CID",
    "RO": TERM_PREFIXES["obo"] + "RO_",
    "rxnorm": "http://purl.bioontology.org/ontology/RXNORM/",
    "unii": "https://precision.fda.gov/uniisearch/srs/unii/",
    "uniprot": "http://purl.uniprot.org/uniprot/",
}
"""All prefixes for input and output: those above, and those of the identifiers of databases."""

_LONGEST_FIRST = sorted(PREFIXES.items(), key=lambda pair: -len(pair[1]))
_FOLDED = {prefix.casefold(): namespace for prefix, namespace in PREFIXES.items()}

# RFC 3987 path characters that need no escape and are significant in chemical and medical names.
_KEPT = "-._~()+,'!*;=:@"


@cache
def term(name: str) -> NamedNode:
    """Return the IRI of a prefixed name such as `skos:prefLabel`."""
    prefix, _, local = name.partition(":")
    return NamedNode(PREFIXES[prefix] + local)


def compress(iri: str) -> str:
    """Return an IRI as a CURIE with the longest matching namespace, such as `MONDO:0008383`; else the IRI."""
    for prefix, namespace in _LONGEST_FIRST:
        if iri.startswith(namespace) and len(iri) > len(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


def expand(curie: str) -> str | None:
    """Return the IRI of a CURIE, ignoring the case of its prefix; None if the prefix is unknown."""
    prefix, colon, local = curie.partition(":")
    namespace = PREFIXES.get(prefix) or _FOLDED.get(prefix.casefold())
    return namespace + local if colon and namespace and local else None


@cache
def key(name: str) -> str:
    """Return a name as part of an IRI path.

    Two names have the same key only if they differ in nothing but case, Unicode normalization (NFC), and white space or
    hyphens: `(R)-warfarin` and `(S)-Warfarin` have different keys, `End-Stage` and `end stage` the same.
    """
    from urllib.parse import quote  # noqa: PLC0415 - not needed to answer a question

    folded = unicodedata.normalize("NFC", name).casefold()
    hyphenated = "-".join(folded.replace("-", " ").split())
    return "".join(c if c.isalnum() else quote(c, safe=_KEPT) for c in hyphenated)


def entity(kind: str, *parts: str) -> NamedNode:
    """Return the IRI of an entity: its kind and the keys of its names, such as `…/id/drug/anakinra`."""
    return NamedNode(AKD + "/".join((kind, *(key(part) for part in parts))))
