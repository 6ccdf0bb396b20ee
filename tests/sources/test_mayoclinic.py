"""The reader of Mayo Clinic monographs: invented pages for each rule, the real pages for their counts."""

from __future__ import annotations

import random
from collections import Counter
from decimal import Decimal
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import pytest

from anakinra_kg.errors import PageError
from anakinra_kg.facts.records import fields_of, record_of
from anakinra_kg.facts.text import PageText
from anakinra_kg.sources import mayoclinic
from anakinra_kg.sources.mayoclinic.dosing import dose_of, dose_tree, labels_of
from anakinra_kg.sources.mayoclinic.phrases import fingerprint, standard

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from anakinra_kg.facts.ledger import Reading

FOOTER = """
Drug information provided by:

Copyright: © Press House L.P. 1981, 2024.

-> The Mayo Clinic Diet
-> Drugs & Supplements
-> Xanakin (oral route, nasal route)
CON-XXXXXXXX
"""
NOT_RECOMMENDED = "Using this remedy with any of the following drugs is not recommended."
USUALLY_NOT = "Using this remedy with any of the following drugs is usually not recommended, but may be needed."
RISK = "Using this remedy with any of the following drugs may cause an increased risk of side effects."
AT_ONCE = "Check with your doctor immediately if any of the following effects occur:"
ROUTINE = "Some side effects may occur that usually will not need medical attention. Mostly they go away."
OVERDOSE = "Get emergency help immediately if any of the following symptoms of overdose occur:"
INTRO = "Say so if you have any other medical problems, especially:"


def page(*lines: str, footer: str = FOOTER, name: str = "pages/xanakin.txt") -> PageText:
    """Return a page of the lines given, with a footer."""
    return PageText.from_bytes(name, ("\n".join(lines) + "\n" + footer).encode())


def read(*lines: str) -> Reading:
    """Return the reading of a page of the lines given."""
    return mayoclinic.read(page(*lines))


def facts(reading: Reading, kind: str, *names: str) -> list[Any]:
    """Return some fields of the facts of a kind: bare values where one field is asked for."""
    found = [tuple(getattr(fact, name) for name in names) for fact in reading.facts if fact.kind == kind]
    return [values[0] for values in found] if len(names) == 1 else found


def statuses(reading: Reading, *lines: int) -> list[str]:
    """Return the statuses of lines, by number."""
    return [reading.lines[line - 1].status.value for line in lines]


def prose(reading: Reading) -> list[str]:
    """Return the sentences left to a curator."""
    return [reading.page.words(sentence.span) for sentence in reading.prose]


def real_pages(documents: Path) -> list[Path]:
    """Return the real monographs at hand."""
    found = sorted((documents / "dev" / "mayoclinic").glob("*.txt")) if (documents / "dev").is_dir() else []
    return [documents / "mayoclinic-anakinra.txt", *found]


# The page as a whole.


def test_a_monograph_is_recognised_by_its_headings() -> None:
    """Three of the layout's own headings as whole lines make a page a monograph."""
    known = page("Before Using:", "Proper Use:", "Side Effects: none", "Precautions:  ")
    unknown = page("Before Using: a word", "Proper Use:", "Precautions:")

    assert mayoclinic.recognises(known)
    assert not mayoclinic.recognises(unknown)


def test_the_title_names_drug_and_routes() -> None:
    """The title in the footer gives the drug, its routes and the identifier of the page."""
    reading = read("Side Effects:")

    assert reading.title == "Xanakin (oral route, nasal route)"
    assert reading.drug == "Xanakin"
    assert reading.id == "xanakin-oral-route-nasal-route"
    assert facts(reading, "page_title", "routes") == [("oral route", "nasal route")]


def test_a_title_loses_what_the_site_adds() -> None:
    """What the site adds behind the routes is not part of the title."""
    footer = FOOTER.replace("nasal route)", "nasal route) - Side effects & uses")
    reading = mayoclinic.read(page("Side Effects:", footer=footer))

    assert reading.title == "Xanakin (oral route, nasal route)"


def test_a_page_without_title_goes_by_its_file() -> None:
    """A page that lost its title takes its identifier from the file name, and names no drug."""
    footer = "Drug information provided by:\n\n-> Drugs & Supplements\n"
    reading = mayoclinic.read(page("Side Effects:", footer=footer, name="a/B pages/Some Drug.v2.txt"))

    assert (reading.id, reading.drug) == ("some-drug-v2", None)
    assert facts(reading, "page_title", "drug") == []


def test_a_page_cut_inside_a_list_is_refused() -> None:
    """A page whose last line is an item, with no footer, is cut; the message says where."""
    with pytest.raises(PageError, match=r"pages/xanakin\.txt:4: the page ends inside the list of drug interactions"):
        mayoclinic.read(page("Drug Interactions:", NOT_RECOMMENDED, "", "-> Acibal", footer=""))


def test_rights_give_holder_and_years() -> None:
    """The copyright line is a fact with its holder and years."""
    assert facts(read("Side Effects:"), "rights", "holder", "first_year", "last_year") == [
        ("Press House L.P.", "1981", "2024")
    ]


def test_lines_before_any_heading_are_unread() -> None:
    """Nothing is known of lines that stand before the first heading."""
    assert statuses(read("Some words.", "Side Effects:"), 1, 2) == ["unread", "boilerplate"]


# Names, forms, availability.


def test_brand_names_have_their_country() -> None:
    """A name stands for the country of the heading above it."""
    reading = read("Brand Name:", "", "USBrand Name:", "Aba", "", "Bea", "", "CanadianBrand Name:", "Aba XR")

    assert facts(reading, "brand_name", "name", "country") == [("Aba", "US"), ("Bea", "US"), ("Aba XR", "Canada")]


@pytest.mark.parametrize("gap", [("", "", ""), ("",)], ids=["three blank lines", "names out of order"])
def test_a_lost_country_heading_is_noticed(gap: Iterable[str]) -> None:
    """Where the names begin anew, a heading may be lost, and the country is not known."""
    reading = read("USBrand Name:", "Mea", "", "Nia", *gap, "Aba")

    assert facts(reading, "brand_name", "name", "country") == [("Mea", "US"), ("Nia", "US"), ("Aba", None)]


