"""The targets and other proteins of a DrugBank page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.support.drugbank_page import PAGE, prose, read, records, replaced, unread, without_kind

if TYPE_CHECKING:
    from anakinra_kg.facts.ledger import Reading


def test_a_target_is_one_fact_from_its_row_and_its_block(reading: Reading) -> None:
    """The letter of the row states whether the action is pharmacological; the block has function and weight."""
    assert without_kind(reading, "target") == [
        {
            "name": "Purple receptor type 1",
            "pharmacological_action": "yes",
            "general_function": "Purple binding",
            "molecular_weight_da": "65401.91",
        },
        {
            "name": "Yellow kinase B",
            "pharmacological_action": "unknown",
            "organism": "Humans",
            "general_function": "Yellow kinase activity",
            "molecular_weight_da": "100",
        },
    ]
    target = next(fact for fact in reading.facts if fact.kind == "target")
    assert [reading.page.quote(span) for span in target.also] == [
        "Purple receptor type 1",
        "Purple binding",
        "65401.91 Da",
    ]


def test_a_protein_without_a_row_of_the_targets_has_no_role(reading: Reading) -> None:
    """After the targets, a protein is an enzyme, carrier or transporter; only a heading states which."""
    headed = read(replaced("100 Da\n\n\n", "100 Da\n\n\nEnzymes\n"))

    assert without_kind(reading, "interacting_protein") == [
        {"name": "Half cutter P1", "general_function": "Cutting in half", "molecular_weight_da": "5"}
    ]
    assert records(headed, "interacting_protein")[0]["role"] == "enzyme"
    assert records(headed, "reference")[-1]["about"] == "enzyme"


def test_a_protein_that_may_be_a_target_or_not_is_unread() -> None:
    """In the first group, a block that no row names is not read."""
    page = read(replaced("APurple receptor type 1\n", ""))

    assert [one["name"] for one in records(page, "target")] == ["Yellow kinase B"]
    assert "Purple binding" in unread(page)


def test_a_block_with_a_missing_heading_gives_nothing() -> None:
    """Lines under incomplete headings may belong to two proteins."""
    start = PAGE.index("Purple binding")
    page = read(
        PAGE[:start] + replaced("Gene Name\n", "", PAGE[start : PAGE.index("65401")]) + PAGE[PAGE.index("65401") :]
    )

    assert [one["name"] for one in records(page, "target")] == ["Yellow kinase B"]
    assert {"Purple binding", "Purple receptor type 1", "APurple receptor type 1", "65401.91 Da"} <= set(unread(page))


def test_a_target_known_by_number_and_name_alone() -> None:
    """A target without a protein record has its name above its block."""
    text = replaced("UYellow kinase B", "UGreen things of old\nUYellow kinase B")
    page = read(
        replaced(
            "Pharmacological action\nCurator",
            "2. Green things of old\nPharmacological action\nPharmacological action\nCurator",
            text,
        )
    )

    assert {"name": "Green things of old", "pharmacological_action": "unknown"} in without_kind(page, "target")


def test_cells_of_a_target_on_lines_of_their_own() -> None:
    """Actions and organism of several words are under the row of their target, and again in its block."""
    text = replaced(
        "APurple receptor type 1\n", "APurple receptor type 1\npartial agonist\nGryphon influenza virus 1\n"
    )
    page = read(
        text.replace(
            "Pharmacological action\nGeneral Function\nPurple",
            "Gryphon influenza virus 1\nPharmacological action\nPartial agonist\nGeneral Function\nPurple",
        )
    )

    assert without_kind(page, "target")[0]["actions"] == ["Partial agonist"]
    assert without_kind(page, "target")[0]["organism"] == "Gryphon influenza virus 1"
    assert unread(page) == []


def test_cells_of_a_target_that_its_block_does_not_repeat() -> None:
    """A row between a target and the cells below it may be missing, so they are used only if the block repeats them."""
    page = read(
        replaced("APurple receptor type 1\n", "APurple receptor type 1\npartial agonist\nGryphon influenza virus 1\n")
    )

    assert "actions" not in without_kind(page, "target")[0]
    assert "organism" not in without_kind(page, "target")[0]
    assert unread(page) == ["partial agonist", "Gryphon influenza virus 1"]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ("inhibitorHumans", {"actions": ["inhibitor"], "organism": "Humans"}),
        ("inhibitorpartial agonist", {"actions": ["inhibitor", "partial agonist"]}),
        ("Not AvailableGryphons", {"organism": "Gryphons"}),
        ("nibblerHumans", None),
    ],
)
def test_cells_that_run_on_after_a_target(cells: str, expected: dict[str, Any] | None) -> None:
    """Actions of the closed list and an organism may be joined to a target name; otherwise the row is unread."""
    page = read(replaced("UYellow kinase BNot AvailableHumans", f"UYellow kinase B{cells}"))
    found = [record for record in without_kind(page, "target") if record["name"] == "Yellow kinase B"]

    assert [{name: one[name] for name in ("actions", "organism") if name in one} for one in found] == (
        [expected] if expected else []
    )


def test_pharmacogenomics() -> None:
    """A row is split after a protein that the page names; its sentence is left for curation."""
    header = "Interacting Gene/EnzymeAllele nameGenotype(s)Defining Change(s)Type(s)DescriptionDetails\n"
    row = "Half cutter P1CUT1*2ANot Available681G>AEffect InferredIt halves less.Details\n"
    page = read(
        replaced("Pharmacogenomic Effects/ADRs\nNot Available\n", f"Pharmacogenomic Effects/ADRs\n{header}{row}")
    )

    assert without_kind(page, "pharmacogenomic_effect") == [
        {
            "protein": "Half cutter P1",
            "evidence": "Effect Inferred",
            "allele": "CUT1*2A",
            "defining_change": "681G>A",
            "not_available": ["genotype"],
        }
    ]
    assert prose(page)["pharmacogenomic effects"] == ["It halves less."]
