"""The kinds of statement a page can make, one small typed record each, the same for every source.

A record holds what the page says and where; it does not know how it was read nor what becomes of it in RDF. Strings are
as printed, outer white space trimmed; an absent field means that the page does not say; a name that holds a number
carries its unit or stands beside a field that does.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal  # noqa: TC003 - `fact_files` resolves the annotations at run time
from functools import cache
from typing import (
    Any,
    ClassVar,
    Literal,
    TypeAlias,
    TypeVar,
    dataclass_transform,
    get_args,
    get_origin,
    get_type_hints,
)

from anakinra_kg.facts.text import Span  # noqa: TC001 - as Decimal

Strings = tuple[str, ...]
_F = TypeVar("_F", bound="Fact")

# What a field may have where the choice is closed. The code list of its property has the same values.
YesNoUnknown: TypeAlias = Literal["yes", "no", "unknown"]
YesNo: TypeAlias = Literal["yes", "no"]
Subject: TypeAlias = Literal["drug", "target", "enzyme", "carrier", "transporter", "protein"]
ProblemAdvice: TypeAlias = Literal[
    "should not be used",
    "use with caution",
    "dose may need change",
    "may make worse",
    "may become active again",
    "not known whether made worse",
    "may increase side effects",
    "effects may be increased",
]
InteractionAdvice: TypeAlias = Literal["do not combine", "not recommended", "usually not recommended", "increased risk"]
Frequency: TypeAlias = Literal["more common", "less common", "less common or rare", "rare", "incidence not known"]
RelationVerb: TypeAlias = Literal[
    "is receptor for",
    "associates with",
    "forms",
    "mediates",
    "is induced by",
    "leads to",
    "can lead to",
    "blocks",
    "competes with",
    "is expressed in",
    "is elevated in",
    "is insufficient in",
    "reduces",
    "is most severe form of",
    "is a kind of",
]
RelatedKind: TypeAlias = Literal["drug", "protein", "condition", "finding", "biological entity"]
PharmacokineticParameter: TypeAlias = Literal[
    "absolute bioavailability",
    "accumulation",
    "time to maximum concentration",
    "maximum concentration",
    "half-life",
    "clearance",
    "volume of distribution",
    "protein binding",
]
ProteinRole: TypeAlias = Literal["enzyme", "carrier", "transporter"]
Direction: TypeAlias = Literal["increased", "decreased"]
InteractionCategory: TypeAlias = Literal["food, alcohol or tobacco", "diagnostic test", "vaccine"]
AvailabilityStatus: TypeAlias = Literal[
    "prescription only",
    "given under supervision of a doctor",
    "given under direct supervision of a doctor",
    "given under immediate supervision of a doctor",
    "without prescription",
    "with or without prescription",
]
AdvisedPopulation: TypeAlias = Literal["children", "elderly", "breastfeeding"]
InstructionTopic: TypeAlias = Literal[
    "administration", "injection site", "syringe", "missed dose", "storage", "disposal", "inspection", "information"
]
RecordEvent: TypeAlias = Literal["created", "updated"]
NotedList: TypeAlias = Literal["interactions", "adverse effects", "adverse effects that usually need no attention"]
Strength: TypeAlias = Literal["usual"]
Adjustment: TypeAlias = Literal["increase", "decrease", "change"]
Seriousness: TypeAlias = Literal["life-threatening", "serious"]
Attention: TypeAlias = Literal["emergency", "immediate", "soon", "routine"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One statement of a page.

    Attributes:
        kind: Name of the kind of statement, as in data files and JSON.
        span: The characters that make the statement.
        also: Other characters it rests on: a heading it stands under, advice at the end of a chain of lines.
    """

    kind: ClassVar[str]
    span: Span
    also: tuple[Span, ...] = ()


KINDS: dict[str, type[Fact]] = {}


@dataclass_transform(frozen_default=True, kw_only_default=True)
def _record(cls: type[_F]) -> type[_F]:
    """Make a class the record of a kind of fact: frozen, with keyword fields, registered by its kind."""
    record = dataclass(frozen=True, slots=True, kw_only=True)(cls)
    KINDS[record.kind] = record
    return record