def test_prose_is_no_brand_name() -> None:
    """A sentence under a heading of brand names is unread."""
    assert statuses(read("USBrand Name:", "This is a sentence that strayed here."), 2) == ["unread"]


def test_dosage_forms_stand_under_their_heading() -> None:
    """Items under the heading of the forms are forms; other items of the description are prose."""
    reading = read(
        "Description:", "-> stray", "It comes in the following dosage forms:", "", "-> Gel/Jelly", "-> Tablet, Coated"
    )

    assert facts(reading, "dosage_form", "form") == ["Gel/Jelly", "Tablet, Coated"]
    assert prose(reading) == ["stray"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("This medicine is available without a prescription.", ("without prescription", ())),
        ("This product is available only with your doctor's prescription.", ("prescription only", ())),
        (
            "This medicine is to be given only by or under the direct supervision of a doctor.",
            ("given under supervision of a doctor", ()),
        ),
    ],
)
def test_availability_comes_from_whole_sentences(sentence: str, expected: tuple[str, tuple[str, ...]]) -> None:
    """A sentence that says how the drug can be had is a fact that covers it."""
    reading = read("Description:", sentence)

    assert facts(reading, "availability", "status", "conditions") == [expected]
    assert reading.page.words(reading.facts[0].span) == sentence


def test_availability_may_differ_by_condition() -> None:
    """Each clause with its own conditions is a fact of its own."""
    reading = read(
        "Description:",
        "This medicine is available only with your doctor's prescription (for gout, FMF, and CAPS) "
        "or given only by or under the supervision of your doctor (for flu).",
    )

    assert facts(reading, "availability", "status", "conditions") == [
        ("prescription only", ("gout", "FMF", "CAPS")),
        ("given under supervision of a doctor", ("flu",)),
    ]
    assert statuses(reading, 2) == ["fact"]


def test_availability_with_an_unknown_word_is_prose() -> None:
    """A sentence that says one thing more is left to a curator."""
    assert facts(read("Description:", "This medicine is available without prescription in Ohio."), "availability") == []


# Populations.


def test_advice_for_children_needs_the_drug_as_a_whole() -> None:
    """The standard sentence is a fact for the drug, prose for one of its forms."""
    reading = read(
        "Description:",
        "Xanakin drops is used for dry eyes.",
        "Pediatric:",
        "Xanakin drops is not indicated for use in children.",
        "",
        "Xanakin drops forte is not indicated for use in children.",
    )

    assert facts(reading, "population_advice", "population", "finding", "group") == [
        ("children", "not indicated", None)
    ]
    assert statuses(reading, 4, 6) == ["fact", "prose"]


def test_advice_for_some_children_names_them() -> None:
    """An age is kept as the group the finding holds for."""
    reading = read(
        "Pediatric:", "However, safety and efficacy have not been established in children 2 to 5 years of age."
    )

    assert facts(reading, "population_advice", "finding", "group") == [
        ("safety and efficacy not established", "children 2 to 5 years of age")
    ]


def test_a_finding_without_its_subject_is_prose() -> None:
    """`Safety and efficacy …` alone rests on a sentence before it; where that is not understood, it is prose."""
    reading = read("Pediatric:", "Few children with gout took it. Safety and efficacy have not been established.")

    assert facts(reading, "population_advice", "finding") == []
    assert len(prose(reading)) == 2


def test_a_sentence_on_the_elderly_says_nothing_of_children() -> None:
    """Where the heading between is lost, advice for the elderly does not become advice for children."""
    assert facts(read("Pediatric:", "Use of Xanakin is not recommended in the elderly."), "population_advice") == []


def test_conditions_of_children_are_told_apart_by_their_spaces() -> None:
    """Two conditions set off by two spaces are two facts; any other `and` is left to a curator."""
    apart = read("Pediatric:", "Use of Xanakin is not recommended in children with  joint fever  and  FLU-9 .")
    unclear = read("Pediatric:", "Use of Xanakin is not recommended in children with hand and foot fever.")

    assert facts(apart, "population_advice", "finding", "condition") == [
        ("not recommended", "joint fever"),
        ("not recommended", "FLU-9"),
    ]
    assert facts(unclear, "population_advice", "condition") == []


# Interactions.


def test_an_interaction_takes_the_advice_of_its_heading() -> None:
    """Each list stands under its heading, whose sentence is the evidence."""
    reading = read(
        "Drug Interactions:",
        NOT_RECOMMENDED,
        "",
        "-> Acibal",
        "-> Zetol",
        USUALLY_NOT,
        "",
        "-> Befol",
        RISK,
        "",
        "-> Ceron",
    )

    assert facts(reading, "interaction", "drug", "advice", "category") == [
        ("Acibal", "not recommended", None),
        ("Zetol", "not recommended", None),
        ("Befol", "usually not recommended", None),
        ("Ceron", "increased risk", None),
    ]
    assert reading.page.words(reading.facts[0].also[0]) == NOT_RECOMMENDED


@pytest.mark.parametrize(
    "heading",
    [
        "This medicine should never be used together with any of the following medicines:",
        "Taking this medicine with any of the following medicines should not be used.",
    ],
)
def test_never_together_is_its_own_advice(heading: str) -> None:
    """What must not be used together is told from what is only not recommended."""
    assert facts(read("Drug Interactions:", heading, "-> Acibal"), "interaction", "advice") == ["do not combine"]


def test_food_alcohol_and_tobacco_are_a_category() -> None:
    """The other interactions have the same classes, and their category."""
    heading = "Using this remedy with any of the following is usually not recommended, but may happen."
    reading = read("Other Interactions:", heading, "", "-> Grapefruit Juice")

    assert facts(reading, "interaction", "drug", "advice", "category") == [
        ("Grapefruit Juice", "usually not recommended", "food, alcohol or tobacco")
    ]


