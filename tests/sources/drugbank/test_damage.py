"""A DrugBank page with missing, moved or joined lines yields no fact that it does not state."""

from __future__ import annotations

import pytest

from tests.support.drugbank_page import PAGE, gaps, read, records, replaced, unread, without_kind

LAST_WEIGHT = "5 Da\n  1. Cutter: The Table [Link]\n"


def joined(first: str, second: str, text: str = PAGE) -> str:
    """Return a page on which two lines are joined."""
    return replaced(f"{first}\n{second}", first + second, text)


@pytest.mark.parametrize(
    ("first", "second", "kind", "lost"),
    [
        ("Fever Type 21", "Not AvailableCompleted", "trial_group", 2),
        ("2.75USD tablet", "DrugBank does not sell", "price", 1),
        ("mg/mLALOGPS", "Rule of Five", "property", 2),
        ("GC-MSNot Available", "MS/MS Spectrum", "spectrum", 2),
        ("170MSDS", "logP3.5", "property", 2),
        ("12 L/kg", "Protein binding", "gap", 0),
        ("[PubMed:101]", "  2. Zorbla sheet", "reference", 2),
        ("KitOral; Topical", "TabletNot applicable5", "dosage_form", 2),
        ("  • zorblaminum novum", "External IDs", "synonym", 1),
        ("  • Zorblamine", "  • zorblaminum", "synonym", 2),
        ("NSC-990", "Product Ingredients", "identifier", 2),
        ("combinations", "AHFS Codes", "classification", 3),
        ("  • Gryphons and other beasts", "Zorblamine Action", "organism", 1),
        ("Lemon moiety", "Molecular Framework", "classification", 3),
    ],
)
def test_two_lines_run_together_are_no_row(first: str, second: str, kind: str, lost: int) -> None:
    """A row, item or heading joined to the next line is unread, not one long value."""
    sound, page = read(PAGE), read(joined(first, second))

    assert any(first.strip() in line for line in unread(page))
    assert len(records(page, kind)) == len(records(sound, kind)) - lost
    assert all(one in records(sound, kind) for one in records(page, kind))


def test_a_row_of_ingredients_run_into_the_next_is_unread() -> None:
    """The codes of one ingredient are not part of the name of another."""
    row = "Zorblamine oxalate5U85DBW7LO219861-08-2KTGRHKOEFSJQNS-BDQAORGHSA-N"
    page = read(replaced(row, row + row))

    assert records(page, "ingredient") == []


def test_a_pathway_run_into_the_next_is_unread() -> None:
    """The category of one pathway is not part of the name of another."""
    row = "Zorblamine Action PathwayDrug action"
    page = read(replaced(row, row + row))

    assert records(page, "pathway") == []


def test_the_line_of_dates_is_of_no_protein() -> None:
    """The last line of the page is not a value of the last protein, even directly after it."""
    page = read(replaced(LAST_WEIGHT, "5 Da\n"))

    assert without_kind(page, "interacting_protein")[0]["molecular_weight_da"] == "5"
    assert len(records(page, "record_date")) == 2
    assert unread(page) == []


def test_an_organism_below_a_weight_is_of_the_next_protein() -> None:
    """A protein without references ends with its weight."""
    old = "65401.91 Da\n  1. Gryph A: Purple things. Myth Lett. 1999;1(2):3-4. [PubMed:102]\n"
    page = read(replaced(old, "65401.91 Da\nGryphon virus 2\n"))
    purple, yellow = without_kind(page, "target")

    assert purple["molecular_weight_da"] == "65401.91"
    assert "organism" not in purple
    assert yellow["name"] == "Yellow kinase B"
    assert unread(page) == []


def test_a_general_function_that_reads_like_a_heading() -> None:
    """`Protein binding` under the heading of general functions is not a section among the proteins."""
    page = read(replaced("Cutting in half\n", "Protein binding\n"))

    assert without_kind(page, "interacting_protein")[0]["general_function"] == "Protein binding"
    assert len(records(page, "target")) == 2