@_record
class Identifier(Fact):
    """A code that names the drug in some scheme (`drugbank`, `cas`, `unii` …)."""

    kind = "identifier"
    scheme: str
    value: str


@_record
class Synonym(Fact):
    """Another name of the drug."""

    kind = "synonym"
    name: str


@_record
class Organism(Fact):
    """Organisms the drug acts in."""

    kind = "organism"
    name: str


@_record
class Packager(Fact):
    """A company that packages the drug."""

    kind = "packager"
    name: str


@_record
class Manufacturer(Fact):
    """A company that makes the drug."""

    kind = "manufacturer"
    name: str


@_record
class Supplier(Fact):
    """A company that makes or packages the drug; the page does not keep the two apart."""

    kind = "supplier"
    name: str


@_record
class BrandName(Fact):
    """A brand name, where it is used, and the company that uses it."""

    kind = "brand_name"
    name: str
    country: str | None = None
    labeller: str | None = None


@_record
class Ingredient(Fact):
    """A salt or form of the drug that products contain."""

    kind = "ingredient"
    name: str
    unii: str | None = None
    cas: str | None = None
    inchi_key: str | None = None
    identifier: str | None = None


@_record
class Product(Fact):
    """One marketed product; dates as printed (ISO 8601); `register` is the one its codes are of."""

    kind = "product"
    name: str
    dosage_form: str | None = None
    strength: str | None = None
    route: str | None = None
    labeller: str | None = None
    marketing_start: str | None = None
    marketing_end: str | None = None
    region: str | None = None
    category: str | None = None
    ingredients: str | None = None
    supplemental_ingredients: str | None = None
    generic: YesNo | None = None
    over_the_counter: YesNo | None = None
    approved: YesNo | None = None
    ndc_id: str | None = None
    ndc_product_code: str | None = None
    dpd_id: str | None = None
    ema_product_code: str | None = None
    ema_authorisation: str | None = None
    fda_application: str | None = None
    register: str | None = None
    not_applicable: Strings = ()
    not_available: Strings = ()


@_record
class DosageForm(Fact):
    """A form the drug comes in."""

    kind = "dosage_form"
    form: str
    route: str | None = None
    strength: str | None = None
    not_applicable: Strings = ()


@_record
class Price(Fact):
    """What a product costs per unit sold."""

    kind = "price"
    description: str
    cost: Decimal
    currency: str
    unit: str


@_record
class Classification(Fact):
    """A class the drug belongs to, in a scheme (`atc`, `ahfs`, `biologic`, `chemical` …), at a level of it."""

    kind = "classification"
    scheme: str
    code: str | None = None
    name: str
    level: str | None = None


@_record
class Property(Fact):
    """A measured, computed or stated property; `value` as printed, `unit` beside it."""

    kind = "property"
    name: str
    value: str
    unit: str | None = None
    basis: Literal["experimental", "predicted", "stated"] | None = None
    probability: Decimal | None = None
    source: str | None = None
    not_available: Strings = ()
    not_applicable: Strings = ()


@_record
class Spectrum(Fact):
    """A measured or predicted spectrum of the drug, and the hash that names it."""

    kind = "spectrum"
    name: str
    type: str
    splash_key: str | None = None
    not_available: Strings = ()
    not_applicable: Strings = ()


@_record
class Pathway(Fact):
    """A pathway the drug takes part in, what kind it is, and the drugs and enzymes (UniProt accessions) in it."""

    kind = "pathway"
    name: str
    category: str | None = None
    identifier: str | None = None
    drugs: Strings = ()
    enzymes: Strings = ()


@_record
class Reaction(Fact):
    """A step of the drug's metabolism: what becomes what, by which enzymes."""

    kind = "reaction"
    step: str | None = None
    substrate: str
    substrate_id: str | None = None
    metabolite: str
    metabolite_id: str | None = None
    enzymes: Strings = ()


@_record
class Patent(Fact):
    """A patent on the drug; dates as printed (ISO 8601)."""

    kind = "patent"
    number: str
    country: str | None = None
    approved: str | None = None
    expires: str | None = None
    pediatric_extension: YesNo | None = None