@pytest.mark.parametrize("section", ["Drug Interactions:", "Other Interactions:"])
@pytest.mark.parametrize(
    ("listed", "category"),
    [("vaccines", "vaccine"), ("diagnostic tests", "diagnostic test"), ("other tests", "diagnostic test")],
)
def test_vaccines_and_tests_are_a_category_where_the_heading_names_them(
    section: str, listed: str, category: str
) -> None:
    """What a heading says that it lists is no drug, wherever it stands; what it does not say is not guessed."""
    heading = f"Using this remedy with any of the following {listed} is not recommended."
    reading = read(section, heading, "", "-> Zoster Zub, Live")

    assert facts(reading, "interaction", "drug", "advice", "category") == [
        ("Zoster Zub, Live", "not recommended", category)
    ]


@pytest.mark.parametrize(
    ("section", "listed"),
    [("Drug Interactions:", ""), ("Drug Interactions:", " wild herbs"), ("Other Interactions:", " medicines")],
)
def test_a_heading_that_lists_what_its_section_does_not_gives_no_advice(section: str, listed: str) -> None:
    """Medicines stand under their name in one section, food without a name in the other; the rest is not known."""
    reading = read(section, f"Using this remedy with any of the following{listed} is not recommended.", "", "-> Zub")

    assert facts(reading, "interaction", "drug") == []
    assert statuses(reading, 2, 4) == ["prose", "unread"]


@pytest.mark.parametrize(
    "heading",
    [
        "Using this remedy with any of the following drugs is not recommended for smokers.",
        "Using this remedy with any of the following is not recommended.",
        "Some doctors dislike these:",
    ],
)
def test_an_unknown_heading_gives_no_advice(heading: str) -> None:
    """Items under a heading that is qualified, of another section or unknown are unread."""
    reading = read("Drug Interactions:", heading, "", "-> Acibal")

    assert facts(reading, "interaction", "drug") == []
    assert statuses(reading, 2, 4) == ["prose", "unread"]


@pytest.mark.parametrize("between", [("",), ()], ids=["blank line", "alphabet begins anew"])
def test_a_lost_interaction_heading_is_noticed(between: Iterable[str]) -> None:
    """A list that is parted or begins anew has lost a heading, and what follows is unread."""
    reading = read("Drug Interactions:", NOT_RECOMMENDED, "", "-> Acibal", "-> Zetol", *between, "-> Befol")

    assert facts(reading, "interaction", "drug") == ["Acibal", "Zetol"]


@pytest.mark.parametrize("item", ["-> Acibal -> Befol", "->", "-> Zetol:", "-> Cancer or", "-> sore throat"])
def test_what_is_no_name_is_no_drug(item: str) -> None:
    """Lines run together, empty, or of another list are unread."""
    reading = read("Drug Interactions:", NOT_RECOMMENDED, "", item)

    assert facts(reading, "interaction", "drug") == []
    assert statuses(reading, 4) == ["unread"]


# Medical problems.


def test_advice_belongs_to_the_whole_chain() -> None:
    """Problems joined by `or` share the advice behind the last of them; `or` inside a problem joins nothing."""
    reading = read(
        "Other Medical Problems:",
        INTRO,
        "",
        "-> Asthma, or history of or",
        "-> Gout or flu—Use with caution. May make these conditions worse.",
        "-> Fits—It is not known if this medicine will worsen this condition.",
    )

    assert facts(reading, "medical_problem", "problem", "advice", "consequence") == [
        ("Asthma, or history of", "use with caution", "may make the problem worse"),
        ("Gout or flu", "use with caution", "may make the problem worse"),
        ("Fits", "not known whether made worse", None),
    ]
    assert reading.page.words(reading.facts[0].also[0]) == "Use with caution. May make these conditions worse."


@pytest.mark.parametrize(
    ("advice", "expected"),
    [
        ("Should not be used in patients with this condition.", ("should not be used", None)),
        ("May cause side effects to become worse.", ("may increase side effects", "side effects may become worse")),
        ("May make this condition worse.", ("may make worse", "may make the problem worse")),
        ("Use with caution. May tint the hair.", ("use with caution", None)),
        ("Xanakin tablets should not be used in patients with this condition.", (None, None)),
        ("Should not be used in patients with this condition who smoke.", (None, None)),
    ],
)
def test_only_plain_advice_is_classed(advice: str, expected: tuple[str | None, str | None]) -> None:
    """A class is given for a sentence known as a whole; what is qualified or unknown is prose."""
    reading = read("Other Medical Problems:", INTRO, f"-> Gout—{advice}")

    assert facts(reading, "medical_problem", "advice", "consequence") == [expected]


def test_problems_joined_by_and_share_no_advice() -> None:
    """Advice for patients who have both problems is no advice on either alone."""
    reading = read("Other Medical Problems:", INTRO, "-> Gout and", "-> Flu—Use with caution.")

    assert facts(reading, "medical_problem", "problem", "advice") == [("Gout", None), ("Flu", None)]
    assert prose(reading)[-1] == "Use with caution."


def test_a_chain_without_its_end_has_no_advice() -> None:
    """Problems whose chain is broken off stand without advice."""
    reading = read("Other Medical Problems:", INTRO, "-> Gout or", "-> Flu or", "Then.")

    assert facts(reading, "medical_problem", "problem", "advice") == [("Gout", None), ("Flu", None)]


def test_problems_behind_an_introduction_run_together_with_one_are_unread() -> None:
    """The first problem, run together with the line before it, may have been joined by `and` to the next."""
    reading = read("Other Medical Problems:", f"{INTRO}-> Gout and", "-> Fits—Use with caution.")

    assert facts(reading, "medical_problem", "problem") == []
    assert statuses(reading, 2, 3) == ["prose", "unread"]


@pytest.mark.parametrize("between", ["", "-> For gout: Adults—Use is not recommended."])
def test_problems_end_where_another_list_begins(between: str) -> None:
    """A gap in the list, or a line with the labels of a dose, shows a lost heading: what follows is no problem."""
    reading = read("Other Medical Problems:", INTRO, "-> Gout or", between, "-> Adults—Use with caution.")

    assert facts(reading, "medical_problem", "problem", "advice") == [("Gout", None)]
    assert reading.lines[4].status == "unread"


