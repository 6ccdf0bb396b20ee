"""The IRIs of the graph: namespaces, prefixes, and the conversion of names to IRIs of entities.

Uses no random numbers and no counters: the same name gives the same IRI on every machine.
"""

from __future__ import annotations

import re
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

_LONGEST_KEY = 90
"""Characters of the longest key: with base and kind, an IRI has at most 150."""

_SPELLED = {
    "<": "less than",
    ">": "greater than",
    "≤": "at most",
    "≥": "at least",
    "=": "equals",
    "%": "percent",
    "+": "plus",
    "±": "plus or minus",
    "&": "and",
    "*": "star",
    "#": "number",
    "@": "at",
    "°": "degrees",
    "′": "prime",
    "⁄": "per",
    "~": "about",
}
"""Signs that carry meaning, in words. Any other symbol, or letter of another script, has its Unicode name."""

_IGNORED = frozenset("®™©℠\u200b\u2060\ufeff\u00ad")
_APOSTROPHES = frozenset("'’‘ʼ")
_SCRIPT = re.compile(r"(?:GREEK|LATIN) SMALL (?:LETTER|LIGATURE) (?:FINAL )?(\w+)")
_PLAIN = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_PLAIN_WORDS = re.compile(r"[ ,;:()]*+(?:[a-z0-9]+(?:-[a-z0-9]+)*+(?:[ ,;:()]++|$))++")
"""Words with nothing between them that could mean something."""
_PLAIN_ID = re.compile(r"[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*")


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
    """Return a name as part of an IRI: words of `a-z` and `0-9` with a hyphen between them, at most 90 characters.

    Case, accents, white space, hyphens and marks that only separate (brackets, commas, quotation marks, a slash between
    words) do not make another name. Signs that carry meaning are written in words: `BMI >30 kg/m2` becomes
    `bmi-greater-than-30-kg-m2`, `0.67 mL` becomes `0-point-67-ml`, a Greek alpha becomes `alpha`. A longer name is
    cut after a word and ends with a part of its checksum.

    Example:
        >>> key("(R)-Warfarin"), key("black, tarry stools"), key("Sjögren's")
        ('r-warfarin', 'black-tarry-stools', 'sjogrens')
    """
    folded = unicodedata.normalize("NFC", name).casefold()
    if _PLAIN.fullmatch(folded):
        return _cut(folded)
    if _PLAIN_WORDS.fullmatch(folded):
        return _cut("-".join(re.findall(r"[a-z0-9]+", folded)))
    text = unicodedata.normalize("NFKC", "".join(c for c in folded if c not in _IGNORED)).casefold()
    text = text.replace("<=", "≤").replace(">=", "≥")
    spelled = "".join(_spelled(text, place) for place in range(len(text)))
    words = re.findall(r"[a-z0-9]+", spelled) or re.findall(r"[a-z0-9]+", " ".join(map(_called, folded)))
    return _cut("-".join(words))


def _spelled(text: str, place: int) -> str:
    """Return one character of a name as letters and digits, with a space for what separates words."""
    c = text[place]
    if c.isascii() and c.isalnum():
        return c
    if unicodedata.category(c) == "Mn":
        return ""
    word = _SPELLED.get(c) or _in_context(text, place)
    if word is not None:
        return f" {word} " if word else word
    if c.isalnum():
        letter = unicodedata.normalize("NFD", c)[0]
        return letter if letter.isascii() else f" {_called(c)} "
    return f" {_called(c)} " if unicodedata.category(c).startswith("S") else " "


def _in_context(text: str, place: int) -> str | None:
    """Return the word for a mark whose meaning depends on its neighbours; None where it only separates."""
    c, before, after = text[place], text[place - 1 : place] if place else "", text[place + 1 : place + 2]
    if c in _APOSTROPHES and before.isdigit():
        return "prime"
    if c in _APOSTROPHES and before.isalpha() and after.isalpha():
        return ""
    if c == "." and after.isdigit() and not before.isalpha():
        return "point"
    if c == "/" and after.isdigit():
        return "per"
    starts = not before or before.isspace() or before == "("
    if c in "-\N{MINUS SIGN}" and ((starts and after.isdigit()) or (not after and before.isalnum())):
        return "minus"
    return None


def _called(c: str) -> str:
    """Return the Unicode name of a character in lower case; of a Greek or Latin letter only its own part."""
    called = unicodedata.name(c, f"u{ord(c):x}")
    script = _SCRIPT.fullmatch(called)
    return (script[1] if script else called).lower()


def _cut(words: str) -> str:
    """Return words that a hyphen joins; if they are too long, the first of them and a part of their checksum."""
    if len(words) <= _LONGEST_KEY:
        return words
    from hashlib import sha256  # noqa: PLC0415 - rarely needed

    checksum = sha256(words.encode()).hexdigest()[:12]
    room = words[: _LONGEST_KEY - len(checksum)]
    return f"{room.rpartition('-')[0] or room[:-1]}-{checksum}"


def entity(kind: str, *parts: str) -> NamedNode:
    """Return the IRI of an entity: its kind and the keys of its names, such as `…/id/drug/anakinra`."""
    return NamedNode(f"{AKD}{kind}/{_cut('-'.join(map(key, parts)))}")


def document_iri(source: str, identifier: str) -> NamedNode:
    """Return the IRI of a page, such as `…/id/document/drugbank-DB00026`; a plain identifier is kept as it is."""
    return NamedNode(f"{AKD}document/{_document_key(source, identifier)}")


def claim_iri(kind: str, source: str, identifier: str, *parts: str) -> NamedNode:
    """Return the IRI of a claim of a page, such as `…/id/interaction/mayoclinic-anakinra-abatacept`.

    An identifier with hyphens ends in two of them: `insulin` and `insulin-glargine` never share an IRI.
    """
    own = _document_key(source, identifier)
    between = "--" if "-" in own.removeprefix(f"{source}-") else "-"
    return NamedNode(f"{AKD}{kind}/{_cut(own + between + '-'.join(map(key, parts)))}")


def _document_key(source: str, identifier: str) -> str:
    return _cut(f"{source}-{identifier if _PLAIN_ID.fullmatch(identifier) else key(identifier)}")
