"""The rules for facts about proteins and biology."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from anakinra_kg.facts import records as k
from anakinra_kg.mapping.rules.registry import rule
from anakinra_kg.rdf.names import key

if TYPE_CHECKING:
    from pyoxigraph import NamedNode

    from anakinra_kg.mapping.claims import Claim

_ACCESSION = re.compile(r"DB\d+")
_RELATED: dict[k.RelatedKind, tuple[str, str]] = {
    "drug": ("drug", "akg:Drug"),
    "protein": ("protein", "akg:Protein"),
    "condition": ("condition", "akg:Condition"),
    "finding": ("finding", "akg:ClinicalFinding"),
    "biological entity": ("biological-entity", "akg:BiologicalEntity"),
}
"""Kind and class of the entities that a relation connects."""


def _protein(c: Claim, f: k.Target | k.InteractingProtein) -> NamedNode:
    node = c.writer.named("protein", "akg:Protein", f.name)
    c.code("akg:pharmacologicalAction", "pharmacological-action", f.pharmacological_action)
    c.texts("akg:proteinAction", f.actions)
    c.name("akg:organism", "organism", "akg:Organism", f.organism)
    c.text("akg:generalFunction", f.general_function)
    c.decimal("akg:molecularWeightInDaltons", f.molecular_weight_da)
    c.text("akg:geneSymbol", f.gene)
    c.text("akg:uniprotAccession", f.uniprot)
    c.text("akg:identifierValue", f.identifier)
    c.texts("akg:componentAccession", f.components)
    return node


@rule(
    k.Target,
    "akg:TargetClaim",
    (
        "{name}: target of {of_drug}[, pharmacological action {pharmacological_action}][, {actions}]"
        "[, {organism}][, {molecular_weight_da} Da]"
    ),
    lambda f: (f.name,),
)
def _target(c: Claim, f: k.Target) -> None:
    node = _protein(c, f)
    c.add("akg:target", node)
    c.shortcut("akg:hasTarget", node)


@rule(
    k.InteractingProtein,
    "akg:InteractingProteinClaim",
    (
        "{name}: [{role}|protein] of {of_drug}[, pharmacological action {pharmacological_action}]"
        "[, {actions}][, {organism}][, {molecular_weight_da} Da]"
    ),
    lambda f: (f.name, f.role),
)
def _interacting_protein(c: Claim, f: k.InteractingProtein) -> None:
    node = _protein(c, f)
    c.add("akg:protein", node)
    c.code("akg:proteinRole", "protein-role", f.role)
    c.text("akg:inhibitionStrength", f.inhibition_strength)
    c.text("akg:inductionStrength", f.induction_strength)
    c.shortcut("akg:interactsWithProtein", node)


@rule(
    k.Pathway,
    "akg:PathwayClaim",
    "{name}: pathway of {of_drug}[, {category}][, {identifier}]",
    lambda f: (f.name,),
)
def _pathway(c: Claim, f: k.Pathway) -> None:
    c.text("akg:name", f.name)
    c.text("akg:pathwayCategory", f.category)
    c.text("akg:identifierValue", f.identifier)
    for name in f.drugs:
        c.add("akg:pathwayDrug", c.writer.drug(name))
    c.texts("akg:componentAccession", f.enzymes)


def _reactant(c: Claim, name: str, identifier: str | None) -> NamedNode:
    """Return a participant of a reaction; DrugBank identifies drugs as DB00001, metabolites as DBMET00001."""
    if identifier is not None and _ACCESSION.fullmatch(identifier):
        return c.writer.drug(name)
    return c.writer.named("substance", "akg:Substance", name)


@rule(
    k.Reaction,
    "akg:ReactionClaim",
    "{substrate} to {metabolite}: metabolism of {of_drug}[, step {step}]",
    lambda f: (f.step, f.substrate, f.metabolite),
)
def _reaction(c: Claim, f: k.Reaction) -> None:
    c.text("akg:reactionStep", f.step)
    c.add("akg:substrate", _reactant(c, f.substrate, f.substrate_id))
    c.text("akg:substrateIdentifier", f.substrate_id)
    c.add("akg:metabolite", _reactant(c, f.metabolite, f.metabolite_id))
    c.text("akg:metaboliteIdentifier", f.metabolite_id)
    c.texts("akg:componentAccession", f.enzymes)


@rule(
    k.PharmacogenomicEffect,
    "akg:PharmacogenomicClaim",
    (
        "{protein}[, {allele}][, {rs_id}][, {genotype}][, {defining_change}]: changes the effect of {of_drug}"
        "[, {adverse_reaction}]"
    ),
    lambda f: (f.protein, f.allele, f.rs_id, f.defining_change),
)
def _pharmacogenomic_effect(c: Claim, f: k.PharmacogenomicEffect) -> None:
    c.name("akg:protein", "protein", "akg:Protein", f.protein)
    c.text("akg:evidenceKind", f.evidence)
    c.text("akg:allele", f.allele)
    c.text("akg:genotype", f.genotype)
    c.text("akg:definingChange", f.defining_change)
    c.text("akg:effectAsWritten", f.adverse_reaction)
    c.text("akg:geneSymbol", f.gene)
    c.text("akg:uniprotAccession", f.uniprot)
    c.text("akg:rsIdentifier", f.rs_id)
    c.text("akg:pmid", f.pmid)
    c.texts("akg:notAvailable", f.not_available)


@rule(
    k.Mechanism,
    "akg:MechanismClaim",
    "{of_drug}, {action}: {target}[, {effect}][, {role}]",
    lambda f: (f.action, f.target),
)
def _mechanism(c: Claim, f: k.Mechanism) -> None:
    node = c.name("akg:target", "protein", "akg:Protein", f.target)
    c.text("akg:mechanism", f.action)
    c.text("akg:mechanismEffect", f.effect)
    c.code("akg:targetRole", "target-role", f.role)
    if f.role == "antagonist" and node is not None:
        c.shortcut("obo:RO_0018029", node)


def _names_drug(f: k.Relation, drug: str) -> bool:
    return any(
        kind == "drug" and key(name) == key(drug)
        for kind, name in ((f.subject_kind, f.subject), (f.object_kind, f.object))
    )


def _relation_key(f: k.Relation) -> tuple[str | None, ...]:
    return (f.subject, f.relation, "cut" if f.object_cut else f.object)


@rule(
    k.Relation,
    "akg:BiologicalRelation",
    "{subject} {relation} {object}[ (cut: {object_cut})][, {context}]",
    _relation_key,
    about_drug=_names_drug,
)
def _relation(c: Claim, f: k.Relation) -> None:
    c.add("akg:relationSubject", c.writer.named(*_RELATED[f.subject_kind], f.subject))
    c.text("akg:subjectAsWritten", f.subject)
    c.code("akg:relation", "relation", f.relation)
    if f.object_cut:
        c.flag("akg:objectCut", f.object_cut)  # what is left of a name names nothing
    else:
        c.add("akg:relationObject", c.writer.named(*_RELATED[f.object_kind], f.object))
    c.text("akg:objectAsWritten", f.object)
    c.text("akg:context", f.context)