@pytest.mark.parametrize("broken", ["-> Gout and-> Flu and", "-> Gout an", "-> Gout:", "-> Go—ut and"])
def test_a_problem_behind_an_unread_one_has_no_advice(broken: str) -> None:
    """What cannot be read may have been joined by `and` to the next problem, whose advice is then not for it alone."""
    reading = read("Other Medical Problems:", INTRO, broken, "-> Fits—Use with caution.", "-> Pox—Use with caution.")

    assert facts(reading, "medical_problem", "problem", "advice") == [("Fits", None), ("Pox", "use with caution")]
    assert statuses(reading, 3, 4) == ["unread", "prose"]


def test_items_of_another_list_are_no_problems() -> None:
    """An item that is neither linked nor advised on, or stands under another line, is unread."""
    reading = read("Other Medical Problems:", INTRO, "-> Acibal", "To use the drops:", "-> Blink or")

    assert facts(reading, "medical_problem", "problem") == []
    assert statuses(reading, 3, 5) == ["unread", "unread"]


# Doses.


Line = tuple[str, list[Any]]


def nested(label: str, *lists: list[Line]) -> Line:
    """Return a line of doses as the page prints it, its own words and all below it, and the lists below it."""
    return " ".join([label, *(text for below in lists for text, _ in below)]), list(lists)


def printed(group: list[Line]) -> list[str]:
    """Return the lines of a list in the order in which the page prints them."""
    lines = [text for text, _ in group]
    for _, lists in group:
        for below in lists:
            lines += printed(below)
    return lines


ADULTS = nested(
    "Adults—At first, 1,500 milligrams (mg) once a day. However, the dose is usually not more than 3000 mg per day."
)
CHILDREN = nested("Children—Use is not recommended.")
HEAVY = nested("Weighing 40 kilograms (kg) or more—2 mL every 8 hours.")
LIGHT = nested("Weighing less than 40 kg—0.5 to 1 mg per kg of body weight 2 times a day.")
BY_WEIGHT = nested("Children—Dose is based on body weight and must be determined by your doctor.", [HEAVY, LIGHT])
GOUT = nested("For gout:", [ADULTS, CHILDREN])
FLU = nested("For flu:", [BY_WEIGHT, ADULTS])
TREE = [nested("For oral dosage form (tablets):", [GOUT, FLU]), nested("For oral dosage form (syrup):", [GOUT])]


def doses(lines: Iterable[str]) -> Reading:
    """Return the reading of a page with these lines of doses."""
    return read("Dosing:", *(f"-> {line}" for line in lines))


def test_doses_are_read_from_the_flattened_tree() -> None:
    """There is one regimen a branch, with the labels above it, and none for the lines between."""
    reading = doses(printed(TREE))

    assert facts(reading, "dosing_regimen", "form", "condition", "population", "low", "high", "unit", "per") == [
        ("oral dosage form (tablets)", "gout", "Adults", 1500, 1500, "mg", "day"),
        ("oral dosage form (tablets)", "gout", "Children", None, None, None, None),
        ("oral dosage form (tablets)", "flu", "Adults", 1500, 1500, "mg", "day"),
        (
            "oral dosage form (tablets)",
            "flu",
            "Children; Weighing 40 kilograms (kg) or more",
            2,
            2,
            "mL",
            "8 hours",
        ),
        (
            "oral dosage form (tablets)",
            "flu",
            "Children; Weighing less than 40 kg",
            Decimal("0.5"),
            1,
            "mg/kg",
            "dose",
        ),
        ("oral dosage form (syrup)", "gout", "Adults", 1500, 1500, "mg", "day"),
        ("oral dosage form (syrup)", "gout", "Children", None, None, None, None),
    ]
    assert set(statuses(reading, *range(2, len(printed(TREE)) + 2))) == {"fact"}


def test_a_regimen_rests_on_the_labels_above_it() -> None:
    """The labels of form and condition are evidence beside the line of the dose."""
    reading = doses(printed(TREE))

    assert [reading.page.words(span) for span in reading.facts[0].also] == [
        "For oral dosage form (tablets):",
        "For gout:",
    ]


def test_what_is_said_above_a_dose_holds_for_it() -> None:
    """Basis and advice of the line above go with each dose below it."""
    found = facts(doses(printed(TREE)), "dosing_regimen", "advice", "basis", "frequency", "stage", "maximum")

    assert ("determined by doctor", "body weight", "2 times a day", None, None) in found
    assert (None, None, "once a day", "starting", 3000) in found


def test_a_line_may_have_several_lists_below_it() -> None:
    """Each list below a line is printed with all below it before the next one."""
    tree = [
        nested(
            "For gout:",
            [nested("For skin dosage form (gel):", [ADULTS])],
            [nested("For bath dosage form:", [CHILDREN])],
        )
    ]

    assert facts(doses(printed(tree)), "dosing_regimen", "form", "population") == [
        ("skin dosage form (gel)", "Adults"),
        ("bath dosage form", "Children"),
    ]


@pytest.mark.parametrize("lost", range(len(printed(TREE))))
def test_a_tree_with_a_line_lost_gives_no_other_dose(lost: int) -> None:
    """Where lines are lost, no dose is put under labels that are not its own."""
    lines = printed(TREE)
    whole = Counter(facts(doses(lines), "dosing_regimen", "form", "condition", "population", "low"))
    damaged = Counter(
        facts(doses(lines[:lost] + lines[lost + 1 :]), "dosing_regimen", "form", "condition", "population", "low")
    )

    assert damaged <= whole


def test_a_line_that_has_lost_its_end_makes_no_tree() -> None:
    """What it said below itself is still said by the line above it, but may not be put right below that one."""
    whole = "For oral dosage form (gel): Boys— Used alone: 5 mg per day. Used with other medicines: 3 mg per day."
    below = ["Boys— Used alone: 5 mg per day.", "Used alone: 5 mg per day.", "Used with other medicines: 3 mg per day."]
    reading = doses([whole, *below])

    assert facts(reading, "dosing_regimen", "low") == []
    assert statuses(reading, 2, 3, 4, 5) == ["prose"] * 4


