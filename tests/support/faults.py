"""Faults that people make, written by hand: each breaks a copy of a valid node and violates one shape.

Those that follow from the limits themselves are derived, in `tests.support.derived_faults`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rdflib import DCTERMS, PROV, RDF, RDFS, SKOS, XSD, Graph, Literal, Namespace, URIRef

from anakinra_kg.rdf.names import AKD, AKG, PREFIXES

if TYPE_CHECKING:
    from collections.abc import Callable

    from rdflib.term import Node

A = Namespace(AKG)
BIOLINK, DCAT, OA, OBO, QUDT, SCHEMA, VOID = (
    Namespace(PREFIXES[prefix]) for prefix in ("biolink", "dcat", "oa", "obo", "qudt", "schema", "void")
)


class FaultyNode:
    """A copy of a valid node, with its own IRI, that a fault breaks."""

    def __init__(self, graph: Graph, model: Node, node: Node) -> None:
        self.graph, self.model, self.node = graph, model, node
        self.nowhere = URIRef(f"{AKD}{str(node).removeprefix(AKD).partition('#')[0]}-nowhere")
        self.real = is_real(model)
        for predicate, value in list(graph.predicate_objects(model)):
            graph.add((node, predicate, value))

    def remove(self, *predicates: URIRef) -> None:
        """Drop all values of properties."""
        for predicate in predicates:
            self.graph.remove((self.node, predicate, None))

    def add(self, predicate: URIRef, *values: Node) -> None:
        """Add values of a property."""
        for value in values:
            self.graph.add((self.node, predicate, value))

    def replace(self, predicate: URIRef, *values: Node) -> None:
        """Replace all values of a property."""
        self.remove(predicate)
        self.add(predicate, *values)

    def complete(self) -> None:
        """Add what other nodes must say of such a node."""
        if (self.node, RDF.type, A.Work) in self.graph:
            self.copy(A.Citation).replace(A.citedWork, self.node)
        if any((self.node, RDF.type, cls) in self.graph for cls in (SKOS.ConceptScheme, A.ClassificationScheme)):
            concept = self.copy(A.Code)
            concept.replace(SKOS.inScheme, self.node)
            concept.replace(SKOS.topConceptOf, self.node)

    def copy(self, cls: URIRef) -> FaultyNode:
        """Return a copy of a valid node of a class."""
        name = str(self.node).partition("#")[0]
        fragment = "#char=1,2" if cls == OA.SpecificResource else ""
        return FaultyNode(self.graph, sound_node(self.graph, cls), URIRef(f"{name}-{cls.fragment}{fragment}"))


def sound_node(graph: Graph, cls: URIRef, having: URIRef | None = None) -> URIRef:
    """Return a valid node of a class, always the same one; from the real pages if possible."""
    nodes = (node for node in graph.subjects(RDF.type, cls) if isinstance(node, URIRef) and "faulty/" not in node)
    return min((n for n in nodes if having is None or (n, having, None) in graph), key=lambda n: (not is_real(n), n))


def is_real(node: Node) -> bool:
    """Return whether a node is from a real page, not from the made-up facts."""
    return not any(word in str(node).casefold() for word in ("db99999", "madeup", "made-up", "/a-"))


@dataclass(frozen=True, slots=True)
class Fault:
    """One way to break the graph.

    Attributes:
        shape: The shape that must fire, and no other: `class-field`.
        model: Class of the node that is broken.
        having: A property that the node must have.
        breaks: Break it.
    """

    shape: str
    model: URIRef
    having: URIRef | None
    breaks: Callable[[FaultyNode], object]


def _model(shape: str, model: URIRef | None) -> URIRef:
    return model or A[shape.partition("-")[0]]


def missing_value(shape: str, predicate: URIRef, model: URIRef | None = None) -> Fault:
    """Return the fault that a property has lost its values."""
    return Fault(shape, _model(shape, model), predicate, lambda faulty: faulty.remove(predicate))


def replaced_value(
    shape: str, predicate: URIRef, *values: Node, model: URIRef | None = None, having: URIRef | None = None
) -> Fault:
    """Return the fault that a property has these values and no other."""
    return Fault(shape, _model(shape, model), having, lambda faulty: faulty.replace(predicate, *values))


def wrong_class(shape: str, predicate: URIRef, cls: URIRef, model: URIRef | None = None) -> Fault:
    """Return the fault that a property points at a node of the wrong class."""
    return Fault(
        shape, _model(shape, model), None, lambda faulty: faulty.replace(predicate, sound_node(faulty.graph, cls))
    )


def work_fault(shape: str, breaks: Callable[[FaultyNode], object]) -> Fault:
    """Return a fault of a work that is cited."""

    def cited_and_broken(faulty: FaultyNode) -> None:
        faulty.copy(A.Citation).replace(A.citedWork, faulty.node)
        breaks(faulty)

    return Fault(shape, A.Work, None, cited_and_broken)


def page_fault(shape: str, line: int, end: int) -> Fault:
    """Return the fault that a page has a stretch of text on that line, up to that character."""

    def breaks(faulty: FaultyNode) -> None:
        stretch, selector = faulty.copy(OA.SpecificResource), faulty.copy(OA.TextPositionSelector)
        stretch.replace(OA.hasSource, faulty.node)
        stretch.replace(A.line, Literal(line))
        stretch.replace(OA.hasSelector, selector.node)
        selector.replace(OA.start, Literal(0))
        selector.replace(OA.end, Literal(end))

    return Fault(shape, A.SourceDocument, None, breaks)


def _rest_on_another_page(faulty: FaultyNode) -> None:
    page = faulty.graph.value(faulty.node, DCTERMS.source)
    others = (node for node, source in faulty.graph.subject_objects(OA.hasSource) if source != page)
    faulty.add(A.restsOn, min((node for node in others if "/faulty/" not in str(node)), key=str))


def _rest_on_itself(faulty: FaultyNode) -> None:
    faulty.replace(A.restsOn, *faulty.graph.objects(faulty.node, PROV.wasDerivedFrom))


def _derive_twice(faulty: FaultyNode) -> None:
    faulty.add(PROV.wasDerivedFrom, *faulty.graph.objects(faulty.node, A.restsOn))
    faulty.remove(A.restsOn)


def _affect_a_third(faulty: FaultyNode) -> None:
    third = min(set(faulty.graph.subjects(RDF.type, A.Drug)) - set(faulty.graph.objects(faulty.node)), key=str)
    faulty.replace(A.affectedDrug, third)


def _interact_with_itself(faulty: FaultyNode) -> None:
    faulty.remove(A.affectedDrug)
    faulty.replace(A.interactsWith, *faulty.graph.objects(faulty.node, A.aboutDrug))


def _advise_without_effect(faulty: FaultyNode) -> None:
    faulty.remove(A.interactionEffect)
    faulty.add(A.interactionAdvice, code("interaction-advice/increased-risk"))


def _compare_with_itself(faulty: FaultyNode) -> None:
    (claim,) = faulty.graph.objects(faulty.node, A.firstClaim)
    faulty.replace(A.secondClaim, claim)
    faulty.replace(PROV.wasDerivedFrom, *faulty.graph.objects(claim, PROV.wasDerivedFrom))


def _nameless_concept(faulty: FaultyNode) -> None:
    faulty.graph.remove((faulty.node, None, None))
    faulty.add(RDF.type, SKOS.Concept)


def _identify(faulty: FaultyNode, scheme: str, value: str) -> None:
    faulty.replace(A.identifierScheme, Literal(scheme))
    faulty.replace(A.identifierValue, Literal(value))


def _code_of_class(faulty: FaultyNode, scheme: str, value: str) -> None:
    faulty.replace(SKOS.inScheme, URIRef(f"{AKD}scheme/{scheme}"))
    faulty.replace(SKOS.notation, Literal(value))


def code(name: str) -> URIRef:
    """Return a code by list and value."""
    return URIRef(AKD + name)


def number(value: str) -> Literal:
    """Return a decimal."""
    return Literal(value, datatype=XSD.decimal)


def day(value: str) -> Literal:
    """Return a date."""
    return Literal(value, datatype=XSD.date)


def year(value: str) -> Literal:
    """Return a year."""
    return Literal(value, datatype=XSD.gYear)


NOWHERE = URIRef(AKD + "nowhere")
PADDED = Literal(" padded")
TWO = (Literal("one"), Literal("two"))
RANGE = {"model": A.PharmacokineticClaim, "having": A.centralValue}
REGIMEN = {"model": A.DosingRegimen, "having": A.maximumDose}
STRETCH, SELECTOR = OA.SpecificResource, OA.TextPositionSelector

THIRTIETH_OF_FEBRUARY = Fault(
    "Product-marketingStart", A.Product, None, lambda p: p.replace(A.marketingStart, day("2020-02-30"))
)

FAULTS = (
    missing_value("AdverseEffectClaim-adverseEffect", A.adverseEffect),
    replaced_value("AdverseEffectClaim-attention", A.attention, code("attention/soon"), code("attention/routine")),
    missing_value("AdverseEffectClaim-effectAsWritten", A.effectAsWritten),
    replaced_value("AdverseEffectClaim-frequency", A.frequency, code("attention/soon")),
    replaced_value("AdverseEffectClaim-frequency", A.frequency, code("frequency/more-comon")),
    replaced_value("AdverseEffectClaim-period", A.period, PADDED),
    wrong_class("AdverseEffectClaim-population", A.population, A.Drug),
    wrong_class("ApprovalClaim-agency", A.agency, A.Drug),
    replaced_value("ApprovalClaim-approvalDate", A.approvalDate, Literal("2001-11-14")),
    replaced_value("ApprovalClaim-approvalDate", A.approvalDate, day("2001-11-14"), day("2001-11-15")),
    replaced_value("AvailabilityClaim-availabilityStatus", A.availabilityStatus, Literal("prescription only")),
    wrong_class("AvailabilityClaim-availabilityCondition", A.availabilityCondition, A.Drug),
    replaced_value("BiologicalRelation-relation", A.relation, code("relation/leads")),
    missing_value("BiologicalRelation-content", A.relationObject),
    replaced_value("BiologicalRelation-relationSubject", A.relationSubject, NOWHERE),
    replaced_value("BrandNameClaim-country", A.country, code("jurisdiction/eu")),
    replaced_value("BrandNameClaim-name", A.name, *TWO),
    missing_value("CharacteristicClaim-aspect", A.aspect),
    replaced_value("CharacteristicClaim-characteristic", A.characteristic, Literal("")),
    replaced_value("Citation-citedAbout", A.citedAbout, code("cited-about/drug"), code("cited-about/target")),
    wrong_class("Citation-citedProtein", A.citedProtein, A.Drug),
    missing_value("Citation-citedWork", A.citedWork),
    replaced_value("Citation-referenceNumber", A.referenceNumber, Literal(0)),
    missing_value("ClaimOnDrug-aboutDrug", A.aboutDrug, A.Gap),
    wrong_class("Claim-aboutDrug", A.aboutDrug, A.Organism, A.Gap),
    replaced_value("Claim-assertionMethod", A.assertionMethod, OBO.ECO_0000217, model=A.Gap),
    Fault("Claim-evidence", A.WarningSymptom, A.restsOn, _derive_twice),
    Fault("Claim-evidenceDocument", A.WarningSymptom, None, _rest_on_another_page),
    Fault("Claim-restsOn", A.WarningSymptom, None, _rest_on_itself),
    replaced_value("ClassificationClaim-classificationLevel", A.classificationLevel, *TWO),
    missing_value("ClassificationClaim-classifiedAs", A.classifiedAs),
    replaced_value("Code-definition", SKOS.definition, Literal("auf Deutsch", lang="de")),
    replaced_value("Code-notation", SKOS.notation, *TWO),
    replaced_value("Code-rank", A.rank, Literal(0)),
    Fault("Code-topConceptOf", A.Code, None, lambda p: p.remove(SKOS.topConceptOf)),
    Fault("Comparison-secondClaim", A.Agreement, None, _compare_with_itself),
    Fault("Concept-prefLabel", A.Condition, None, _nameless_concept),
    replaced_value("Concept-prefLabel", SKOS.prefLabel, Literal("another name"), model=A.Condition),
    missing_value("Concept-prefLabel", SKOS.prefLabel, A.InteractionEffect),
    Fault("ConceptScheme-concept", SKOS.ConceptScheme, None, lambda _: None),
    missing_value("Dataset-title", DCTERMS.title, DCAT.Dataset),
    missing_value("Dataset-rights", DCTERMS.rights, DCAT.Dataset),
    missing_value("Dataset-version", DCAT.version, DCAT.Dataset),
    missing_value("Dataset-vocabulary", VOID.vocabulary, DCAT.Dataset),
    wrong_class("Dataset-source", DCTERMS.source, A.Drug, DCAT.Dataset),
    replaced_value("Dose-high", A.highDose, number("1000"), **REGIMEN),
    replaced_value("Dose-low", A.lowDose, number("0"), **REGIMEN),
    replaced_value("Dose-low", A.lowDose, number("3"), **REGIMEN),
    replaced_value("Dose-maximum", A.maximumDose, number("8"), number("9"), **REGIMEN),
    missing_value("Dose-unit", A.doseUnit, A.DosingRegimen),
    missing_value("Dose-unitAsWritten", A.doseUnitAsWritten, A.DosingRegimen),
    missing_value("DosageFormClaim-dosageForm", A.dosageForm),
    replaced_value("DosageFormClaim-strength", A.strength, *TWO),
    Fault(
        "DosingRegimen-content",
        A.DosingRegimen,
        None,
        lambda p: p.remove(A.doseBasis, A.dosingAdvice, A.highDose, A.lowDose, A.maximumDose),
    ),
    replaced_value("DosingRegimen-dosePeriod", A.dosePeriod, *TWO),
    replaced_value("DosingRegimen-dosingAdvice", A.dosingAdvice, code("problem-advice/should-not-be-used")),
    replaced_value("Download-fileSize", A.fileSize, Literal("62.3", datatype=XSD.double)),
    wrong_class("Drug-antagonist", OBO.RO_0018029, A.Drug, A.Drug),
    Fault(
        "Drug-adverseEffectClaimed",
        A.Drug,
        None,
        lambda p: p.add(A.hasAdverseEffect, sound_node(p.graph, A.ClinicalFinding)),
    ),
    Fault(
        "Drug-classificationClaimed",
        A.Drug,
        None,
        lambda p: p.add(A.hasClassification, sound_node(p.graph, A.DrugClass)),
    ),
    Fault("Drug-supplierClaimed", A.Drug, None, lambda p: p.add(A.hasSupplier, sound_node(p.graph, A.Organization))),
    wrong_class("Drug-contraindication", A.isContraindicatedIn, A.Population),
    replaced_value("Drug-indication", A.isIndicatedFor, NOWHERE),
    replaced_value("Drug-interaction", BIOLINK.pharmacologically_interacts_with, Literal("warfarin")),
    wrong_class("Drug-investigatedFor", A.investigatedFor, A.StudyTopic),
    wrong_class("Drug-product", A.hasProduct, A.DosageForm),
    wrong_class("Drug-target", A.hasTarget, A.Organism),
    missing_value("DrugClass-scheme", SKOS.inScheme),
    Fault("AhfsClass", A.DrugClass, None, lambda p: _code_of_class(p, "ahfs", "9236")),
    Fault("AtcClass", A.DrugClass, None, lambda p: _code_of_class(p, "atc", "L4AC3")),
    Fault("CasIdentifier", A.IdentifierClaim, None, lambda p: _identify(p, "cas", "143090920")),
    replaced_value("Entity-altLabel", SKOS.altLabel, Literal("Anakinra", lang="en"), model=A.Drug),
    missing_value("Entity-label", RDFS.label, A.Organization),
    replaced_value("Entity-label", RDFS.label, *TWO, model=A.Organization),
    replaced_value("Evidence-line", A.line, Literal(0), model=STRETCH),
    missing_value("Evidence-selector", OA.hasSelector, STRETCH),
    missing_value("Evidence-source", OA.hasSource, STRETCH),
    missing_value("ExternalLink-resourceName", A.resourceName),
    replaced_value("Gap-missingField", A.missingField, *TWO),
    Fault("DrugbankIdentifier", A.IdentifierClaim, None, lambda p: _identify(p, "drugbank", "DB26")),
    Fault("UniiIdentifier", A.IdentifierClaim, None, lambda p: _identify(p, "unii", "9013duq28k")),
    replaced_value("IdentifierClaim-identifierScheme", A.identifierScheme, *TWO),
    replaced_value("Indication-indicatedCondition", A.indicatedCondition, NOWHERE),
    replaced_value("Indication-criterion", A.criterion, PADDED),
    replaced_value("Indication-severity", A.severity, *TWO),
    replaced_value("Instruction-topic", A.topic, code("topic/blood-tests")),
    missing_value("Instruction-instruction", A.instruction),
    Fault(
        "Interaction-content",
        A.Interaction,
        None,
        lambda p: p.remove(A.direction, A.interactionAdvice, A.interactionEffect),
    ),
    replaced_value(
        "Interaction-direction",
        A.direction,
        code("direction/increased"),
        code("direction/decreased"),
        having=A.direction,
    ),
    replaced_value(
        "Interaction-interactionAdvice",
        A.interactionAdvice,
        code("interaction-advice/do-not-combine"),
        code("interaction-advice/not-recommended"),
    ),
    Fault("Interaction-interactsWith", A.Interaction, None, _interact_with_itself),
    Fault("Interaction-partners", A.Interaction, A.affectedDrug, _affect_a_third),
    Fault("InteractionDirection-effect", A.Interaction, A.direction, _advise_without_effect),
    missing_value("MechanismClaim-mechanism", A.mechanism),
    replaced_value(
        "MechanismClaim-targetRole", A.targetRole, code("target-role/agonist"), code("target-role/antagonist")
    ),
    Fault(
        "MedicalProblemClaim-content", A.MedicalProblemClaim, None, lambda p: p.remove(A.consequence, A.problemAdvice)
    ),
    missing_value("MedicalProblemClaim-medicalProblem", A.medicalProblem),
    missing_value("OrganismClaim-organism", A.organism),
    wrong_class("PageTitle-titleDrug", A.titleDrug, A.Route),
    Fault(
        "PharmacokineticClaim-content",
        A.PharmacokineticClaim,
        None,
        lambda p: p.remove(A.centralValue, A.finding, A.highValue, A.lowValue, A.meanValue),
    ),
    replaced_value("PharmacokineticClaim-parameter", A.parameter, code("parameter/half-live")),
    replaced_value("PharmacokineticInfluence-influence", A.influence, code("direction/increased")),
    missing_value("PopulationAdvice-population", A.population),
    replaced_value("Precaution-topic", A.topic, code("topic/storage")),
    missing_value("Precaution-statement", A.statement),
    wrong_class("Precaution-includesReaction", A.includesReaction, A.Drug),
    replaced_value("PriceClaim-cost", SCHEMA.costPerUnit, number("0")),
    replaced_value("PriceClaim-currency", SCHEMA.costCurrency, Literal("dollars")),
    replaced_value("Product-marketingEnd", A.marketingEnd, day("2030-01-01"), day("2031-01-01")),
    THIRTIETH_OF_FEBRUARY,
    Fault(
        "Product-marketingStart",
        A.Product,
        A.marketingStart,
        lambda p: p.replace(A.marketingEnd, day("1999-12-31")),
    ),
    replaced_value("Product-region", A.region, code("jurisdiction/mars")),
    replaced_value("Product-productCategory", A.productCategory, Literal("prescription")),
    replaced_value("PropertyClaim-numericValue", A.numericValue, Literal(5.46)),
    replaced_value("PropertyClaim-probability", A.probability, number("1.5")),
    missing_value("PropertyClaim-valueAsWritten", A.valueAsWritten),
    replaced_value(
        "ProteinClaim-molecularWeightInDaltons", A.molecularWeightInDaltons, number("0"), model=A.TargetClaim
    ),
    replaced_value("ProteinClaim-pharmacologicalAction", A.pharmacologicalAction, Literal("yes"), model=A.TargetClaim),
    replaced_value("ProteinClaim-uniprotAccession", A.uniprotAccession, Literal("IL1R1_HUMAN"), model=A.TargetClaim),
    replaced_value("RecordDate-dateTime", A.dateTime, day("2019-06-16")),
    missing_value("RecordDate-event", A.event),
    missing_value("RecordDate-when", A.dateTime),
    replaced_value("RightsStatement-firstYear", A.firstYear, year("2999")),
    replaced_value("RightsStatement-lastYear", A.lastYear, year("2998"), year("2999")),
    missing_value("Selector-end", OA.end, SELECTOR),
    replaced_value("Selector-start", OA.start, Literal(-1), model=SELECTOR),
    replaced_value("Selector-start", OA.start, Literal(10**9), model=SELECTOR),
    page_fault("SourceDocument-evidenceEnd", line=1, end=10**9),
    page_fault("SourceDocument-evidenceLine", line=10**9, end=1),
    replaced_value("SourceDocument-landingPage", DCAT.landingPage, Literal("https://example.org/")),
    replaced_value("SourceDocument-modified", DCTERMS.modified, Literal("June 2019")),
    replaced_value("SourceDocument-sha256", A.sha256, Literal("F" * 64)),
    replaced_value("SourceDocument-sourceKind", A.sourceKind, Literal("Drug Bank")),
    missing_value("StudyTopic-topicKind", A.topicKind),
    replaced_value("SupplierClaim-supplierRole", A.supplierRole, code("supplier-role/maker")),
    missing_value("SynonymClaim-name", A.name),
    wrong_class("TargetClaim-target", A.target, A.Drug),
    missing_value("Threshold-percent", A.thresholdPercent, A.AdverseEffectClaim),
    missing_value("Threshold-relation", A.thresholdRelation, A.AdverseEffectClaim),
    replaced_value("TreatmentDuration-treatedCondition", A.treatedCondition, NOWHERE),
    replaced_value("TrialGroup-phase", A.phase, *(code(f"phase/{number}") for number in "123")),
    replaced_value("TrialGroup-phase", A.phase, code("phase/1,-2")),
    replaced_value("TrialGroup-phasesAsWritten", A.phasesAsWritten, Literal("1,2")),
    replaced_value("TrialGroup-trialStatus", A.trialStatus, code("trial-status/done")),
    replaced_value("TrialGroup-trialCount", A.trialCount, Literal(0)),
    replaced_value("TrialGroup-trialCount", A.trialCount, Literal("1")),
    Fault("TrialGroup-topic", A.TrialGroup, None, lambda p: p.remove(A.studiedCondition, A.studyTopic)),
    replaced_value("Value-central", A.centralValue, number("100"), **RANGE),
    replaced_value("Value-lowToCentral", A.lowValue, number("6"), **RANGE),
    replaced_value("Value-low", A.lowValue, number("-1"), **RANGE),
    missing_value("Value-high", A.highValue, A.TreatmentDuration),
    missing_value("Value-unit", A.unit, A.TreatmentDuration),
    missing_value("Value-unitAsWritten", A.unitAsWritten, A.PharmacokineticClaim),
    missing_value("WarningSymptom-reaction", A.reaction),
    wrong_class("WarningSymptom-symptom", A.symptom, A.Drug),
    Fault("Work-citation", A.Work, None, lambda _: None),
    work_fault("Work-content", lambda p: p.remove(A.pmid, DCTERMS.bibliographicCitation, DCTERMS.title)),
    work_fault("Work-pmid", lambda p: p.replace(A.pmid, Literal("PMC123"))),
)
