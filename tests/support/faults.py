"""Faults that people make, by hand: each breaks a copy of a sound node and trips one shape.

Those that follow from the limits themselves are derived, in `tests.derived_faults`.
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


class Patient:
    """A copy of a sound node, under a name of its own, to be broken."""

    def __init__(self, graph: Graph, model: Node, node: Node) -> None:
        self.graph, self.model, self.node = graph, model, node
        self.nowhere = URIRef(f"{AKD}{str(node).removeprefix(AKD).partition('#')[0]}/nowhere")
        self.real = is_real(model)
        for predicate, value in list(graph.predicate_objects(model)):
            graph.add((node, predicate, value))

    def lose(self, *predicates: URIRef) -> None:
        """Drop all values of properties."""
        for predicate in predicates:
            self.graph.remove((self.node, predicate, None))

    def gain(self, predicate: URIRef, *values: Node) -> None:
        """Add values of a property."""
        for value in values:
            self.graph.add((self.node, predicate, value))

    def swap(self, predicate: URIRef, *values: Node) -> None:
        """Replace all values of a property."""
        self.lose(predicate)
        self.gain(predicate, *values)

    def complete(self) -> None:
        """Add what other nodes must say of such a node."""
        if (self.node, RDF.type, A.Work) in self.graph:
            self.copy(A.Citation).swap(A.citedWork, self.node)
        if any((self.node, RDF.type, cls) in self.graph for cls in (SKOS.ConceptScheme, A.ClassificationScheme)):
            concept = self.copy(A.Code)
            concept.swap(SKOS.inScheme, self.node)
            concept.swap(SKOS.topConceptOf, self.node)

    def copy(self, cls: URIRef) -> Patient:
        """Return a copy of some sound node of a class."""
        name = str(self.node).partition("#")[0]
        fragment = "#char=1,2" if cls == OA.SpecificResource else ""
        return Patient(self.graph, some(self.graph, cls), URIRef(f"{name}/{cls.fragment}{fragment}"))


def some(graph: Graph, cls: URIRef, having: URIRef | None = None) -> URIRef:
    """Return a sound node of a class, always the same one; one from the real pages where they have one."""
    nodes = (node for node in graph.subjects(RDF.type, cls) if isinstance(node, URIRef) and "patient/" not in node)
    return min((n for n in nodes if having is None or (n, having, None) in graph), key=lambda n: (not is_real(n), n))


def is_real(node: Node) -> bool:
    """Tell whether a node is from a real page, not from the made-up facts."""
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
    breaks: Callable[[Patient], object]


def _model(shape: str, model: URIRef | None) -> URIRef:
    return model or A[shape.partition("-")[0]]


def lost(shape: str, predicate: URIRef, model: URIRef | None = None) -> Fault:
    """Return the fault that a property has lost its values."""
    return Fault(shape, _model(shape, model), predicate, lambda patient: patient.lose(predicate))


def told(
    shape: str, predicate: URIRef, *values: Node, model: URIRef | None = None, having: URIRef | None = None
) -> Fault:
    """Return the fault that a property has these values and no other."""
    return Fault(shape, _model(shape, model), having, lambda patient: patient.swap(predicate, *values))


def linked(shape: str, predicate: URIRef, cls: URIRef, model: URIRef | None = None) -> Fault:
    """Return the fault that a property points at a node of the wrong class."""
    return Fault(shape, _model(shape, model), None, lambda patient: patient.swap(predicate, some(patient.graph, cls)))


def of_work(shape: str, breaks: Callable[[Patient], object]) -> Fault:
    """Return a fault of a work that is cited."""

    def cited_and_broken(patient: Patient) -> None:
        patient.copy(A.Citation).swap(A.citedWork, patient.node)
        breaks(patient)

    return Fault(shape, A.Work, None, cited_and_broken)


def of_page(shape: str, line: int, end: int) -> Fault:
    """Return the fault that a page has a stretch of text on that line, up to that character."""

    def breaks(patient: Patient) -> None:
        stretch, selector = patient.copy(OA.SpecificResource), patient.copy(OA.TextPositionSelector)
        stretch.swap(OA.hasSource, patient.node)
        stretch.swap(A.line, Literal(line))
        stretch.swap(OA.hasSelector, selector.node)
        selector.swap(OA.start, Literal(0))
        selector.swap(OA.end, Literal(end))

    return Fault(shape, A.SourceDocument, None, breaks)


def _rest_on_another_page(patient: Patient) -> None:
    page = patient.graph.value(patient.node, DCTERMS.source)
    others = (node for node, source in patient.graph.subject_objects(OA.hasSource) if source != page)
    patient.gain(A.restsOn, min((node for node in others if "/patient/" not in str(node)), key=str))


def _rest_on_itself(patient: Patient) -> None:
    patient.swap(A.restsOn, *patient.graph.objects(patient.node, PROV.wasDerivedFrom))


def _derive_twice(patient: Patient) -> None:
    patient.gain(PROV.wasDerivedFrom, *patient.graph.objects(patient.node, A.restsOn))
    patient.lose(A.restsOn)


def _affect_a_third(patient: Patient) -> None:
    third = min(set(patient.graph.subjects(RDF.type, A.Drug)) - set(patient.graph.objects(patient.node)), key=str)
    patient.swap(A.affectedDrug, third)


def _interact_with_itself(patient: Patient) -> None:
    patient.lose(A.affectedDrug)
    patient.swap(A.interactsWith, *patient.graph.objects(patient.node, A.aboutDrug))


def _advise_without_effect(patient: Patient) -> None:
    patient.lose(A.interactionEffect)
    patient.gain(A.interactionAdvice, code("interaction-advice/increased-risk"))


def _compare_with_itself(patient: Patient) -> None:
    (claim,) = patient.graph.objects(patient.node, A.firstClaim)
    patient.swap(A.secondClaim, claim)
    patient.swap(PROV.wasDerivedFrom, *patient.graph.objects(claim, PROV.wasDerivedFrom))


def _nameless_concept(patient: Patient) -> None:
    patient.graph.remove((patient.node, None, None))
    patient.gain(RDF.type, SKOS.Concept)


def _identify(patient: Patient, scheme: str, value: str) -> None:
    patient.swap(A.identifierScheme, Literal(scheme))
    patient.swap(A.identifierValue, Literal(value))


def _code_of_class(patient: Patient, scheme: str, value: str) -> None:
    patient.swap(SKOS.inScheme, URIRef(f"{AKD}scheme/{scheme}"))
    patient.swap(SKOS.notation, Literal(value))


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
    "Product-marketingStart", A.Product, None, lambda p: p.swap(A.marketingStart, day("2020-02-30"))
)

FAULTS = (
    lost("AdverseEffectClaim-adverseEffect", A.adverseEffect),
    told("AdverseEffectClaim-attention", A.attention, code("attention/soon"), code("attention/routine")),
    lost("AdverseEffectClaim-effectAsWritten", A.effectAsWritten),
    told("AdverseEffectClaim-frequency", A.frequency, code("attention/soon")),
    told("AdverseEffectClaim-frequency", A.frequency, code("frequency/more-comon")),
    told("AdverseEffectClaim-period", A.period, PADDED),
    linked("AdverseEffectClaim-population", A.population, A.Drug),
    linked("ApprovalClaim-agency", A.agency, A.Drug),
    told("ApprovalClaim-approvalDate", A.approvalDate, Literal("2001-11-14")),
    told("ApprovalClaim-approvalDate", A.approvalDate, day("2001-11-14"), day("2001-11-15")),
    told("AvailabilityClaim-availabilityStatus", A.availabilityStatus, Literal("prescription only")),
    linked("AvailabilityClaim-condition", A.condition, A.Drug),
    told("BiologicalRelation-relation", A.relation, code("relation/leads")),
    lost("BiologicalRelation-relationObject", A.relationObject),
    told("BiologicalRelation-relationSubject", A.relationSubject, NOWHERE),
    told("BrandNameClaim-country", A.country, code("jurisdiction/eu")),
    told("BrandNameClaim-name", A.name, *TWO),
    lost("CharacteristicClaim-aspect", A.aspect),
    told("CharacteristicClaim-characteristic", A.characteristic, Literal("")),
    told("Citation-citedAbout", A.citedAbout, code("cited-about/drug"), code("cited-about/target")),
    linked("Citation-citedProtein", A.citedProtein, A.Drug),
    lost("Citation-citedWork", A.citedWork),
    told("Citation-referenceNumber", A.referenceNumber, Literal(0)),
    lost("Claim-aboutDrug", A.aboutDrug, A.Gap),
    linked("Claim-aboutDrug", A.aboutDrug, A.Organism, A.Gap),
    told("Claim-assertionMethod", A.assertionMethod, OBO.ECO_0000217, model=A.Gap),
    Fault("Claim-evidence", A.WarningSymptom, A.restsOn, _derive_twice),
    Fault("Claim-evidenceDocument", A.WarningSymptom, None, _rest_on_another_page),
    Fault("Claim-restsOn", A.WarningSymptom, None, _rest_on_itself),
    told("ClassificationClaim-classificationLevel", A.classificationLevel, *TWO),
    lost("ClassificationClaim-classifiedAs", A.classifiedAs),
    told("Code-definition", SKOS.definition, Literal("auf Deutsch", lang="de")),
    told("Code-notation", SKOS.notation, *TWO),
    told("Code-rank", A.rank, Literal(0)),
    Fault("Code-topConceptOf", A.Code, None, lambda p: p.lose(SKOS.topConceptOf)),
    Fault("Comparison-secondClaim", A.Agreement, None, _compare_with_itself),
    Fault("Concept-prefLabel", A.Condition, None, _nameless_concept),
    told("Concept-prefLabel", SKOS.prefLabel, Literal("another name"), model=A.Condition),
    lost("Concept-prefLabel", SKOS.prefLabel, A.InteractionEffect),
    Fault("ConceptScheme-concept", SKOS.ConceptScheme, None, lambda _: None),
    lost("Dataset-title", DCTERMS.title, DCAT.Dataset),
    lost("Dataset-rights", DCTERMS.rights, DCAT.Dataset),
    lost("Dataset-version", DCAT.version, DCAT.Dataset),
    lost("Dataset-vocabulary", VOID.vocabulary, DCAT.Dataset),
    linked("Dataset-source", DCTERMS.source, A.Drug, DCAT.Dataset),
    told("Dose-high", A.highDose, number("1000"), **REGIMEN),
    told("Dose-low", A.lowDose, number("0"), **REGIMEN),
    told("Dose-low", A.lowDose, number("3"), **REGIMEN),
    told("Dose-maximum", A.maximumDose, number("8"), number("9"), **REGIMEN),
    lost("Dose-unit", A.doseUnit, A.DosingRegimen),
    lost("Dose-unitAsWritten", A.doseUnitAsWritten, A.DosingRegimen),
    lost("DosageFormClaim-dosageForm", A.dosageForm),
    told("DosageFormClaim-strength", A.strength, *TWO),
    Fault(
        "DosingRegimen-content",
        A.DosingRegimen,
        None,
        lambda p: p.lose(A.doseBasis, A.dosingAdvice, A.highDose, A.lowDose, A.maximumDose),
    ),
    told("DosingRegimen-dosePeriod", A.dosePeriod, *TWO),
    told("DosingRegimen-dosingAdvice", A.dosingAdvice, code("problem-advice/should-not-be-used")),
    told("Download-fileSize", A.fileSize, Literal("62.3", datatype=XSD.double)),
    linked("Drug-antagonist", OBO.RO_0018029, A.Drug, A.Drug),
    Fault(
        "Drug-adverseEffectClaimed",
        A.Drug,
        None,
        lambda p: p.gain(A.hasAdverseEffect, some(p.graph, A.ClinicalFinding)),
    ),
    Fault(
        "Drug-classificationClaimed", A.Drug, None, lambda p: p.gain(A.hasClassification, some(p.graph, A.DrugClass))
    ),
    Fault("Drug-supplierClaimed", A.Drug, None, lambda p: p.gain(A.hasSupplier, some(p.graph, A.Organization))),
    linked("Drug-contraindication", A.isContraindicatedIn, A.Population),
    told("Drug-indication", A.isIndicatedFor, NOWHERE),
    told("Drug-interaction", BIOLINK.pharmacologically_interacts_with, Literal("warfarin")),
    linked("Drug-investigatedFor", A.investigatedFor, A.StudyTopic),
    linked("Drug-product", A.hasProduct, A.DosageForm),
    linked("Drug-target", A.hasTarget, A.Organism),
    lost("DrugClass-scheme", SKOS.inScheme),
    Fault("AhfsClass", A.DrugClass, None, lambda p: _code_of_class(p, "ahfs", "9236")),
    Fault("AtcClass", A.DrugClass, None, lambda p: _code_of_class(p, "atc", "L4AC3")),
    Fault("CasIdentifier", A.IdentifierClaim, None, lambda p: _identify(p, "cas", "143090920")),
    told("Entity-altLabel", SKOS.altLabel, Literal("Anakinra", lang="en"), model=A.Drug),
    lost("Entity-label", RDFS.label, A.Organization),
    told("Entity-label", RDFS.label, *TWO, model=A.Organization),
    told("Evidence-line", A.line, Literal(0), model=STRETCH),
    lost("Evidence-selector", OA.hasSelector, STRETCH),
    lost("Evidence-source", OA.hasSource, STRETCH),
    lost("ExternalLink-resourceName", A.resourceName),
    told("Gap-missingField", A.missingField, *TWO),
    Fault("DrugbankIdentifier", A.IdentifierClaim, None, lambda p: _identify(p, "drugbank", "DB26")),
    Fault("UniiIdentifier", A.IdentifierClaim, None, lambda p: _identify(p, "unii", "9013duq28k")),
    told("IdentifierClaim-identifierScheme", A.identifierScheme, *TWO),
    told("Indication-condition", A.condition, NOWHERE),
    told("Indication-criterion", A.criterion, PADDED),
    told("Indication-severity", A.severity, *TWO),
    told("Instruction-topic", A.topic, code("topic/blood-tests")),
    lost("Instruction-instruction", A.instruction),
    Fault(
        "Interaction-content",
        A.Interaction,
        None,
        lambda p: p.lose(A.direction, A.interactionAdvice, A.interactionEffect),
    ),
    told(
        "Interaction-direction",
        A.direction,
        code("direction/increased"),
        code("direction/decreased"),
        having=A.direction,
    ),
    told(
        "Interaction-interactionAdvice",
        A.interactionAdvice,
        code("interaction-advice/do-not-combine"),
        code("interaction-advice/not-recommended"),
    ),
    Fault("Interaction-interactsWith", A.Interaction, None, _interact_with_itself),
    Fault("Interaction-partners", A.Interaction, A.affectedDrug, _affect_a_third),
    Fault("InteractionDirection-effect", A.Interaction, A.direction, _advise_without_effect),
    lost("MechanismClaim-mechanism", A.mechanism),
    told("MechanismClaim-targetRole", A.targetRole, code("target-role/agonist"), code("target-role/antagonist")),
    Fault("MedicalProblemClaim-content", A.MedicalProblemClaim, None, lambda p: p.lose(A.consequence, A.problemAdvice)),
    lost("MedicalProblemClaim-medicalProblem", A.medicalProblem),
    lost("OrganismClaim-organism", A.organism),
    linked("PageTitle-titleDrug", A.titleDrug, A.Route),
    Fault(
        "PharmacokineticClaim-content",
        A.PharmacokineticClaim,
        None,
        lambda p: p.lose(A.centralValue, A.finding, A.highValue, A.lowValue, A.meanValue),
    ),
    told("PharmacokineticClaim-parameter", A.parameter, code("parameter/half-live")),
    told("PharmacokineticInfluence-influence", A.influence, code("direction/increased")),
    lost("PopulationAdvice-population", A.population),
    told("Precaution-topic", A.topic, code("topic/storage")),
    lost("Precaution-statement", A.statement),
    linked("Precaution-includesReaction", A.includesReaction, A.Drug),
    told("PriceClaim-cost", SCHEMA.costPerUnit, number("0")),
    told("PriceClaim-currency", SCHEMA.costCurrency, Literal("dollars")),
    told("Product-marketingEnd", A.marketingEnd, day("2030-01-01"), day("2031-01-01")),
    THIRTIETH_OF_FEBRUARY,
    Fault(
        "Product-marketingStart",
        A.Product,
        A.marketingStart,
        lambda p: p.swap(A.marketingEnd, day("1999-12-31")),
    ),
    told("Product-region", A.region, code("jurisdiction/mars")),
    told("Product-productCategory", A.productCategory, Literal("prescription")),
    told("PropertyClaim-numericValue", A.numericValue, Literal(5.46)),
    told("PropertyClaim-probability", A.probability, number("1.5")),
    lost("PropertyClaim-valueAsWritten", A.valueAsWritten),
    told("ProteinClaim-molecularWeightInDaltons", A.molecularWeightInDaltons, number("0"), model=A.TargetClaim),
    told("ProteinClaim-pharmacologicalAction", A.pharmacologicalAction, Literal("yes"), model=A.TargetClaim),
    told("ProteinClaim-uniprotAccession", A.uniprotAccession, Literal("IL1R1_HUMAN"), model=A.TargetClaim),
    told("RecordDate-dateTime", A.dateTime, day("2019-06-16")),
    lost("RecordDate-event", A.event),
    lost("RecordDate-when", A.dateTime),
    told("RightsStatement-firstYear", A.firstYear, year("2999")),
    told("RightsStatement-lastYear", A.lastYear, year("2998"), year("2999")),
    lost("Selector-end", OA.end, SELECTOR),
    told("Selector-start", OA.start, Literal(-1), model=SELECTOR),
    told("Selector-start", OA.start, Literal(10**9), model=SELECTOR),
    of_page("SourceDocument-evidenceEnd", line=1, end=10**9),
    of_page("SourceDocument-evidenceLine", line=10**9, end=1),
    told("SourceDocument-landingPage", DCAT.landingPage, Literal("https://example.org/")),
    told("SourceDocument-modified", DCTERMS.modified, Literal("June 2019")),
    told("SourceDocument-sha256", A.sha256, Literal("F" * 64)),
    told("SourceDocument-sourceKind", A.sourceKind, Literal("Drug Bank")),
    lost("StudyTopic-topicKind", A.topicKind),
    told("SupplierClaim-supplierRole", A.supplierRole, code("supplier-role/maker")),
    lost("SynonymClaim-name", A.name),
    linked("TargetClaim-target", A.target, A.Drug),
    lost("Threshold-percent", A.thresholdPercent, A.AdverseEffectClaim),
    lost("Threshold-relation", A.thresholdRelation, A.AdverseEffectClaim),
    told("TreatmentDuration-condition", A.condition, NOWHERE),
    told("TrialGroup-phase", A.phase, *(code(f"phase/{number}") for number in "123")),
    told("TrialGroup-phase", A.phase, code("phase/1,-2")),
    told("TrialGroup-phasesAsWritten", A.phasesAsWritten, Literal("1,2")),
    told("TrialGroup-trialStatus", A.trialStatus, code("trial-status/done")),
    told("TrialGroup-trialCount", A.trialCount, Literal(0)),
    told("TrialGroup-trialCount", A.trialCount, Literal("1")),
    Fault("TrialGroup-topic", A.TrialGroup, None, lambda p: p.lose(A.condition, A.studyTopic)),
    lost("Unit-ucumCode", QUDT.ucumCode, QUDT.Unit),
    told("Value-central", A.centralValue, number("100"), **RANGE),
    told("Value-lowToCentral", A.lowValue, number("6"), **RANGE),
    told("Value-low", A.lowValue, number("-1"), **RANGE),
    lost("Value-high", A.highValue, A.TreatmentDuration),
    lost("Value-unit", A.unit, A.TreatmentDuration),
    lost("Value-unitAsWritten", A.unitAsWritten, A.PharmacokineticClaim),
    lost("WarningSymptom-reaction", A.reaction),
    linked("WarningSymptom-symptom", A.symptom, A.Drug),
    Fault("Work-citation", A.Work, None, lambda _: None),
    of_work("Work-content", lambda p: p.lose(A.pmid, DCTERMS.bibliographicCitation, DCTERMS.title)),
    of_work("Work-pmid", lambda p: p.swap(A.pmid, Literal("PMC123"))),
)
