"""Every constraint of the shapes is violated by a fault, and every fault violates only that constraint.

`pytest -n 0 -s tests/validation/test_mutation.py -k table` prints the table of limits, faults and what was caught.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

import pytest
from rdflib import RDF, SH, BNode, Graph, URIRef

from anakinra_kg.rdf.files import rdflib_graph
from anakinra_kg.rdf.names import SHAPES
from anakinra_kg.validation.engine import targets, validate
from tests.support import made_up_facts as made_up
from tests.support import shacl_engines
from tests.support.derived_faults import limits
from tests.support.fault_runs import Consequences, FaultRun, expected, fault_name, run_of_faults
from tests.support.faults import FAULTS, THIRTIETH_OF_FEBRUARY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from anakinra_kg.dataset.build import Build

pytestmark = pytest.mark.xdist_group("faults of the graph")  # broken once, in one process
_DRUG_OF_CLAIMS = "what claims say of a drug stands on the drug too, and nothing else does"
_SAME_PAGE = "evidence that is no evidence has no page, and a claim's page is that of its evidence"
_LABEL_TWICE = "a concept's two labels are the same"
_LIST_TWICE = "a code's list is named by two properties"
_COMPARED = "a comparison has the evidence of its claims"
_PARTNERS = "a third drug is one too many"
_SCHEME = "a code that looks like nothing looks like none of its scheme"
_NO_IRI = "a blank node has no IRI to be looked at"
_NO_LIST = "what is no list is not theirs"
_BELOW = "what is below the least is below the other end of its range"

CONSEQUENCES: Consequences = {
    r"AdverseEffectClaim-adverseEffect class": (_DRUG_OF_CLAIMS, ("Drug-adverseEffectClaimed", "Equals")),
    r"ClassificationClaim-classifiedAs class": (_DRUG_OF_CLAIMS, ("Drug-classificationClaimed", "Equals")),
    r"SupplierClaim-supplier class": (_DRUG_OF_CLAIMS, ("Drug-supplierClaimed", "Equals")),
    r"Drug-adverseEffect class": (_DRUG_OF_CLAIMS, ("Drug-adverseEffectClaimed", "Equals")),
    r"Drug-classification class": (_DRUG_OF_CLAIMS, ("Drug-classificationClaimed", "Equals")),
    r"Drug-supplier class": (_DRUG_OF_CLAIMS, ("Drug-supplierClaimed", "Equals")),
    r"Claim-source \w+": (_SAME_PAGE, ("Claim-evidenceDocument", "Equals")),
    r"Claim-evidence (class|minCount)": (_SAME_PAGE, ("Claim-evidenceDocument", "Equals")),
    r"Claim-evidence (class|min\w+)": (_SAME_PAGE, ("Claim-evidenceDocument", "MinCount")),
    r"Code-label \w+": (_LABEL_TWICE, ("Concept-prefLabel", "Equals")),
    r"Concept-prefLabel minCount": (_LABEL_TWICE, ("Concept-prefLabel", "Equals")),
    r"Code-scheme \w+": (_LIST_TWICE, ("Code-topConceptOf", "Equals")),
    r"Comparison-(evidence|firstClaim|secondClaim) (class|m\w+)": (
        _COMPARED,
        ("Comparison-evidenceOfClaims", "Equals"),
    ),
    r"DosingRegimen-amountKind maxCount": ("the list has one code only", ("DosingRegimen-amountKind", "In")),
    r"DosingRegimen-doseStage maxCount": ("the list has one code only", ("DosingRegimen-doseStage", "In")),
    r"DosingRegimen-doseStrength maxCount": ("the list has one code only", ("DosingRegimen-doseStrength", "In")),
    r"DosingRegimen-maximumStrength maxCount": ("the list has one code only", ("DosingRegimen-maximumStrength", "In")),
    r"DrugClass-notation pattern": (_SCHEME, ("AhfsClass", "Or")),
    r"DrugClass-scheme maxCount": (_SCHEME, ("AtcClass", "Or")),
    r"IdentifierClaim-identifierValue (maxCount|pattern)": (_SCHEME, ("DrugbankIdentifier", "Or")),
    r"(Claim|Entity|Evidence) nodeKind": (_NO_IRI, ("{}", "Pattern")),
    r"(Claim|Entity) nodeKind": (_NO_IRI, ("{}", "MaxLength")),
    r"Interaction-(affectedDrug (class|maxCount)|interactsWith maxCount)": (
        _PARTNERS,
        ("Interaction-partners", "MaxCount"),
    ),
    r"InteractionDirection-effect minCount": ("the effect is all it said", ("Interaction-content", "MinCount")),
    r"ListEntry-scheme class": (_NO_LIST, ("DosageForm-listed", "HasValue")),
    r"RecordDate-date\w* maxCount": ("two dates are two times", ("RecordDate-when", "MaxCount")),
    r"RightsStatement-lastYear datatype": ("no year, no order", ("RightsStatement-firstYear", "LessThanOrEquals")),
    r"Selector-end minInclusive": (_BELOW, ("Selector-start", "LessThan")),
    r"Value-central minInclusive": (_BELOW, ("Value-lowToCentral", "LessThanOrEquals")),
    r"Value-high minInclusive": (_BELOW, ("Value-low", "LessThanOrEquals")),
    r"Value-mean minInclusive": (_BELOW, ("Value-lowToMean", "LessThanOrEquals")),
}
"""Constraints that cannot be violated alone: the reason, and the additional findings."""


@pytest.fixture(scope="module")
def sound(built: Build) -> Graph:
    """Return the dataset with made-up facts of every kind added; do not change it."""
    return rdflib_graph({*built.triples, *made_up.triples()})


@pytest.fixture(scope="module")
def run(sound: Graph, shapes: Graph, ontology: Graph) -> FaultRun:
    """Break copies of valid nodes in every way and validate once."""
    return run_of_faults(sound, shapes, ontology, FAULTS)


def test_each_fault_by_hand_trips_its_shape_and_no_other(run: FaultRun) -> None:
    """What people get wrong gives a finding on the rule it breaks, at the node that breaks it."""
    tripped = {name: {shape for shape, _ in run.found[name]} for name in run.by_hand}

    assert {name: {fault.shape} for name, fault in run.by_hand.items()} == tripped


def test_each_derived_fault_trips_its_limit_and_no_other(run: FaultRun) -> None:
    """Violating a constraint gives a finding on that constraint, and only unavoidable other findings."""
    assert {n: expected(limit, CONSEQUENCES) for n, limit in run.derived.items()} == {
        n: run.found[n] for n in run.derived
    }


def test_faults_trip_nothing_elsewhere(run: FaultRun) -> None:
    """Valid nodes have no findings, even next to broken ones."""
    assert run.stray == []


def test_every_limit_is_overstepped(run: FaultRun, shapes: Graph) -> None:
    """A limit that no fault trips might as well not be there."""
    tripped = set().union(*run.found.values())

    assert [limit for limit in limits(shapes) if (limit.shape, limit.component) not in tripped] == []


def test_a_shape_has_each_parameter_once(shapes: Graph) -> None:
    """A finding does not distinguish two values of a parameter."""
    twice = {
        (shape, parameter)
        for limit in limits(shapes)
        for shape, parameter in [(URIRef(SHAPES + limit.shape), SH[limit.parameter])]
        if len(set(shapes.objects(shape, parameter))) > 1
    }

    assert not twice


def nested(shapes: Graph) -> Iterator[tuple[URIRef, Graph, str]]:
    """Yield node shapes with alternatives, each time without one alternative or without a limit inside one."""
    for shape, alternatives in shapes.subject_objects(SH["or"]):
        assert isinstance(shape, URIRef)
        whole = shapes.cbd(shape)
        whole.remove((shape, SH.property, None))
        members = list(whole.items(alternatives))
        for number, member in enumerate(members):
            less = Graph() + whole
            less.remove((shape, SH["or"], None))
            (other,) = (m for m in members if m != member)
            less.add((shape, SH["or"], single := BNode()))
            less.add((single, RDF.first, other))
            less.add((single, RDF.rest, RDF.nil))
            yield shape, less, f"without alternative {number + 1}"
        for parameter in (SH["not"], SH.hasValue, SH.pattern):
            less = Graph() + whole
            less.remove((None, parameter, None))
            if len(less) < len(whole):
                yield shape, less, f"without {parameter.fragment}"


def test_every_alternative_and_every_limit_inside_one_counts(run: FaultRun, shapes: Graph, ontology: Graph) -> None:
    """Shapes without an alternative, or a constraint in one, give different findings on valid and broken nodes."""
    looked_at = targets(shapes, ontology, run.broken)
    idle = []
    for shape, mutant, change in nested(shapes):
        data = Graph()
        for node in looked_at[shape]:
            data += ((node, p, o) for p, o in run.broken.predicate_objects(node))
        before = {name for name, found in run.found.items() if (shape.removeprefix(SHAPES), "Or") in found}
        after = {fault_name(f.focus) or f.focus for f in validate(data, mutant, Graph())}
        if before == after:
            idle.append(f"{shape} {change}")

    assert not idle


def test_table_of_limits_and_faults(run: FaultRun, shapes: Graph) -> None:
    """The table counts the constraints of each kind and the faults that violate them, and all faults are found."""
    caught = Counter(component for found in run.found.values() for _, component in found)
    made = Counter(limit.component for limit in run.derived.values())
    rows = [f"{'limit':<20}{'in shapes':>10}{'derived faults':>16}{'findings':>10}"]
    for component, count in sorted(Counter(limit.component for limit in limits(shapes)).items()):
        rows.append(f"{component:<20}{count:>10}{made[component]:>16}{caught[component]:>10}")
    faults = len(run.by_hand) + len(run.derived)
    rows.append(f"{len(limits(shapes))} limits, {faults} faults ({len(run.by_hand)} by hand), all of them caught")
    print("", *rows, sep="\n")  # noqa: T201 - the table is for people, with `pytest -n 0 -s`

    assert set(run.found) == {*run.by_hand, *run.derived}


# --- other engines ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("engine", shacl_engines.ENGINES)
def test_another_engine_agrees(engine: str, run: FaultRun, ontology: Graph) -> None:
    """Another SHACL engine finds at each fault just what pySHACL finds, and nothing in the rest of the graph."""
    find = shacl_engines.ENGINES[engine]()
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    unnamed: Counter[tuple[str, str]] = Counter()
    stray = []
    for focus, shape, component, value in find(run.broken + ontology):
        name = fault_name(focus) or fault_name(value)
        if name is not None:
            found[name].add((shape, component))
        elif focus == "_:":
            unnamed[shape, component] += 1
        else:
            stray.append((focus, shape, component, value))
    limit_of = run.derived | run.by_hand
    blank = {name for name, limit in run.derived.items() if limit.parameter == "nodeKind" and "-" not in limit.shape}
    differences = {n: (limit_of[n], run.found[n], found[n]) for n in limit_of if run.found[n] != found[n]}

    assert stray == []
    assert unnamed == Counter(result for name in blank for result in run.found[name])
    assert {limit_of[name] for name in differences.keys() - blank} == {THIRTIETH_OF_FEBRUARY}