def test_a_line_that_has_lost_its_beginning_makes_no_tree() -> None:
    """The rest of a label is no label, though the line above repeats it to the letter."""
    whole = "For oral dosage form (gel): Boys— Weighing more than 9 kg—5 mg per day."
    reading = doses([whole, "Boys— Weighing more than 9 kg—5 mg per day.", "than 9 kg—5 mg per day."])

    assert facts(reading, "dosing_regimen", "low") == []
    assert statuses(reading, 2, 3, 4) == ["prose", "prose", "prose"]


def test_lines_that_make_no_tree_are_prose() -> None:
    """Doses without the lines above them belong to no form, and are left to a curator."""
    reading = doses(["Adults—5 mg per day.", "Children—Use is not recommended."])

    assert facts(reading, "dosing_regimen", "low") == []
    assert statuses(reading, 2, 3) == ["prose", "prose"]


def test_a_long_list_is_not_searched() -> None:
    """A list of absurd length is left alone rather than searched without end."""
    assert dose_tree(["For a: b—c"] * 501) is None


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        (["For gout:"], {"condition": "gout"}),
        (["For fever (FMF) and rash (CAPS):"], {"conditions": ("fever (FMF)", "rash (CAPS)")}),
        (["Abanel® or Bexor® XR:"], {"product": "Abanel® or Bexor® XR"}),
        (["Used alone:"], {"setting": "Used alone"}),
        (["For patients on dialysis:"], {"setting": "For patients on dialysis"}),
        (["For coated tablets:"], {"setting": "For coated tablets"}),
        (["Day 1—"], {"setting": "Day 1"}),
        (["Adults—"], {"population": "Adults"}),
    ],
)
def test_a_label_fills_the_field_it_is_sure_of(labels: list[str], expected: dict[str, Any]) -> None:
    """A label that is no form, condition, product or population for certain is the setting."""
    nodes = dose_tree([f"{label} text" for label in labels])
    found = labels_of(nodes or [])

    assert expected.items() <= found.items()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5 milligrams (mg) per day.", {"low": 5, "high": 5, "unit": "mg", "per": "day", "frequency": None}),
        ("2 to 4 micrograms (mcg) twice daily.", {"low": 2, "high": 4, "unit": "mcg", "per": "dose"}),
        ("10 mg per square meter (m2) weekly.", {"unit": "mg/m2", "per": "week", "frequency": "weekly"}),
        ("5 mg injected into a vein every 3 weeks.", {"route": "injected into a vein", "per": "3 weeks"}),
        ("5 mg once a day, at bedtime.", {"per": "day", "frequency": "once a day, at bedtime"}),
        ("5 mg once a day injected under the skin with meals.", {"frequency": "once a day, with meals"}),
        ("Dose is based on your blood sugar and must be determined by your doctor.", {"basis": "blood sugar"}),
        ("Your doctor will determine the dose.", {"advice": "determined by doctor"}),
        ("5 mg per day. Your doctor may adjust your dose as needed.", {"low": 5}),
    ],
)
def test_a_dose_is_understood(text: str, expected: dict[str, Any]) -> None:
    """Amounts, periods, routes and advice are taken where every word is known."""
    fields, understood = dose_of(sentence + "." for sentence in text.rstrip(".").split(". "))

    assert understood
    assert expected.items() <= fields.items()


@pytest.mark.parametrize(
    "text",
    [
        "5 mg per day or more.",
        "5 mg per day, or 10 mg per week.",
        "5 to 2 mg per day.",
        "5 milligrams (mcg) per day.",
        "5 mg 2 times a day. However, the dose is usually not more than 20 mg per day.",
        "5 mg per day. However, the dose is usually not more than 1 g per day.",
        "5 mg per day. Then, 10 mg per day.",
        "5 mg per day. Use is not recommended.",
        "5 mg per day for 3 weeks.",
        "One spray per day.",
    ],
)
def test_a_dose_with_one_unknown_word_has_no_number(text: str) -> None:
    """Where a sentence is not understood or two do not go together, no number is given."""
    fields, understood = dose_of(sentence + "." for sentence in text.rstrip(".").split(". "))

    assert not understood
    assert not {"low", "high", "maximum", "unit", "per"} & fields.keys()


def test_a_dose_not_understood_is_a_fact_and_prose() -> None:
    """The regimen stands without numbers, and its sentences are left to a curator."""
    reading = doses(printed([nested("For oral dosage form (drops):", [nested("Adults—One drop per eye.")])]))

    assert facts(reading, "dosing_regimen", "population", "low") == [("Adults", None)]
    assert prose(reading) == ["One drop per eye."]


# Instructions.


def test_standard_instructions_are_facts() -> None:
    """A standard sentence is an instruction in our own words, with the sentence as its evidence."""
    reading = read("Storage:", "Store in the refrigerator. Do not freeze.", "Missed Dose:", "Do not double doses.")

    assert facts(reading, "instruction", "topic", "instruction") == [
        ("storage", "store in the refrigerator"),
        ("storage", "do not freeze"),
        ("missed dose", "do not double doses"),
    ]


def test_an_instruction_after_unknown_words_is_prose() -> None:
    """A sentence may speak of what the one before it names, so it stands only behind sentences that are known."""
    reading = read("Storage:", "Cool the opened vial. Do not freeze.")

    assert facts(reading, "instruction", "instruction") == []
    assert prose(reading) == ["Cool the opened vial.", "Do not freeze."]


def test_a_fingerprint_forgets_what_does_not_matter() -> None:
    """Case, spaces and words for the same thing leave the fingerprint alone; other words do not."""
    assert fingerprint("Receive this vaccine , then rest.") == fingerprint("take this  medicine, then rest.")
    assert fingerprint("Do not freeze.") != fingerprint("Do not freeze it.")


def test_a_standard_sentence_belongs_to_its_section() -> None:
    """The same words elsewhere are not known."""
    assert standard("storage", "Do not freeze.")
    assert standard("side effects", "Do not freeze.") is None


# Side effects.