@pytest.mark.parametrize(
    "heading", ["Pharmacological action", "General Function", "Specific Function", "Gene Name", "Uniprot ID"]
)
def test_a_protein_with_a_lost_heading_is_unread(heading: str) -> None:
    """If a heading of a protein is missing, its lines may belong to two proteins, its references to any protein."""
    begin = PAGE.rindex(heading)
    page = read(PAGE[:begin] + PAGE[begin + len(heading) + 1 :])

    assert records(page, "interacting_protein") == []
    assert "Half cutter P1" in unread(page)
    assert without_kind(page, "reference")[-1] == {"about": "protein", "number": 1, "title": "Cutter: The Table"}


def test_a_reference_below_a_name_without_headings_is_not_of_the_protein_above() -> None:
    """A numbered name without headings separates its references from the protein above."""
    reference = "  1. Gryph A: Purple things. Myth Lett. 1999;1(2):3-4. [PubMed:102]\n"
    page = read(replaced(reference, f"7. Green thing\n{reference}"))
    about = [one for one in records(page, "reference") if one.get("pmid") == "102"]

    assert [one["about"] for one in about] == ["protein"]
    assert "about_name" not in about[0]


def test_a_lost_heading_of_a_role_leaves_the_role_open() -> None:
    """After blank lines, the role of the proteins above no longer applies."""
    text = replaced("100 Da\n\n\n", "100 Da\n\n\nEnzymes\n").replace(
        LAST_WEIGHT, LAST_WEIGHT + "\n\n" + PAGE[PAGE.rindex("Pharmacological action") : PAGE.rindex("\nDrug created")]
    )
    page = read(text.replace("Half cutter P1", "Third cutter P3").replace("Third cutter P3", "Half cutter P1", 1))

    assert [one.get("role") for one in records(page, "interacting_protein")] == ["enzyme", None]


def test_a_target_printed_twice_is_no_enzyme() -> None:
    """An identical copy of a target after blank lines is not another protein of the drug."""
    block = PAGE[PAGE.index("Pharmacological action") : PAGE.index("Pharmacological action\nCurator")]
    page = read(replaced("100 Da\n\n\n", f"100 Da\n\n\n{block}\n\n"))

    assert "Purple receptor type 1" not in [one["name"] for one in records(page, "interacting_protein")]


def test_proteins_among_the_sections_are_unread() -> None:
    """Proteins are at the end of the page; an apparent protein elsewhere yields no fact."""
    block = PAGE[PAGE.rindex("Pharmacological action") : PAGE.rindex("\nDrug created")]
    page = read(replaced("ATC Codes\n", f"{block}ATC Codes\n"))

    assert [one["name"] for one in records(page, "interacting_protein")] == ["Half cutter P1"]
    assert [one["name"] for one in records(page, "target")] == ["Purple receptor type 1", "Yellow kinase B"]


def test_a_target_without_advertisements_below_it() -> None:
    """A row that continues after a known protein name is a row of a target, whatever follows."""
    begin, end = PAGE.index("Additional Data Available\nAdverse"), PAGE.index("\nQuickly")
    page = read(PAGE[:begin] + PAGE[end:])

    assert [one["name"] for one in records(page, "target")] == ["Purple receptor type 1", "Yellow kinase B"]


@pytest.mark.parametrize(
    "heading", ["AHFS Codes", "Food Interactions", "FDA label", "Half life", "Experimental Properties"]
)
def test_a_misplaced_heading_and_what_stands_below_it_are_unread(heading: str) -> None:
    """A heading out of order does not apply to the lines under it."""
    text = PAGE.replace(f"{heading}\n", "", 1)
    page = read(replaced("Alternative Parents\n", f"Alternative Parents\n{heading}\n", text))

    assert heading in unread(page)
    assert "Sour compound / Lemon moiety" in unread(page)


def test_a_misplaced_header_of_a_table_is_unread() -> None:
    """A table header begins a table only where the page order allows it."""
    header = "Unit descriptionCostUnit\n"
    page = read(replaced("AHFS Codes\n", f"{header}AHFS Codes\n", replaced(header, "")))

    assert header.strip() in unread(page)
    assert records(page, "price") == []