@_record
class PharmacogenomicEffect(Fact):
    """A variant of a protein's gene that changes what the drug does; the sentence that says how is prose."""

    kind = "pharmacogenomic_effect"
    protein: str
    evidence: str | None = None
    allele: str | None = None
    genotype: str | None = None
    defining_change: str | None = None
    adverse_reaction: str | None = None
    gene: str | None = None
    uniprot: str | None = None
    rs_id: str | None = None
    pmid: str | None = None
    not_available: Strings = ()


@_record
class Target(Fact):
    """A protein the drug acts on; `components` are the UniProt accessions of a group of several."""

    kind = "target"
    name: str
    pharmacological_action: YesNoUnknown | None = None
    actions: Strings = ()
    organism: str | None = None
    general_function: str | None = None
    molecular_weight_da: Decimal | None = None
    gene: str | None = None
    uniprot: str | None = None
    identifier: str | None = None
    components: Strings = ()


@_record
class InteractingProtein(Fact):
    """An enzyme, carrier or transporter of the drug; `role` absent where the page lost the heading."""

    kind = "interacting_protein"
    name: str
    role: ProteinRole | None = None
    pharmacological_action: YesNoUnknown | None = None
    actions: Strings = ()
    organism: str | None = None
    general_function: str | None = None
    molecular_weight_da: Decimal | None = None
    gene: str | None = None
    uniprot: str | None = None
    identifier: str | None = None
    components: Strings = ()
    inhibition_strength: str | None = None
    induction_strength: str | None = None


@_record
class Interaction(Fact):
    """What happens, or is advised, when the drug meets another substance; `action` is what a doctor may do then."""

    kind = "interaction"
    drug: str
    drug_id: str | None = None
    effect: str | None = None
    activity: str | None = None
    direction: Direction | None = None
    affected: str | None = None
    advice: InteractionAdvice | None = None
    category: InteractionCategory | None = None
    brand: str | None = None
    action: str | None = None


@_record
class ListNote(Fact):
    """What a page says of one of its lists as a whole: what it leaves out, or what to do about all of its items."""

    kind = "list_note"
    list: NotedList
    statement: str


@_record
class TrialGroup(Fact):
    """A row of the trials table: how many trials share phases, status, purpose and conditions."""

    kind = "trial_group"
    phases: Strings = ()
    status: str | None = None
    purpose: str | None = None
    conditions: Strings = ()
    count: int
    not_available: Strings = ()


@_record
class Reference(Fact):
    """A cited work, about the drug or one of its proteins."""

    kind = "reference"
    about: Subject
    about_name: str | None = None
    number: int | None = None
    authors: str | None = None
    title: str | None = None
    citation: str | None = None
    pmid: str | None = None
    isbn: str | None = None
    address: str | None = None


@_record
class Gap(Fact):
    """A field the page itself reports as not available."""

    kind = "gap"
    field: str


@_record
class AdverseEffect(Fact):
    """An unwanted effect; a threshold belongs to the list it stands in, not to the effect.

    `including` names kinds of it, `seriousness` is the page's word for the worst that it can be.
    """

    kind = "adverse_effect"
    effect: str
    frequency: Frequency | None = None
    attention: Attention | None = None
    population: str | None = None
    threshold_percent: Decimal | None = None
    threshold_relation: Literal["at least", "more than"] | None = None
    period: str | None = None
    seriousness: Seriousness | None = None
    including: Strings = ()


@_record
class OverdoseSymptom(Fact):
    """A symptom of overdose."""

    kind = "overdose_symptom"
    effect: str
    attention: Attention | None = None


@_record
class MedicalProblem(Fact):
    """Another disease or state of the patient, what is advised then, and why."""

    kind = "medical_problem"
    problem: str
    advice: ProblemAdvice | None = None
    consequence: str | None = None


@_record
class DosingRegimen(Fact):
    """How much, for whom; `low` to `high` `unit` per `per`, `maximum` in the same unit and period.

    `setting` is a label of the page that is neither condition, form, product nor population (`Used alone`). A strength
    says how firm the page is about an amount: absent, it names the amount without reserve. `adjustment` is how a doctor
    may change the dose, `adjustment_limit` when or how far; `amount_kind` is what the page says of all its amounts.
    """

    kind = "dosing_regimen"
    condition: str | None = None
    conditions: Strings = ()
    population: str | None = None
    form: str | None = None
    product: str | None = None
    setting: str | None = None
    stage: Literal["starting"] | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    dose_strength: Strength | None = None
    maximum: Decimal | None = None
    maximum_strength: Strength | None = None
    unit: str | None = None
    per: str | None = None
    frequency: str | None = None
    route: str | None = None
    advice: Literal["not recommended", "determined by doctor"] | None = None
    basis: str | None = None
    adjustment: Adjustment | None = None
    adjustment_limit: str | None = None
    amount_kind: Literal["average"] | None = None