def test_effects_have_attention_and_frequency() -> None:
    """An effect stands under two headings; a new attention heading ends the frequency before it."""
    reading = read(
        "Side Effects:",
        AT_ONCE,
        "",
        "",
        "More common:",
        "-> Chills",
        "-> rash",
        "",
        "Rare:",
        "-> Fits",
        ROUTINE,
        "",
        "-> Thirst",
    )

    assert facts(reading, "adverse_effect", "effect", "frequency", "attention") == [
        ("Chills", "more common", "immediate"),
        ("rash", "more common", "immediate"),
        ("Fits", "rare", "immediate"),
        ("Thirst", None, "routine"),
    ]
    assert [reading.page.words(span) for span in reading.facts[0].also] == [AT_ONCE, "More common:"]


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Check with your doctor or nurse as soon as possible if any of the following effects occur:", "soon"),
        ("Stop using this medicine and get emergency help immediately if any of the following occur:", None),
        ("Get emergency help immediately if any of the following effects occur:", "emergency"),
        (ROUTINE, "routine"),
    ],
)
def test_headings_say_how_urgent(heading: str, expected: str | None) -> None:
    """The wordings of attention are told apart; what is not known as a whole gives none."""
    assert facts(read("Side Effects:", heading, "", "Rare:", "-> Chills"), "adverse_effect", "attention") == [expected]


def test_symptoms_of_overdose_are_their_own_kind() -> None:
    """What stands under the heading of overdose is no side effect, and what follows it is none of overdose."""
    reading = read(
        "Side Effects:", OVERDOSE, "", "", "Symptoms of overdose:", "-> Coma", ROUTINE, "", "Rare:", "-> Itch"
    )

    assert facts(reading, "overdose_symptom", "effect", "attention") == [("Coma", "emergency")]
    assert facts(reading, "adverse_effect", "effect", "frequency", "attention") == [("Itch", "rare", "routine")]


def test_a_capital_inside_a_list_ends_its_frequency() -> None:
    """Lists begin with a capital letter: another one shows that the heading of a list is lost."""
    reading = read("Side Effects:", AT_ONCE, "", "", "Less common:", "-> Chills", "-> rash", "-> Back pain", "-> cough")

    assert facts(reading, "adverse_effect", "effect", "frequency") == [
        ("Chills", "less common"),
        ("rash", "less common"),
        ("Back pain", None),
        ("cough", None),
    ]
    assert set(facts(reading, "adverse_effect", "attention")) == {"immediate"}


def test_a_gap_inside_a_list_ends_both_headings() -> None:
    """A blank line between two items shows that lines are lost, whichever they were."""
    reading = read("Side Effects:", AT_ONCE, "", "", "Rare:", "-> Chills", "", "-> rash")

    assert facts(reading, "adverse_effect", "frequency", "attention") == [("rare", "immediate"), (None, None)]


@pytest.mark.parametrize(
    "lines",
    [
        ("Rare:", "-> Chills", "", "More common:", "-> Itch"),
        ("Rare:", "-> Chills", "", "", "Incidence not known:", "-> Itch"),
    ],
    ids=["frequencies begin anew", "two blank lines"],
)
def test_a_lost_attention_heading_is_noticed(lines: Iterable[str]) -> None:
    """A frequency that cannot belong to the block before it leaves the attention unknown."""
    reading = read("Side Effects:", AT_ONCE, "", "", *lines)

    assert facts(reading, "adverse_effect", "attention") == ["immediate", None]


def test_items_after_a_lost_heading_of_overdose_are_unread() -> None:
    """A new list under the heading of overdose may be one of side effects."""
    reading = read("Side Effects:", OVERDOSE, "", "-> Coma", "-> fits", "-> Itch")

    assert facts(reading, "overdose_symptom", "effect") == ["Coma", "fits"]
    assert statuses(reading, 6) == ["unread"]


def test_a_frequency_right_under_the_heading_of_overdose_heads_nothing_for_certain() -> None:
    """Symptoms of overdose have no frequencies: a heading is lost, and what follows may be either."""
    reading = read("Side Effects:", OVERDOSE, "", "", "Rare:", "-> Coma")

    assert facts(reading, "adverse_effect", "effect") + facts(reading, "overdose_symptom", "effect") == []
    assert statuses(reading, 6) == ["unread"]


def test_a_gap_below_a_frequency_shows_that_another_list_has_lost_its_heading() -> None:
    """Items follow their frequency at once; those behind a blank line are of another list."""
    reading = read("Side Effects:", AT_ONCE, "", "", "Rare:", "", "-> Coma", "-> itch")

    assert facts(reading, "adverse_effect", "effect", "frequency", "attention") == [
        ("Coma", None, None),
        ("itch", None, None),
    ]


def test_a_gap_as_wide_as_that_below_an_attention_heading_leaves_the_kind_open() -> None:
    """Behind one blank line a frequency is lost; behind two, perhaps the heading of the symptoms of overdose."""
    reading = read("Side Effects:", AT_ONCE, "", "", "Rare:", "-> Coma", "", "-> Itch", "", "", "-> Fits", "", "-> Pox")

    assert facts(reading, "adverse_effect", "effect", "frequency", "attention") == [
        ("Coma", "rare", "immediate"),
        ("Itch", None, None),
    ]
    assert statuses(reading, 11, 13) == ["unread", "unread"]


@pytest.mark.parametrize("blanks", [0, 2])
def test_attention_ends_where_not_one_blank_line_precedes_a_frequency(blanks: int) -> None:
    """Lists under one attention heading stand one blank line apart; otherwise that of the next block is lost."""
    reading = read(
        "Side Effects:", AT_ONCE, "", "", "Rare:", "-> Coma", *[""] * blanks, "Incidence not known:", "-> Itch"
    )

    assert facts(reading, "adverse_effect", "frequency", "attention") == [
        ("rare", "immediate"),
        ("incidence not known", None),
    ]


@pytest.mark.parametrize("broken", [f"-> fits{AT_ONCE}", "-> fits-> Flu", "-> fits.", "-> Gout or"])
def test_what_stands_behind_a_broken_item_of_side_effects_is_unread(broken: str) -> None:
    """An item run together with another line may have swallowed a heading."""
    reading = read(
        "Side Effects:", ROUTINE, "", "", "Rare:", "-> Coma", broken, "-> itch", "", "Incidence not known:", "-> Pox"
    )

    assert facts(reading, "adverse_effect", "effect", "frequency", "attention") == [
        ("Coma", "rare", "routine"),
        ("Pox", "incidence not known", None),
    ]


