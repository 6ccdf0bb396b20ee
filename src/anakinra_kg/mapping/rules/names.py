"""The rules for facts about names, codes and classes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal

from anakinra_kg.facts import records as k
from anakinra_kg.mapping.rules.registry import rule

if TYPE_CHECKING:
    from anakinra_kg.mapping.claims import Claim


@rule(
    k.Identifier,
    "akg:IdentifierClaim",
    "{of_drug}: {scheme} {value}",
    lambda f: (f.scheme, f.value),
)
def _identifier(c: Claim, f: k.Identifier) -> None:
    c.text("akg:identifierScheme", f.scheme)
    c.text("akg:identifierValue", f.value)
    c.shortcut("dcterms:identifier", Literal(f.value))


@rule(
    k.Synonym,
    "akg:SynonymClaim",
    "{name}: name of {of_drug}",
    lambda f: (f.name,),
)
def _synonym(c: Claim, f: k.Synonym) -> None:
    c.text("akg:name", f.name)
    c.writer.drug(c.document.drug, also_called=f.name)


@rule(
    k.BrandName,
    "akg:BrandNameClaim",
    "{name}: brand name of {of_drug}[ in {country}][, {labeller}]",
    lambda f: (f.name, f.country),
)
def _brand_name(c: Claim, f: k.BrandName) -> None:
    c.text("akg:name", f.name)
    c.code("akg:country", "jurisdiction", f.country)
    c.name("akg:labeller", "organization", "akg:Organization", f.labeller)
    c.shortcut("akg:hasBrandName", Literal(f.name))


@rule(
    k.Ingredient,
    "akg:IngredientClaim",
    "{name}: form of {of_drug}[, UNII {unii}][, CAS {cas}][, InChIKey {inchi_key}][, {identifier}]",
    lambda f: (f.name,),
)
def _ingredient(c: Claim, f: k.Ingredient) -> None:
    c.text("akg:name", f.name)
    c.text("akg:unii", f.unii)
    c.text("akg:casNumber", f.cas)
    c.text("akg:inchiKey", f.inchi_key)
    c.text("akg:identifierValue", f.identifier)


@rule(
    k.Classification,
    "akg:ClassificationClaim",
    "{of_drug} in {scheme}[ {code}]: {name}[ ({level})]",
    lambda f: (f.scheme, f.level, f.code or f.name),
)
def _classification(c: Claim, f: k.Classification) -> None:
    node = c.writer.drug_class(f.scheme, f.code, f.name)
    c.add("akg:classifiedAs", node)
    c.text("akg:classificationLevel", f.level)
    c.shortcut("akg:hasClassification", node)
    c.shortcut("akg:inDrugClass", node)