@_record
class TreatmentDuration(Fact):
    """How long a treatment lasts."""

    kind = "treatment_duration"
    condition: str
    low: Decimal
    high: Decimal
    unit: str
    route: str | None = None


@_record
class Indication(Fact):
    """A condition the drug is for, and for whom; `criteria` must all hold; `aim` says what of it is treated."""

    kind = "indication"
    condition: str
    population: str | None = None
    severity: str | None = None
    line_of_therapy: str | None = None
    prerequisites: Strings = ()
    criteria: Strings = ()
    use: str | None = None
    aim: str | None = None


@_record
class Availability(Fact):
    """How the drug can be had."""

    kind = "availability"
    status: AvailabilityStatus
    conditions: Strings = ()


@_record
class PopulationAdvice(Fact):
    """What is known or advised for children, the elderly or breastfeeding; `group` is the part of them it holds for."""

    kind = "population_advice"
    population: AdvisedPopulation
    group: str | None = None
    finding: str
    condition: str | None = None
    action: str | None = None


@_record
class Instruction(Fact):
    """How to use, give, keep or dispose of the drug, for which conditions and in which situation."""

    kind = "instruction"
    topic: InstructionTopic
    instruction: str
    conditions: Strings = ()
    situation: str | None = None


@_record
class Precaution(Fact):
    """A risk or a duty of care, and what to do about it; `including` names kinds of the reaction the drug may cause."""

    kind = "precaution"
    topic: Literal[
        "monitoring",
        "blood tests",
        "tuberculosis",
        "infection",
        "vaccination",
        "allergic reaction",
        "skin reaction",
        "blood cells",
        "injection site",
        "combination",
    ]
    statement: str
    action: str | None = None
    population: str | None = None
    situation: str | None = None
    reaction: str | None = None
    including: Strings = ()


@_record
class WarningSymptom(Fact):
    """A symptom that may announce a reaction, where on the body, and what to do at once."""

    kind = "warning_symptom"
    reaction: str
    symptom: str
    site: str | None = None
    action: str | None = None
    situation: str | None = None


@_record
class Characteristic(Fact):
    """What the substance is: one aspect of its nature."""

    kind = "characteristic"
    aspect: str
    value: str


@_record
class Approval(Fact):
    """A regulator's approval."""

    kind = "approval"
    agency: str
    date: str


@_record
class Mechanism(Fact):
    """How the drug acts on a target."""

    kind = "mechanism"
    action: str
    target: str
    effect: str | None = None
    role: Literal["agonist", "antagonist"] | None = None


@_record
class Relation(Fact):
    """A statement of biology between two things, as subject, relation, object, and what kind of thing each is.

    Where `object_cut` is `yes`, the page cuts the text of the object, and `object` is only what is left of it.
    """

    kind = "relation"
    subject: str
    subject_kind: RelatedKind
    relation: RelationVerb
    object: str
    object_kind: RelatedKind
    object_cut: Literal["yes"] | None = None
    context: str | None = None


@_record
class Pharmacokinetic(Fact):
    """A pharmacokinetic value with the setting it was measured in, or a finding in words.

    A lone value is both `low` and `high`; beside a range it is the `mean` where the page says so, else the `value`.
    """

    kind = "pharmacokinetic"
    parameter: PharmacokineticParameter
    low: Decimal | None = None
    high: Decimal | None = None
    mean: Decimal | None = None
    value: Decimal | None = None
    unit: str | None = None
    finding: str | None = None
    population: str | None = None
    dose_low: Decimal | None = None
    dose_high: Decimal | None = None
    dose_unit: str | None = None
    dose_frequency: str | None = None
    route: str | None = None
    administration: str | None = None


