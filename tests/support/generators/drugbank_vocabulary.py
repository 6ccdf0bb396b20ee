"""Invented names and values for generated DrugBank pages: drugs, conditions, companies, proteins, sentences.

Takes nothing from a real page but the closed lists that the layout prints in its cells (forms, routes, statuses …).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

FORMS = (
    "Tablet", "Tablet, film coated", "Tablet, orally disintegrating", "Capsule", "Capsule, liquid filled", "Solution",
    "Injection, solution", "Injection, powder, for solution", "Suspension", "Syrup", "Cream", "Ointment", "Gel",
    "Suppository", "Spray, metered", "Solution / drops", "Patch", "Elixir", "Liquid", "Powder, for solution",
)  # fmt: skip
ROUTES = (
    "Oral", "Subcutaneous", "Intravenous", "Intramuscular; Intravenous", "Topical", "Rectal", "Nasal", "Sublingual",
    "Ophthalmic; Oral; Topical", "Transdermal", "Respiratory (inhalation)", "Intra-articular", "Auricular (otic)",
)  # fmt: skip
REGIONS = ("Us", "Canada", "Eu")
STATUSES = (
    "Active Not Recruiting", "Completed", "Enrolling by Invitation", "Not Yet Recruiting", "Recruiting", "Suspended",
    "Terminated", "Unknown Status", "Withdrawn", "Available", "No Longer Available", "Not Available",
)  # fmt: skip
PURPOSES = (
    "Basic Science", "Diagnostic", "Health Services Research", "Not Available", "Other", "Prevention", "Screening",
    "Supportive Care", "Treatment",
)  # fmt: skip
PHASES = ("0", "1", "1, 2", "2", "2, 3", "3", "4", "Not Available")
RESOURCES = (
    "Human Metabolome Database", "KEGG Drug", "KEGG Compound", "PubChem Compound", "PubChem Substance", "ChemSpider",
    "ChEMBL", "PharmGKB", "Therapeutic Targets Database", "Wikipedia", "Guide to Pharmacology", "RxList",
)  # fmt: skip
ORGANISMS = (
    "Humans and other mammals", "Humans, cats and fictional cave mice", "Brugella morvensis", "Fennomyces sp.",
)  # fmt: skip
SYMPTOMS = ("adverse effects", "blue vision", "Torvel syndrome", "hiccups", "night tremor", "glow reaction (GR)")
ACTIVITIES = ("soporific", "skin-greening", "antipodal", "QTz-shortening", "slow wave inducing", "vestibulotonic")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
JOURNALS = (
    "J Invent Med", "Acta Fennica", "Zh Morvel Biol", "Ann Imag Pharm", "Invented Lett (Sort)", "Made Up Rep",
)  # fmt: skip

_ONSETS = (
    "b",
    "br",
    "d",
    "dr",
    "f",
    "fl",
    "g",
    "gl",
    "k",
    "l",
    "m",
    "n",
    "p",
    "pr",
    "qu",
    "r",
    "s",
    "st",
    "t",
    "v",
    "z",
)
_VOWELS = ("a", "e", "i", "o", "u", "y")
_CODAS = ("", "", "l", "m", "n", "r", "x")
_DRUG_ENDS = ("fex", "ondrul", "umabine", "izole", "atrin", "oquil", "ycine", "ivast", "elmide")
_STATES = ("Syndrome", "Disease", "Disorder", "Deficiency", "Fever", "Palsy", "Neoplasm", "Rash")
_PROTEINS = ("receptor", "transporter", "kinase", "oxidase", "channel subunit", "reductase", "synthase")
_COMPANIES = ("Inc.", "Ltd", "LLC", "Pharma Co", "GmbH", "A/S", "Laboratories, Inc.", "S.p.A.", "(PUBL)", "Healthcare")
_SUBJECTS = ("This agent", "The compound", "Its salt", "A dose", "The depot", "One metabolite", "The blend")
_VERBS = ("calms", "delays", "gathers near", "leaves", "softens", "binds to", "passes", "rarely meets")
_OBJECTS = ("the outer membrane", "both lungs", "slow fibres", "the drum cells", "plasma of hens", "small vessels")
_ENDS = ("within 2.5 hours", "at 40 mg/kg", "in most trials", "(n = 12)", "without delay", "for about 3 days")


_T = TypeVar("_T")


def pick(rng: Random, words: Sequence[_T]) -> _T:
    """Return one of the words."""
    return words[int(rng.random() * len(words))]


def some(rng: Random, words: Sequence[_T], most: int, least: int = 0) -> list[_T]:
    """Return some of the words, none twice."""
    return rng.sample(words, rng.randint(least, min(most, len(words))))


def chance(rng: Random, share: float) -> bool:
    """Tell whether something that is so in a share of cases is so now."""
    return rng.random() < share


def stem(rng: Random, least: int = 2, most: int = 3) -> str:
    """Return an invented word in small letters."""
    return "".join(pick(rng, _ONSETS) + pick(rng, _VOWELS) + pick(rng, _CODAS) for _ in range(rng.randint(least, most)))


def drug(rng: Random) -> str:
    """Return an invented drug's name of one word, without signs."""
    return (stem(rng, 1, 2) + pick(rng, _DRUG_ENDS)).capitalize()


