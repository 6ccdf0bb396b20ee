"""What each kind of fact becomes in RDF: class and key of its claim, its properties, its shortcut triple.

One function a kind; a kind without one (`dismissed`) states nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeVar

from pyoxigraph import Literal, NamedNode

from anakinra_kg import facts as k
from anakinra_kg.iris import entity, term
from anakinra_kg.mapping.claims import document_iri, integer_literal
from anakinra_kg.mapping.units import UNITS
from anakinra_kg.mapping.words import STUDY_TOPICS

if TYPE_CHECKING:
    from collections.abc import Callable

    from anakinra_kg.mapping.claims import Claim

_F = TypeVar("_F", bound=k.Fact)
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")
_AS_WRITTEN = {
    "akg:adverseEffect": "akg:effectAsWritten",
    "akg:includesReaction": "akg:reactionAsWritten",
    "akg:reaction": "akg:reactionAsWritten",
    "akg:symptom": "akg:symptomAsWritten",
}


@dataclass(frozen=True, slots=True)
class Rule:
    """How one kind of fact is mapped.

    Attributes:
        cls: Class of the claim, as a prefixed name.
        key: The names that tell this claim from the document's others of its kind.
        apply: Writes the claim's own properties.
    """

    cls: str
    key: Callable[[Any], tuple[str, ...]]
    apply: Callable[[Claim, Any], None]


RULES: dict[str, Rule] = {}


def _rule(
    record: type[_F], cls: str, key: Callable[[_F], tuple[str | None, ...]]
) -> Callable[[Callable[[Claim, _F], None]], Callable[[Claim, _F], None]]:
    def register(apply: Callable[[Claim, _F], None]) -> Callable[[Claim, _F], None]:
        RULES[record.kind] = Rule(cls, lambda fact: tuple(part for part in key(fact) if part), apply)
        return apply

    return register


# --- names and codes -------------------------------------------------------------------------------------------------


@_rule(k.Identifier, "akg:IdentifierClaim", lambda f: (f.scheme, f.value))
def _identifier(c: Claim, f: k.Identifier) -> None:
    c.text("akg:identifierScheme", f.scheme)
    c.text("akg:identifierValue", f.value)
    c.shortcut("dcterms:identifier", Literal(f.value))


@_rule(k.Synonym, "akg:SynonymClaim", lambda f: (f.name,))
def _synonym(c: Claim, f: k.Synonym) -> None:
    c.text("akg:name", f.name)
    c.writer.drug(c.document.drug, also_called=f.name)


@_rule(k.BrandName, "akg:BrandNameClaim", lambda f: (f.name, f.country))
def _brand_name(c: Claim, f: k.BrandName) -> None:
    c.text("akg:name", f.name)
    c.code("akg:country", "jurisdiction", f.country)
    c.name("akg:labeller", "organization", "akg:Organization", f.labeller)
    c.shortcut("akg:hasBrandName", Literal(f.name))


@_rule(k.Ingredient, "akg:IngredientClaim", lambda f: (f.name,))
def _ingredient(c: Claim, f: k.Ingredient) -> None:
    c.text("akg:name", f.name)
    c.text("akg:unii", f.unii)
    c.text("akg:casNumber", f.cas)
    c.text("akg:inchiKey", f.inchi_key)
    c.text("akg:identifierValue", f.identifier)


@_rule(k.Classification, "akg:ClassificationClaim", lambda f: (f.scheme, f.level, f.code or f.name))
def _classification(c: Claim, f: k.Classification) -> None:
    node = c.writer.drug_class(f.scheme, f.code, f.name)
    c.add("akg:classifiedAs", node)
    c.text("akg:classificationLevel", f.level)
    c.shortcut("akg:hasClassification", node)
    c.shortcut("akg:inDrugClass", node)


# --- the substance ---------------------------------------------------------------------------------------------------


@_rule(k.Property, "akg:PropertyClaim", lambda f: (f.name, f.basis if f.basis == "predicted" else None))
def _property(c: Claim, f: k.Property) -> None:
    c.name("akg:property", "property", "akg:SubstanceProperty", f.name)
    c.text("akg:valueAsWritten", f.value)
    if _NUMBER.fullmatch(f.value):
        c.decimal("akg:numericValue", Decimal(f.value))
    _unit(c, f.unit)
    c.code("akg:basis", "basis", f.basis)
    c.decimal("akg:probability", f.probability)
    c.text("akg:valueSource", f.source)
    c.texts("akg:notAvailable", f.not_available)
    c.texts("akg:notApplicable", f.not_applicable)


@_rule(k.Spectrum, "akg:SpectrumClaim", lambda f: (f.name, f.splash_key))
def _spectrum(c: Claim, f: k.Spectrum) -> None:
    c.text("akg:name", f.name)
    c.text("akg:spectrumType", f.type)
    c.text("akg:splashKey", f.splash_key)
    c.texts("akg:notAvailable", f.not_available)
    c.texts("akg:notApplicable", f.not_applicable)


@_rule(k.Characteristic, "akg:CharacteristicClaim", lambda f: (f.aspect, f.value))
def _characteristic(c: Claim, f: k.Characteristic) -> None:
    c.text("akg:aspect", f.aspect)
    c.text("akg:characteristic", f.value)


@_rule(k.Organism, "akg:OrganismClaim", lambda f: (f.name,))
def _organism(c: Claim, f: k.Organism) -> None:
    node = c.name("akg:organism", "organism", "akg:Organism", f.name)
    assert node is not None  # noqa: S101 - the field is required
    c.shortcut("akg:affectsOrganism", node)


# --- products and supply ---------------------------------------------------------------------------------------------


@_rule(k.Product, "akg:Product", lambda f: (f.name, f.dosage_form, f.strength, f.route, f.region))
def _product(c: Claim, f: k.Product) -> None:
    c.text("akg:name", f.name)
    c.name("akg:dosageForm", "dosage-form", "akg:DosageForm", f.dosage_form)
    c.text("akg:strength", f.strength)
    _route(c, f.route)
    c.name("akg:labeller", "organization", "akg:Organization", f.labeller)
    c.typed("akg:marketingStart", f.marketing_start, "xsd:date")
    c.typed("akg:marketingEnd", f.marketing_end, "xsd:date")
    c.code("akg:region", "jurisdiction", f.region)
    c.code("akg:productCategory", "product-category", f.category)
    c.text("akg:ingredientsAsWritten", f.ingredients)
    c.text("akg:supplementalIngredientsAsWritten", f.supplemental_ingredients)
    c.flag("akg:isGeneric", f.generic)
    c.flag("akg:isOverTheCounter", f.over_the_counter)
    c.flag("akg:isApproved", f.approved)
    c.text("akg:register", f.register)
    for predicate, code in (
        ("akg:ndcId", f.ndc_id),
        ("akg:ndcProductCode", f.ndc_product_code),
        ("akg:dpdId", f.dpd_id),
        ("akg:emaProductCode", f.ema_product_code),
        ("akg:emaAuthorisation", f.ema_authorisation),
        ("akg:fdaApplication", f.fda_application),
    ):
        c.text(predicate, code)
    c.texts("akg:notApplicable", f.not_applicable)
    c.texts("akg:notAvailable", f.not_available)
    c.shortcut("akg:hasProduct", c.node)


@_rule(k.DosageForm, "akg:DosageFormClaim", lambda f: (f.form, f.route, f.strength))
def _dosage_form(c: Claim, f: k.DosageForm) -> None:
    node = c.name("akg:dosageForm", "dosage-form", "akg:DosageForm", f.form)
    _route(c, f.route)
    c.text("akg:strength", f.strength)
    c.texts("akg:notApplicable", f.not_applicable)
    if node is not None:
        c.shortcut("akg:hasDosageForm", node)


@_rule(k.Price, "akg:PriceClaim", lambda f: (f.description,))
def _price(c: Claim, f: k.Price) -> None:
    c.text("akg:productDescription", f.description)
    c.decimal("schema:costPerUnit", f.cost)
    c.text("schema:costCurrency", f.currency)
    c.text("akg:pricedUnit", f.unit)


def _supplier(c: Claim, name: str, role: str) -> None:
    c.code("akg:supplierRole", "supplier-role", role)
    node = c.name("akg:supplier", "organization", "akg:Organization", name)
    if node is not None:
        c.shortcut("akg:hasSupplier", node)


@_rule(k.Packager, "akg:SupplierClaim", lambda f: (f.name,))
def _packager(c: Claim, f: k.Packager) -> None:
    _supplier(c, f.name, "packager")


@_rule(k.Manufacturer, "akg:SupplierClaim", lambda f: (f.name,))
def _manufacturer(c: Claim, f: k.Manufacturer) -> None:
    _supplier(c, f.name, "manufacturer")


@_rule(k.Supplier, "akg:SupplierClaim", lambda f: (f.name,))
def _supplier_of_unknown_role(c: Claim, f: k.Supplier) -> None:
    _supplier(c, f.name, "manufacturer or packager")


@_rule(k.Availability, "akg:AvailabilityClaim", lambda f: (f.status, *f.conditions))
def _availability(c: Claim, f: k.Availability) -> None:
    c.code("akg:availabilityStatus", "availability", f.status)
    for condition in f.conditions:
        _condition(c, condition)


@_rule(k.Patent, "akg:PatentClaim", lambda f: (f.country, f.number))
def _patent(c: Claim, f: k.Patent) -> None:
    c.text("akg:patentNumber", f.number)
    c.text("akg:countryAsWritten", f.country)
    c.typed("akg:approvalDate", f.approved, "xsd:date")
    c.typed("akg:expiryDate", f.expires, "xsd:date")
    c.flag("akg:hasPediatricExtension", f.pediatric_extension)


@_rule(k.Approval, "akg:ApprovalClaim", lambda f: (f.agency,))
def _approval(c: Claim, f: k.Approval) -> None:
    c.name("akg:agency", "organization", "akg:Organization", f.agency)
    c.typed("akg:approvalDate", f.date, "xsd:date")


# --- proteins and biology --------------------------------------------------------------------------------------------


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


@_rule(k.Target, "akg:TargetClaim", lambda f: (f.name,))
def _target(c: Claim, f: k.Target) -> None:
    node = _protein(c, f)
    c.add("akg:target", node)
    c.shortcut("akg:hasTarget", node)


@_rule(k.InteractingProtein, "akg:InteractingProteinClaim", lambda f: (f.name, f.role))
def _interacting_protein(c: Claim, f: k.InteractingProtein) -> None:
    node = _protein(c, f)
    c.add("akg:protein", node)
    c.code("akg:proteinRole", "protein-role", f.role)
    c.text("akg:inhibitionStrength", f.inhibition_strength)
    c.text("akg:inductionStrength", f.induction_strength)
    c.shortcut("akg:interactsWithProtein", node)


@_rule(k.Pathway, "akg:PathwayClaim", lambda f: (f.name,))
def _pathway(c: Claim, f: k.Pathway) -> None:
    c.text("akg:name", f.name)
    c.text("akg:pathwayCategory", f.category)
    c.text("akg:identifierValue", f.identifier)
    for name in f.drugs:
        c.add("akg:pathwayDrug", c.writer.drug(name))
    c.texts("akg:componentAccession", f.enzymes)


@_rule(k.Reaction, "akg:ReactionClaim", lambda f: (f.step, f.substrate, f.metabolite))
def _reaction(c: Claim, f: k.Reaction) -> None:
    c.text("akg:reactionStep", f.step)
    c.add("akg:substrate", c.writer.known_or_named(f.substrate, "substance", "akg:Substance"))
    c.text("akg:substrateIdentifier", f.substrate_id)
    c.add("akg:metabolite", c.writer.known_or_named(f.metabolite, "substance", "akg:Substance"))
    c.text("akg:metaboliteIdentifier", f.metabolite_id)
    c.texts("akg:componentAccession", f.enzymes)


@_rule(k.PharmacogenomicEffect, "akg:PharmacogenomicClaim", lambda f: (f.protein, f.allele, f.rs_id, f.defining_change))
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


@_rule(k.Mechanism, "akg:MechanismClaim", lambda f: (f.action, f.target))
def _mechanism(c: Claim, f: k.Mechanism) -> None:
    node = c.name("akg:target", "protein", "akg:Protein", f.target)
    c.text("akg:mechanism", f.action)
    c.text("akg:mechanismEffect", f.effect)
    c.code("akg:targetRole", "target-role", f.role)
    if f.role == "antagonist" and node is not None:
        c.shortcut("obo:RO_0018029", node)


@_rule(k.Relation, "akg:BiologicalRelation", lambda f: (f.subject, f.relation, f.object))
def _relation(c: Claim, f: k.Relation) -> None:
    c.add("akg:relationSubject", c.writer.known_or_named(f.subject, "biological-entity", "akg:BiologicalEntity"))
    c.text("akg:subjectAsWritten", f.subject)
    c.code("akg:relation", "relation", f.relation)
    c.add("akg:relationObject", c.writer.known_or_named(f.object, "biological-entity", "akg:BiologicalEntity"))
    c.text("akg:objectAsWritten", f.object)
    c.text("akg:context", f.context)


# --- use -------------------------------------------------------------------------------------------------------------


def _condition(c: Claim, name: str, predicate: str = "akg:condition") -> NamedNode:
    """Point at the condition that the words of the page mean, and keep the words."""
    node = c.writer.named("condition", "akg:Condition", name)
    c.add(predicate, node)
    c.text("akg:conditionAsWritten", name)
    return node


@_rule(k.Indication, "akg:Indication", lambda f: (f.condition, f.population))
def _indication(c: Claim, f: k.Indication) -> None:
    node = _condition(c, f.condition)
    _population(c, f.population)
    c.text("akg:severity", f.severity)
    c.text("akg:lineOfTherapy", f.line_of_therapy)
    c.texts("akg:prerequisite", f.prerequisites)
    c.texts("akg:criterion", f.criteria)
    c.text("akg:useNote", f.use)
    c.text("akg:aim", f.aim)
    c.shortcut("akg:isIndicatedFor", node)


@_rule(k.DosingRegimen, "akg:DosingRegimen", lambda f: (f.form, f.condition, f.product, f.setting, f.population))
def _dosing_regimen(c: Claim, f: k.DosingRegimen) -> None:
    for condition in f.conditions or ((f.condition,) if f.condition else ()):
        c.name("akg:condition", "condition", "akg:Condition", condition)
    c.text("akg:conditionAsWritten", f.condition)
    _population(c, f.population)
    c.text("akg:dosageFormAsWritten", f.form)
    c.text("akg:productAsWritten", f.product)
    c.text("akg:situation", f.setting)
    c.code("akg:doseStage", "dose-stage", f.stage)
    c.decimal("akg:lowDose", f.low)
    c.decimal("akg:highDose", f.high)
    c.decimal("akg:maximumDose", f.maximum)
    _unit(c, f.unit, "akg:doseUnit")
    c.text("akg:dosePeriod", f.per)
    c.text("akg:doseFrequency", f.frequency)
    _route(c, f.route)
    c.code("akg:dosingAdvice", "dosing-advice", f.advice)
    c.text("akg:doseBasis", f.basis)


@_rule(k.TreatmentDuration, "akg:TreatmentDuration", lambda f: (f.condition,))
def _treatment_duration(c: Claim, f: k.TreatmentDuration) -> None:
    _condition(c, f.condition)
    c.decimal("akg:lowValue", f.low)
    c.decimal("akg:highValue", f.high)
    _unit(c, f.unit)
    _route(c, f.route)


@_rule(k.PopulationAdvice, "akg:PopulationAdvice", lambda f: (f.population, f.group, f.finding, f.condition))
def _population_advice(c: Claim, f: k.PopulationAdvice) -> None:
    _population(c, f.population)
    c.text("akg:populationGroup", f.group)
    c.text("akg:finding", f.finding)
    if f.condition is not None:
        _condition(c, f.condition)
    c.text("akg:action", f.action)


@_rule(k.Instruction, "akg:Instruction", lambda f: (f.topic, f.instruction, *f.conditions))
def _instruction(c: Claim, f: k.Instruction) -> None:
    c.code("akg:topic", "topic", f.topic)
    c.text("akg:instruction", f.instruction)
    c.text("akg:situation", f.situation)
    for condition in f.conditions:
        _condition(c, condition)


def _trial_group_key(f: k.TrialGroup) -> tuple[str | None, ...]:
    return (",".join(f.phases) or "unknown", f.status, f.purpose or "unknown", *f.conditions)


@_rule(k.TrialGroup, "akg:TrialGroup", _trial_group_key)
def _trial_group(c: Claim, f: k.TrialGroup) -> None:
    c.text("akg:phasesAsWritten", ", ".join(f.phases) or None)
    for phase in f.phases:
        c.code("akg:phase", "phase", phase)
    c.code("akg:trialStatus", "trial-status", f.status)
    c.code("akg:trialPurpose", "trial-purpose", f.purpose)
    c.add("akg:trialCount", integer_literal(f.count))
    c.texts("akg:notAvailable", f.not_available)
    c.text("akg:conditionsAsWritten", " / ".join(f.conditions) or None)
    for name in f.conditions:
        kind = STUDY_TOPICS.get(name)
        if kind is None:
            c.shortcut("akg:investigatedFor", _condition(c, name))
        else:
            c.text("akg:conditionAsWritten", name)
            node = c.writer.named("study-topic", "akg:StudyTopic", name)
            c.writer.add(node, "akg:topicKind", entity("topic-kind", kind))
            c.add("akg:studyTopic", node)


# --- effects, interactions, cautions ---------------------------------------------------------------------------------


def _finding(c: Claim, predicate: str, name: str, context: str | None = None) -> NamedNode:
    """Point at the finding that the words of the page mean, and keep the words."""
    node = c.writer.named("finding", "akg:ClinicalFinding", name, context)
    c.add(predicate, node)
    c.text(_AS_WRITTEN[predicate], name)
    return node


def _interaction_key(f: k.Interaction) -> tuple[str | None, ...]:
    # A page may list a drug in one place and forbid it in another: two statements, two nodes.
    return (f.drug, f.advice if f.advice == "do not combine" else None)


@_rule(k.Interaction, "akg:Interaction", _interaction_key)
def _interaction(c: Claim, f: k.Interaction) -> None:
    if f.category is None:
        other = c.writer.drug(f.drug)
        c.shortcut("biolink:pharmacologically_interacts_with", other)
    else:
        other = c.writer.named("substance", "akg:Substance", f.drug)
    c.add("akg:interactsWith", other)
    c.text("akg:drugAsWritten", f.drug)
    if f.drug_id is not None:
        c.writer.add(other, "dcterms:identifier", Literal(f.drug_id))
    c.name("akg:interactionEffect", "interaction-effect", "akg:InteractionEffect", f.effect)
    c.text("akg:activity", f.activity)
    c.code("akg:direction", "direction", f.direction)
    if f.affected is not None:
        c.add("akg:affectedDrug", c.writer.drug(f.affected))
    c.code("akg:interactionAdvice", "interaction-advice", f.advice)
    c.code("akg:interactionCategory", "interaction-category", f.category)
    c.text("akg:brandNamed", f.brand)


@_rule(k.AdverseEffect, "akg:AdverseEffectClaim", lambda f: (f.effect, f.frequency, f.attention, f.population))
def _adverse_effect(c: Claim, f: k.AdverseEffect) -> None:
    node = _finding(c, "akg:adverseEffect", f.effect)
    c.code("akg:frequency", "frequency", f.frequency)
    c.code("akg:attention", "attention", f.attention)
    _population(c, f.population)
    c.decimal("akg:thresholdPercent", f.threshold_percent)
    c.code("akg:thresholdRelation", "threshold-relation", f.threshold_relation)
    c.text("akg:period", f.period)
    c.shortcut("akg:hasAdverseEffect", node)


@_rule(k.OverdoseSymptom, "akg:OverdoseSymptomClaim", lambda f: (f.effect,))
def _overdose_symptom(c: Claim, f: k.OverdoseSymptom) -> None:
    _finding(c, "akg:symptom", f.effect)
    c.code("akg:attention", "attention", f.attention)


@_rule(k.MedicalProblem, "akg:MedicalProblemClaim", lambda f: (f.problem, f.advice))
def _medical_problem(c: Claim, f: k.MedicalProblem) -> None:
    node = _condition(c, f.problem, "akg:medicalProblem")
    c.code("akg:problemAdvice", "problem-advice", f.advice)
    c.text("akg:consequence", f.consequence)
    if f.advice == "should not be used":
        c.shortcut("akg:isContraindicatedIn", node)


@_rule(k.Precaution, "akg:Precaution", lambda f: (f.topic, f.statement))
def _precaution(c: Claim, f: k.Precaution) -> None:
    c.code("akg:topic", "topic", f.topic)
    c.text("akg:statement", f.statement)
    c.text("akg:action", f.action)
    c.text("akg:situation", f.situation)
    _population(c, f.population)
    if f.reaction is not None:
        _finding(c, "akg:reaction", f.reaction)
    for name in f.including:
        _finding(c, "akg:includesReaction", name)


@_rule(k.WarningSymptom, "akg:WarningSymptom", lambda f: (f.reaction, f.symptom))
def _warning_symptom(c: Claim, f: k.WarningSymptom) -> None:
    _finding(c, "akg:reaction", f.reaction)
    _finding(c, "akg:symptom", f.symptom, context=f.reaction)
    c.text("akg:action", f.action)
    c.text("akg:situation", f.situation)


# --- pharmacokinetics ------------------------------------------------------------------------------------------------


@_rule(k.Pharmacokinetic, "akg:PharmacokineticClaim", lambda f: (f.parameter, f.population))
def _pharmacokinetic(c: Claim, f: k.Pharmacokinetic) -> None:
    c.code("akg:parameter", "parameter", f.parameter)
    c.decimal("akg:lowValue", f.low)
    c.decimal("akg:highValue", f.high)
    c.decimal("akg:meanValue", f.mean)
    c.decimal("akg:centralValue", f.value)
    _unit(c, f.unit)
    c.text("akg:finding", f.finding)
    _population(c, f.population)
    c.decimal("akg:lowDose", f.dose_low)
    c.decimal("akg:highDose", f.dose_high)
    _unit(c, f.dose_unit, "akg:doseUnit")
    c.text("akg:doseFrequency", f.dose_frequency)
    c.text("akg:administration", f.administration)
    _route(c, f.route)


@_rule(k.PharmacokineticInfluence, "akg:PharmacokineticInfluence", lambda f: (f.parameter, f.factor))
def _pharmacokinetic_influence(c: Claim, f: k.PharmacokineticInfluence) -> None:
    c.code("akg:parameter", "parameter", f.parameter)
    c.text("akg:factor", f.factor)
    c.code("akg:influence", "influence", f.influence)


# --- the page and what it cites --------------------------------------------------------------------------------------


@_rule(k.Reference, "akg:Citation", lambda f: (f.about, f.about_name, f.pmid or f.title or f.citation))
def _reference(c: Claim, f: k.Reference) -> None:
    work = entity("work", *(("pmid", f.pmid) if f.pmid else (f.title or f.citation or "untitled",)))
    c.writer.add(work, "rdf:type", term("akg:Work"))
    for predicate, value in (
        ("dcterms:title", f.title),
        ("dcterms:bibliographicCitation", f.citation),
        ("akg:authors", f.authors),
        ("akg:pmid", f.pmid),
        ("akg:isbn", f.isbn),
        ("akg:address", f.address),
    ):
        if value is not None:
            c.writer.add_first(work, predicate, value)
    c.add("akg:citedWork", work)
    c.code("akg:citedAbout", "cited-about", f.about)
    if f.about_name is not None:
        c.add("akg:citedProtein", c.writer.named("protein", "akg:Protein", f.about_name))
    if f.number is not None:
        c.add("akg:referenceNumber", integer_literal(f.number))


@_rule(k.ExternalLink, "akg:ExternalLink", lambda f: (f.resource,))
def _external_link(c: Claim, f: k.ExternalLink) -> None:
    c.text("akg:resourceName", f.resource)
    c.text("akg:address", f.address)


@_rule(k.Download, "akg:Download", lambda f: (f.name,))
def _download(c: Claim, f: k.Download) -> None:
    c.text("akg:name", f.name)
    c.decimal("akg:fileSize", f.size)
    c.text("akg:fileSizeUnit", f.unit)


@_rule(k.Gap, "akg:Gap", lambda f: (f.field,))
def _gap(c: Claim, f: k.Gap) -> None:
    c.text("akg:missingField", f.field)


@_rule(k.RecordDate, "akg:RecordDate", lambda f: (f.event,))
def _record_date(c: Claim, f: k.RecordDate) -> None:
    c.code("akg:event", "record-event", f.event)
    if "T" in f.date_time:
        c.typed("akg:dateTime", f.date_time, "xsd:dateTime")
    else:
        c.typed("akg:date", f.date_time, "xsd:date")


@_rule(k.Rights, "akg:RightsStatement", lambda f: (f.holder,))
def _rights(c: Claim, f: k.Rights) -> None:
    holder = c.name("dcterms:rightsHolder", "organization", "akg:Organization", f.holder)
    c.typed("akg:firstYear", f.first_year, "xsd:gYear")
    c.typed("akg:lastYear", f.last_year, "xsd:gYear")
    if holder is not None:
        c.writer.add(document_iri(c.document), "dcterms:rightsHolder", holder)


@_rule(k.PageTitle, "akg:PageTitle", lambda f: (f.title,))
def _page_title(c: Claim, f: k.PageTitle) -> None:
    c.text("akg:title", f.title)
    c.add("akg:titleDrug", c.writer.drug(f.drug))
    for route in f.routes:
        _route(c, route)


# --- shared ----------------------------------------------------------------------------------------------------------


def _population(c: Claim, name: str | None) -> None:
    c.name("akg:population", "population", "akg:Population", name)


def _route(c: Claim, name: str | None) -> None:
    """Point at the route that the words of the page mean, and keep the words."""
    if name is not None:
        c.text("akg:routeAsWritten", name)
        c.name("akg:route", "route", "akg:Route", name)


def _unit(c: Claim, unit: str | None, predicate: str = "akg:unit") -> None:
    """Point at the QUDT unit; a unit that is not known stays as printed."""
    if unit is None:
        return
    c.text(f"{predicate}AsWritten", unit)
    if unit in UNITS:
        iri, label, ucum = UNITS[unit]
        node = term(iri)
        c.writer.add(node, "rdf:type", term("qudt:Unit"))
        c.writer.add(node, "rdfs:label", Literal(label))
        c.writer.add(node, "qudt:ucumCode", Literal(ucum))
        c.add(predicate, node)