@_record
class PharmacokineticInfluence(Fact):
    """Whether a pharmacokinetic parameter depends on something."""

    kind = "pharmacokinetic_influence"
    parameter: PharmacokineticParameter
    factor: str
    influence: Literal["increases with", "decreases with", "not significant"]


@_record
class ExternalLink(Fact):
    """Another database or document that describes the drug; the page may have lost its address."""

    kind = "external_link"
    resource: str
    address: str | None = None


@_record
class Download(Fact):
    """A file the page offers: what it is and its size."""

    kind = "download"
    name: str
    size: Decimal
    unit: str


@_record
class RecordDate(Fact):
    """When the page's record was created or updated: local time without zone, or the day alone, as printed."""

    kind = "record_date"
    event: RecordEvent
    date_time: str


@_record
class Rights(Fact):
    """Who holds the rights in the page's text, the years, and the terms in our words."""

    kind = "rights"
    holder: str
    first_year: str
    last_year: str | None = None
    terms: Strings = ()


@_record
class PageTitle(Fact):
    """What the page calls itself: the drug and its routes."""

    kind = "page_title"
    title: str
    drug: str
    routes: Strings = ()


@_record
class Dismissed(Fact):
    """A stretch of prose that a curator read and that states nothing to record, with the reason."""

    kind = "dismissed"
    reason: str


@dataclass(frozen=True, slots=True)
class Field:
    """How a field of a kind may be filled.

    Attributes:
        name: Name of the field.
        type: `str`, `Decimal`, `int` or `tuple` (a list of strings).
        required: Whether every fact of the kind has it.
        values: The values it may take; empty where any will do.
    """

    name: str
    type: type
    required: bool
    values: Strings


@cache
def fields_of(kind: str) -> tuple[Field, ...]:
    """Return the fields of a kind, in the order in which they are written, without the span."""
    record = KINDS[kind]
    described = []
    for name, hint in get_type_hints(record).items():
        if name in {"kind", "span", "also"}:
            continue
        optional = type(None) in get_args(hint)
        bare = next(part for part in get_args(hint) if part is not type(None)) if optional else hint
        values: Strings = ()
        if get_origin(bare) is Literal:
            bare, values = str, get_args(bare)
        if bare == Strings:
            described.append(Field(name, tuple, required=False, values=()))
        else:
            described.append(Field(name, bare, required=not optional, values=values))
    return tuple(described)


def record_of(fact: Fact) -> dict[str, Any]:
    """Return a fact as the dictionary that YAML and JSON hold: decimals as strings, absent fields left out."""
    span = fact.span
    record: dict[str, Any] = {"kind": fact.kind, "line": span.line, "start": span.start, "end": span.end}
    for name in _names(fact.kind):
        value = getattr(fact, name)
        if value is None or value == ():
            continue
        if isinstance(value, tuple):
            record[name] = list(value)
        elif isinstance(value, int):
            record[name] = value
        else:
            record[name] = str(value)
    if fact.also:
        record["also"] = [{"line": s.line, "start": s.start, "end": s.end} for s in fact.also]
    return record


def trimmed(fact: Fact) -> Fact | None:
    r"""Return a fact without outer white space in its fields, and without fields that are empty; None if it needs one.

    Example:
        >>> from anakinra_kg.facts.records import Synonym, trimmed
        >>> from anakinra_kg.facts.text import Span
        >>> trimmed(Synonym(span=Span(1, 0, 5), name=" Zorb "))
        Synonym(span=Span(line=1, start=0, end=5), also=(), name='Zorb')
    """
    changed: dict[str, Any] = {}
    for name in _names(fact.kind):
        value = getattr(fact, name)
        if isinstance(value, str):
            if not value or value[0].isspace() or value[-1].isspace():
                changed[name] = value.strip() or None
        elif isinstance(value, tuple) and any(not text or text != text.strip() for text in value):
            changed[name] = tuple(filter(None, (text.strip() for text in value)))
    if not changed:
        return fact
    if any(field.required and changed.get(field.name, "") is None for field in fields_of(fact.kind)):
        return None
    return replace(fact, **changed)


@cache
def _names(kind: str) -> Strings:
    return tuple(field.name for field in fields_of(kind))