def chemical(rng: Random) -> str:
    """Return the name of an invented substance, with any signs that such names have."""
    plain = drug(rng)
    shape = rng.randrange(11)
    return (
        plain,
        plain,
        f"({pick(rng, 'RS')})-{plain}",
        f"{rng.randint(2, 9)}-{plain.lower()}",
        f"{rng.randint(1, 3)},{rng.randint(4, 6)}-Di{plain.lower()}",
        f"{plain} {pick(rng, ('sodium', 'acetate', 'bicitrate monohydrate', 'alfa'))}",
        f"{pick(rng, 'αβγ')}-{plain.lower()}",
        f"{plain} I-{rng.randint(100, 140)}",
        f"{rng.randint(1, 9)}-(N-{plain.lower()}-L-{stem(rng)})-{stem(rng)} A",
        f"{pick(rng, 'ABCDXYZ')}{pick(rng, 'KLMN')}-{rng.randint(10, 9999)}",
        f"{plain} conjugate (type {rng.randint(1, 4)}) vaccine",
    )[shape]


def brand(rng: Random) -> str:
    """Return the name of an invented product; it ends in a letter, digit or bracket, never in the name of a form."""
    name = stem(rng).capitalize() + pick(rng, ("a", "ex", "in", "or"))
    shape = rng.randrange(8)
    return (
        name,
        name,
        name,
        f"{name} -{rng.randint(2, 60)}mg",
        f"{name} Forte",
        f"{rng.randint(20, 99)} {name}",
        f"{name} ({stem(rng)})",
        f"{name} {rng.randint(2, 60)}",
    )[shape]


def company(rng: Random) -> str:
    """Return the name of an invented company of two words or more."""
    name = f"{stem(rng).capitalize()} {pick(rng, _COMPANIES)}"
    return f"{stem(rng).capitalize()} & {name}" if chance(rng, 0.1) else name


def strength(rng: Random) -> str:
    """Return a strength as products print it."""
    value = rng.choice(
        (f"{rng.randint(1, 999)}", f"{rng.randint(0, 40)}.{rng.randint(1, 99)}", f"{rng.randint(1, 9)},000")
    )
    per = rng.choice(("", "", "", "/1", "/5mL", "/mL", "/0.67mL", "/24h", "/100g"))
    units = ("mg", "ug", "g", "mL", "[iU]") if per else ("mg", "ug", "g", "unit", "[iU]", "%", "mL")
    return f"{value} {pick(rng, units)}{per}"


def condition(rng: Random) -> str:
    """Return an invented condition that ends in small letters or a bracket."""
    name = stem(rng).capitalize()
    state = pick(rng, _STATES)
    shape = rng.randrange(9)
    return (
        f"{name} {state}",
        f"{name} {state}",
        f"{name} {state} ({name[:2].upper()}{state[0]})",
        f"{state}, {name}",
        f"Hyper{name.lower()}; {state}",
        f"{name}/{stem(rng).capitalize()} {state}",
        f"Type {rng.randint(1, 3)} {name} {state}",
        f"{name}'s {state}, {pick(rng, ('Adult', 'Juvenile'))}-Onset",
        f"Stage {pick(rng, ('I', 'IIB', 'IIIC'))} {name} {state}",
    )[shape]


def protein(rng: Random) -> str:
    """Return the name of an invented protein of two words or more."""
    name = stem(rng).capitalize()
    shape = rng.randrange(5)
    kind = pick(rng, _PROTEINS)
    return (
        f"{name} {kind}",
        f"{name} {kind} type {rng.randint(1, 9)}",
        f"{name}-dependent {kind}",
        f"Alpha-{rng.randint(1, 3)}{pick(rng, 'ABD')} {name.lower()} {kind}",
        f"{name} {kind} {rng.randint(1, 9)}{pick(rng, 'ABD')}{rng.randint(1, 9)}",
    )[shape]


def sentence(rng: Random) -> str:
    """Return an invented sentence of a few words."""
    return f"{pick(rng, _SUBJECTS)} {pick(rng, _VERBS)} {pick(rng, _OBJECTS)} {pick(rng, _ENDS)}."


def prose(rng: Random) -> str:
    """Return an invented paragraph."""
    return " ".join(sentence(rng) for _ in range(rng.randint(1, 4)))


def title(rng: Random) -> str:
    """Return the title of an invented paper, without its full stop."""
    topic = f"{stem(rng)} {pick(rng, ('uptake', 'turnover', 'binding', 'loss'))}"
    shape = rng.randrange(5)
    return (
        f"Effects of {chemical(rng)} on {topic} in hens",
        f"{stem(rng).capitalize()} and {topic}: a multicentre comparison",
        f"[Slow {topic} after {stem(rng)} exposure]",
        f"A {topic} study with {chemical(rng)} (n = {rng.randint(3, 90)})",
        f"{topic.capitalize()} revisited, part {rng.randint(1, 4)}",
    )[shape]


def authors(rng: Random) -> str:
    """Return the invented authors of a paper."""
    people = rng.randint(1, 5)
    return ", ".join(
        f"{pick(rng, ('', '', '', 'De ', 'van den '))}{stem(rng).capitalize()} {rng.choice(('A', 'JT', 'MK', 'R'))}"
        for _ in range(people)
    )


def citation(rng: Random) -> str:
    """Return where an invented paper stands."""
    month = rng.choice(("", "", " Jan", " Dec 6", " May-Jun", " Apr 13"))
    place = f"{rng.randint(1, 99)}({rng.randint(1, 12)}):{rng.randint(1, 900)}-{rng.randint(1, 99)}"
    end = rng.choice(("", "", " Epub 2011 Oct 18.", " doi: 10.1000/inv.2011.07.030."))
    return f"{pick(rng, JOURNALS)}. {rng.randint(1985, 2019)}{month};{place}.{end}"