@pytest.mark.parametrize(
    ("glued", "name"),
    [
        ("Zorbla 39(R)-Moonic acid", None),
        ("McZorb(R)-moonic acid", None),
        ("Zorblaα-Moonic", None),
        ("Zorbla 39Moonic", None),
        ("Zorbla 3Moonic", "Zorbla 3"),
        ("ZorblaMoonic acid", "Zorbla"),
    ],
)
def test_the_only_place_to_cut_a_mixture_must_look_like_one(glued: str, name: str | None) -> None:
    """An ingredient that no other row names must begin with a capitalised word; otherwise its start is not certain."""
    page = read(replaced("Zorbla PlusZorblamine (10 mg)", f"{glued} (10 mg)"))
    names = [one["name"] for one in records(page, "product") if one.get("category") == "mixture"]

    assert names == ([name, "Aid Kit"] if name else ["Aid Kit"])


@pytest.mark.parametrize(
    ("heading", "value"),
    [
        ("CAS number", "KTGRHKOEFSJQNS-BDQAORGHSA-N"),
        ("Chemical Formula", "KTGRHKOEFSJQNS-BDQAORGHSA-N"),
        ("InChI Key", "219861-08-2"),
        ("IUPAC Name", "CC(=O)NC1=CC"),
    ],
)
def test_a_code_of_another_kind_is_unread(heading: str, value: str) -> None:
    """A code without the form of its kind belongs to a section whose heading is missing."""
    text = PAGE.replace("2-(zorbyl)propanoic acid\n", "") if heading == "IUPAC Name" else PAGE
    page = read(replaced(f"\n{heading}\n", f"\n{heading}\n{value}\n", text))

    assert value in unread(page)


def test_lines_of_the_head_are_no_biologic_classes() -> None:
    """A class is a name of a few plain words, not an accession number, a group or a row of a table."""
    head = "DB99001\xa0 (APRD99001, QQQ1)\nSmall Molecule\nApproved, Vet Approved\n"
    product = "Zorbla OneInjection, solution2.5 mg/0.5mL"
    text = replaced(head, f"{head}Biologic Classification\nProtein Based Therapies\n{head}{product}\n")

    assert [one["name"] for one in records(read(text), "classification") if one["scheme"] == "biologic"] == [
        "Protein Based Therapies"
    ]


def test_a_list_of_something_else_is_no_list_of_classes() -> None:
    """A bulleted item among the classes makes the whole section uncertain."""
    page = read(replaced("Alternative Parents\nAas", "Alternative Parents\n  • Odd item\nAas"))

    assert [one for one in records(page, "classification") if one.get("level") == "alternative parent"] == []


def test_suppliers_stand_right_above_the_forms() -> None:
    """If the heading of the trials is missing, `Not Available` may belong to the trials, not to the manufacturers."""
    begin, end = PAGE.index("Clinical Trials\n1, 2"), PAGE.index("Not Available\n  • Gryphon Works")
    page = read(PAGE[:begin] + "Not Available\n\n\n" + PAGE[end:].removeprefix("Not Available\n"))

    assert records(page, "packager") == []
    assert records(page, "manufacturer") == []
    assert "clinical trials" not in gaps(page)


def test_a_gap_before_a_missing_heading_is_unread() -> None:
    """Without the next heading, the section of `Not Available` is not certain."""
    page = read(
        replaced("Route of elimination\n", "").replace("Protein binding\n\n\n", "Protein binding\nNot Available\n\n")
    )

    assert "protein binding" not in gaps(page)
    assert "Not Available" in unread(page)


def test_a_class_without_a_known_super_class_has_no_level() -> None:
    """Of two classes under a heading, the first is a super class only if it is in the list."""
    page = read(replaced("Organic acids and derivatives\n", "Lemonic acids and derivatives\n"))
    levels = {one["name"]: one.get("level") for one in records(page, "classification")}

    assert levels["Lemonic acids and derivatives"] is None
    assert levels["Gryphonic acids and derivatives"] is None


def test_the_identifier_of_a_lost_resource_is_not_of_the_resource_above() -> None:
    """An identifier belongs to the resource directly above it, not to one further up."""
    page = read(replaced("KEGG Drug\n", "KEGG Drug\nC00012 and more\nHMDB0000001\n"))

    assert [one for one in records(page, "identifier") if one["scheme"] == "kegg drug"] == []
    assert "HMDB0000001" in unread(page)


def test_the_drug_is_not_called_name() -> None:
    """A heading or sentence joined to the name of the drug above the accession number is not its name."""
    begin = PAGE.index("Drug Interactions\n(R)")
    text = "Name Zorblamine sodium\n" + PAGE[PAGE.index("Accession Number") :][: begin - PAGE.index("Accession Number")]
    page = read(text + "Food Interactions\nNot Available\n")

    assert records(page, "page_title") == []