@pytest.mark.parametrize("broken", ["-> Fenolan-> Gadix", "-> Fenolan:", f"-> Fenolan{RISK}", "-> Fenolan or"])
def test_what_stands_behind_a_broken_name_is_unread(broken: str) -> None:
    """A name run together with another line may have swallowed a heading of other advice."""
    reading = read("Drug Interactions:", NOT_RECOMMENDED, "", "-> Alopan", broken, "-> Zubrin")

    assert facts(reading, "interaction", "drug") == ["Alopan"]
    assert statuses(reading, 5, 6) == ["unread", "unread"]


@pytest.mark.parametrize("between", ["Canadian Brand Name: Y", "-> Z", "It is red."])
def test_what_stands_behind_a_line_that_is_no_brand_name_is_unread(between: str) -> None:
    """A line that is no name belongs to a section whose heading is lost, and so may those behind it."""
    reading = read("USBrand Name:", "Alo", "", between, "", "Zub")

    assert facts(reading, "brand_name", "name") == ["Alo"]
    assert statuses(reading, 4, 6) == ["unread", "unread"]


def test_a_second_page_in_the_file_is_unread() -> None:
    """The footer ends a page: what follows is about another drug, and nothing of it is said of the first."""
    one, two = page("Storage:", "Do not freeze."), page("USBrand Name:", "Zub", "Side Effects:", "", "Rare:", "-> Coma")
    reading = mayoclinic.read(PageText.from_bytes("x.txt", (one.text + two.text).encode()))

    assert [fact.kind for fact in reading.facts if fact.span.line > len(one.lines)] == ["rights"]
    assert {reading.lines[len(one.lines) + number].status for number in (0, 1, 2, 4, 5)} == {"unread"}


def test_the_title_of_a_second_page_is_not_that_of_the_first() -> None:
    """A page that has lost its title does not go by that of the next one in the file."""
    one, two = page("Storage:", "Do not freeze.", footer="Copyright: ©\n"), page("Side Effects:", "")
    reading = mayoclinic.read(PageText.from_bytes("x.txt", (one.text + two.text).encode()))

    assert reading.drug is None
    assert facts(reading, "page_title") == []


@pytest.mark.parametrize("marker", ["-> ", "->", " ->\xa0 ", "->\r ", "\ufeff-> \ufeff"])
def test_an_item_begins_behind_its_marker_and_all_white_space(marker: str) -> None:
    """Whatever stands between the marker and the words is not in the span of the fact."""
    reading = read("Drug Interactions:", NOT_RECOMMENDED, "", f"{marker}Zubrin")

    assert [reading.page.words(fact.span) for fact in reading.facts if fact.kind == "interaction"] == ["Zubrin"]


@pytest.mark.parametrize("name", ["Zu\x1dbrin", "Zubrin\u2028Alopan", "Zubrin\rAlopan", "®"])
def test_a_name_with_a_character_that_no_page_prints_is_unread(name: str) -> None:
    """A control character is damage; so is a name without a letter or digit."""
    reading = read("USBrand Name:", name, "Drug Interactions:", NOT_RECOMMENDED, "", f"-> {name}", "-> Zubrin")

    assert facts(reading, "brand_name", "name") + facts(reading, "interaction", "drug") == []
    assert statuses(reading, 2, 6) == ["unread", "unread"]


@pytest.mark.parametrize("title", ["Xanakin (oral route)CON-XXXXXXXX", "Xanakin (oral route), "])
def test_a_title_run_together_with_something_is_no_title(title: str) -> None:
    """A title that names its routes does so at its end; another one would give the drug a wrong name."""
    text = f"Side Effects:\n\nDrug information provided by:\n-> Drugs & Supplements\n-> {title}\nCON-X\n"
    reading = mayoclinic.read(PageText.from_bytes("x.txt", text.encode()))

    assert reading.drug is None
    assert statuses(reading, 5) == ["unread"]


def test_items_under_unknown_headings_are_unread() -> None:
    """A heading that is not known leaves its items unread, with the reason."""
    reading = read("Side Effects:", AT_ONCE, "", "In spring:", "-> Itch", "Words between.", "-> Chills")

    assert statuses(reading, 4, 5, 6, 7) == ["unread", "unread", "prose", "unread"]
    assert reading.lines[3].reason == "a heading the reader does not know"


# Any text at all.


def test_spans_point_at_what_the_facts_say() -> None:
    """Names are the characters of the page at their span, whatever the line ends and markers."""
    reading = mayoclinic.read(
        page(
            "\ufeffDrug Interactions:\r",
            NOT_RECOMMENDED + "\r",
            "\r",
            " ->  Acibal  \r",
            "Side Effects:",
            AT_ONCE,
            "-> Itch",
        )
    )

    assert facts(reading, "interaction", "drug") == ["Acibal"]
    for fact in reading.facts:
        name = getattr(fact, "drug", None) if fact.kind == "interaction" else getattr(fact, "effect", None)
        assert name in {None, reading.page.words(fact.span)}


def test_no_text_breaks_the_reader() -> None:
    """Whatever lines come in whatever order, there is a reading with one account a line, or a page error."""
    pieces = [
        *(
            "Brand Name:",
            "USBrand Name:",
            "Description:",
            "Pediatric:",
            "Drug Interactions:",
            "Other Medical Problems:",
        ),
        *("Dosing:", "Storage:", "Side Effects:", "Rare:", "Symptoms of overdose:", AT_ONCE, ROUTINE, NOT_RECOMMENDED),
        *(
            "-> A or",
            "-> —",
            "-> B—Use with caution.",
            "->",
            "-> For a: B—c",
            "-> B—c",
            "",
            "",
            "\t",
            "\u2003",
            "x",
            ":",
        ),
        *(
            "-> , (oral route)",
            "Copyright: © A 1999.",
            "Drug information provided by:",
            "-> Drugs & Supplements",
            INTRO,
        ),
        *(
            "This medicine is available",
            "Safety and efficacy have not been established.",
            "-> For dosage form: B—c B—c",
        ),
    ]
    dice = random.Random(7)
    for _ in range(300):
        text = "\n".join(dice.choice(pieces) for _ in range(dice.randrange(40)))
        damaged = PageText("x", text, "")
        try:
            reading = mayoclinic.read(damaged)
        except PageError:
            continue
        assert len(reading.lines) == len(damaged.lines)
        for fact in reading.facts:
            for field in fields_of(fact.kind):
                value = getattr(fact, field.name)
                assert not field.values or value is None or value in field.values