@pytest.mark.parametrize("offer", ["Application Number", "Evidence Level", "Extended Description", "Filed On"])
def test_an_offer_without_its_advertisement_is_no_item_of_the_list_above(offer: str) -> None:
    """The name of advertised data may be a bulleted item, and lines around it may be missing."""
    page = read(replaced("  • Gryphons and other beasts\n", f"  • Gryphons and other beasts\n  • {offer}\n"))

    assert records(page, "organism") == records(read(PAGE), "organism")


@pytest.mark.parametrize(
    ("cells", "target"), [("", True), ("inhibitor", False), ("Escherichia coli", False), ("Humans", False)]
)
def test_a_target_without_a_block_has_no_action_or_organism_in_its_name(cells: str, target: bool) -> None:  # noqa: FBT001
    """If no block names a target, a row that may contain more cells is unread."""
    begin = PAGE.index("Pharmacological action\nCurator")
    without = PAGE[:begin] + PAGE[PAGE.index("100 Da\n") + len("100 Da\n") :]
    row = f"UYellow kinase B{cells}"
    page = read(replaced("UYellow kinase BNot AvailableHumans", row, without))

    assert [one["name"] for one in records(page, "target")][1:] == (["Yellow kinase B"] if target else [])
    assert (row in unread(page)) is not target


def test_an_organism_is_no_part_of_the_name_of_a_numbered_protein() -> None:
    """A protein with only a number and a name has no name if the next line is joined to it."""
    text = replaced(LAST_WEIGHT, f"{LAST_WEIGHT}7. Gulp carrierEscherichia coli\nPharmacological action\n")
    sound = read(text.replace("carrierEsch", "carrier\nEsch"))

    assert "Gulp carrier" in {one["name"] for one in records(sound, "interacting_protein")}
    assert records(read(text), "interacting_protein") == records(read(PAGE), "interacting_protein")


@pytest.mark.parametrize("heading", ["Kind", " Kind", "Organism", " Organism"])
def test_a_heading_is_no_part_of_the_name_of_a_numbered_protein(heading: str) -> None:
    """A heading of one word joined to a protein name is detected, with or without a space."""
    text = replaced(LAST_WEIGHT, f"{LAST_WEIGHT}7. Gulp carrier{heading}\nPharmacological action\n")
    page = read(text)

    assert f"7. Gulp carrier{heading}" in unread(page)
    assert records(page, "interacting_protein") == records(read(PAGE), "interacting_protein")


def test_a_reference_without_a_number_of_its_own_run_into_the_next_is_unread() -> None:
    """The number of the next reference ends a reference without a closing bracket."""
    following = "  2. Roc D: Eggs of size. J Myth Biol. 2003 May;7(1):1-9. [PubMed:77]"
    page = read(replaced(" [PubMed:101]\n  2. Zorbla sheet [File]", following))

    assert [one for one in records(page, "reference") if one["about"] == "drug"] == []
    assert any("Sleep of gryphons" in line for line in unread(page))


def test_a_form_is_no_part_of_the_strength_before_it() -> None:
    """The units of a strength are not a closed list, but the form of the next row is not a unit."""
    page = read(replaced("Oral10 mg\nKitOral; Topical", "Oral10 mgKit"))

    assert "Tablet, film coatedOral10 mgKit" in unread(page)
    assert len(records(page, "dosage_form")) == 1


@pytest.mark.parametrize(("allele", "read_whole"), [("CUT1*2", True), ("1*2", False), ("2C19*2", False)])
def test_an_allele_begins_with_the_letter_of_a_gene(allele: str, read_whole: bool) -> None:  # noqa: FBT001
    """Digits after a protein name may belong to it, to an allele or to a longer name."""
    header = "Interacting Gene/EnzymeAllele nameGenotype(s)Defining Change(s)Type(s)DescriptionDetails\n"
    row = f"Half cutter P1{allele}Not Available681G>AEffect InferredIt halves less.Details"
    page = read(replaced("Effects/ADRs\nNot Available\n", f"Effects/ADRs\n{header}{row}\n"))

    assert [one["allele"] for one in records(page, "pharmacogenomic_effect")] == ([allele] if read_whole else [])
    assert (row in unread(page)) is not read_whole