def test_the_table_of_sentences_has_codes_of_its_kinds() -> None:
    """The topic of a standard sentence goes into a field that takes certain values only."""
    field_of = {"instruction": "topic", "medical_problem": "advice", "population_advice": "population"}
    allowed = {kind: {f.name: f.values for f in fields_of(kind)}[name] for kind, name in field_of.items()}
    text = files(mayoclinic).joinpath("sentences.tsv").read_text(encoding="utf-8")
    table = [line.split("\t") for line in text.splitlines()[1:]]

    assert {kind for _, _, kind, *_ in table} == {*field_of, "boilerplate"}
    assert not {(kind, topic) for _, _, kind, topic, _ in table if topic not in allowed.get(kind, ("",))}


# The real pages.


def test_the_page_of_anakinra(documents: Path) -> None:
    """The page of anakinra gives its facts and leaves no line unread."""
    reading = mayoclinic.read(PageText.from_file(documents / "mayoclinic-anakinra.txt"))
    effects = Counter(facts(reading, "adverse_effect", "frequency", "attention"))

    assert effects == {
        ("more common", "immediate"): 28,
        ("less common", "immediate"): 9,
        ("incidence not known", "immediate"): 8,
        (None, "routine"): 4,
    }
    assert facts(reading, "interaction", "advice") == ["usually not recommended"] * 9
    assert len(facts(reading, "medical_problem", "problem")) == 7
    assert facts(reading, "brand_name", "name", "country") == [("Kineret", "US")]
    assert facts(reading, "dosage_form", "form") == ["Solution"]
    assert facts(reading, "availability", "conditions") == [("rheumatoid arthritis", "NOMID", "DIRA"), ("COVID-19",)]
    assert (reading.id, reading.drug) == ("anakinra-subcutaneous-route", "Anakinra")
    assert "unread" not in {account.status.value for account in reading.lines}


def test_the_three_doses_of_anakinra(documents: Path) -> None:
    """The six lines of doses are three regimens, the last with start, maximum and basis."""
    reading = mayoclinic.read(PageText.from_file(documents / "mayoclinic-anakinra.txt"))
    adults, children, by_weight = (record_of(fact) for fact in reading.facts if fact.kind == "dosing_regimen")

    assert (adults["low"], adults["high"], adults["unit"], adults["per"]) == ("100", "100", "mg", "day")
    assert children["advice"] == "not recommended"
    assert (by_weight["low"], by_weight["high"], by_weight["maximum"]) == ("1", "2", "8")
    assert (by_weight["unit"], by_weight["stage"], by_weight["basis"]) == ("mg/kg", "starting", "body weight")
    assert [name.rpartition(" ")[2] for name in by_weight["conditions"]] == ["(NOMID)", "(DIRA)"]


def test_every_item_of_the_real_pages_is_accounted_for(documents: Path) -> None:
    """Of all lines fewer than one in two hundred is unread, and every item of the lists is a fact or unread."""
    lines = unread = 0
    for path in real_pages(documents):
        reading = mayoclinic.read(PageText.from_file(path))
        lines += len(reading.lines)
        unread += statuses(reading, *range(1, len(reading.lines) + 1)).count("unread")
        items = sum(line.startswith("-> ") for line in _section(reading, "Side Effects:", "Drug information"))
        effects = facts(reading, "adverse_effect", "effect") + facts(reading, "overdose_symptom", "effect")
        drugs = sum(line.startswith("-> ") for line in _section(reading, "Drug Interactions:", "Other Medical"))

        assert len(effects) == items, path.name
        assert len(facts(reading, "interaction", "drug")) == drugs, path.name

    assert unread * 200 < lines


def _section(reading: Reading, first: str, last: str) -> list[str]:
    lines = reading.page.lines
    begin = lines.index(first)
    end = next(place for place in range(begin, len(lines)) if lines[place].startswith(last))
    return lines[begin:end]


def test_lost_headings_are_not_inherited(documents: Path) -> None:
    """The page that lost its repeated headings gives the same effects, and no frequency where one is lost."""
    folder = documents / "dev" / "mayoclinic"
    if not folder.is_dir():
        pytest.skip("the pages for development are not at hand")
    whole, lossy = (
        mayoclinic.read(PageText.from_file(folder / f"clozapine-oral-route{name}.txt")) for name in ("", ".lossy")
    )
    routine = [fact for fact in facts(lossy, "adverse_effect", "attention", "frequency") if fact[0] == "routine"]

    assert facts(lossy, "adverse_effect", "effect", "attention") == facts(
        whole, "adverse_effect", "effect", "attention"
    )
    assert set(routine) == {("routine", None)}


def test_no_line_lost_makes_a_wrong_side_effect(documents: Path) -> None:
    """With any one line of its side effects lost, a page still says nothing that it did not say before."""
    path = documents / "mayoclinic-anakinra.txt"
    lines = path.read_text("utf-8").split("\n")
    names = ("effect", "frequency", "attention")
    whole = facts(mayoclinic.read(PageText.from_file(path)), "adverse_effect", *names)
    for lost in range(lines.index("Side Effects:"), len(lines)):
        damaged = PageText("x", "\n".join(lines[:lost] + lines[lost + 1 :]), "")
        for found in facts(mayoclinic.read(damaged), "adverse_effect", *names):
            assert any(_says_no_more(found, known) for known in whole), (lost, found)


def _says_no_more(found: tuple[Any, ...], known: tuple[Any, ...]) -> bool:
    return all(value in {None, other} for value, other in zip(found, known, strict=True))
