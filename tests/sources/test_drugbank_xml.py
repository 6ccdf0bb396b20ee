"""DrugBank XML: what the schema gives a meaning becomes facts, any size is read, nothing hostile is followed."""

from __future__ import annotations

import tracemalloc
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anakinra_kg.errors import PageError
from anakinra_kg.facts.records import record_of
from anakinra_kg.facts.text import PageText
from anakinra_kg.sources.drugbank_xml import SOURCE, elements, read, read_drugs, recognises

if TYPE_CHECKING:
    from pathlib import Path

    from anakinra_kg.facts.ledger import Reading

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<drugbank xmlns="http://www.drugbank.ca" version="5.1">\n'
TAIL = "</drugbank>\n"


def drug(body: str = "", number: str = "DB90001", name: str = "Zorbinol") -> str:
    """Return a drug's element with its identifier, its name and more."""
    return f'<drug>\n<drugbank-id primary="true">{number}</drugbank-id>\n<name>{name}</name>\n{body}\n</drug>\n'


def page(text: str) -> PageText:
    """Return a text as a page."""
    return PageText.from_bytes("zorbinol.xml", text.encode())


def reading(body: str) -> Reading:
    """Return the reading of a document of one drug that holds `body`."""
    return read(page(HEAD + drug(body) + TAIL))


def facts(found: Reading) -> list[dict[str, Any]]:
    """Return the facts of a reading without their places, and without the two that every drug here has."""
    records = [record_of(fact) for fact in found.facts]
    bare = [{key: value for key, value in r.items() if key not in {"line", "start", "end", "also"}} for r in records]
    return [r for r in bare if r.get("value") != "DB90001" and r["kind"] != "page_title"]


def unread(found: Reading) -> dict[int, str]:
    """Return the unread lines with their reasons; the body begins on line 6."""
    return {n: account.reason for n, account in enumerate(found.lines, 1) if account.status == "unread"}


# --- recognition -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        HEAD + drug() + TAIL,
        "\ufeff" + HEAD + drug() + TAIL,
        '<!-- <html> --><?a b?>\n<db:drugbank\n xmlns:db="http://www.drugbank.ca"/>',
        drug(),
        '<drug xmlns="http://www.drugbank.ca"><drugbank-id>DB90001</drugbank-id></drug>',
        '<!DOCTYPE drugbank SYSTEM "http://example.org/x.dtd"><drugbank/>',
        HEAD + "<drug><name>cut in the mid",
    ],
)
def test_a_document_is_recognised_by_its_root(text: str) -> None:
    """The root element decides, whatever stands before it and however the document goes on."""
    assert recognises(page(text))


@pytest.mark.parametrize(
    "text",
    [
        "Zorbinol\nAccession Number\n",
        '<drugbank xmlns="http://example.org/other"/>',
        "<drug><name>no identifier</name></drug>",
        "<drugs><drugbank-id>DB90001</drugbank-id></drugs>",
        "<!-- a comment without end <drugbank>",
        "<",
    ],
)
def test_other_documents_are_not_recognised(text: str) -> None:
    """A text that is no XML, another root or another namespace is not DrugBank's."""
    assert not recognises(page(text))


# --- facts -----------------------------------------------------------------------------------------------------------

CASES: dict[str, tuple[str, list[dict[str, Any]]]] = {
    "identifiers": (
        (
            "<drugbank-id>BIOD90001</drugbank-id><cas-number>50-00-1</cas-number><unii>ABC1234567</unii>"
            "<pdb-entries><pdb-entry>9ZZZ</pdb-entry></pdb-entries><external-identifiers><external-identifier>"
            "<resource>ChEBI</resource><identifier>90001</identifier></external-identifier></external-identifiers>"
        ),
        [
            {"kind": "identifier", "scheme": "drugbank secondary", "value": "BIOD90001"},
            {"kind": "identifier", "scheme": "cas", "value": "50-00-1"},
            {"kind": "identifier", "scheme": "unii", "value": "ABC1234567"},
            {"kind": "identifier", "scheme": "pdb", "value": "9ZZZ"},
            {"kind": "identifier", "scheme": "chebi", "value": "90001"},
        ],
    ),
    "names": (
        (
            '<synonyms><synonym language="latin" coder="inn">Zorbinolum</synonym></synonyms><international-brands>'
            "<international-brand><name>Zorbo</name><company>Quell &amp; Sons</company></international-brand>"
            "<international-brand><name>Zorbita</name><company/></international-brand></international-brands>"
        ),
        [
            {"kind": "synonym", "name": "Zorbinolum"},
            {"kind": "brand_name", "name": "Zorbo", "labeller": "Quell & Sons"},
            {"kind": "brand_name", "name": "Zorbita"},
        ],
    ),
    "classes": (
        (
            "<groups><group>approved</group></groups><categories><category><category>Quenching Agents</category>"
            "<mesh-id>D900001</mesh-id></category><category><category>Zorbates</category><mesh-id/></category></categories>"
            "<classification><description/><direct-parent>Zorbanes</direct-parent><kingdom>Organic compounds</kingdom>"
            "<superclass>Zorboids</superclass><class/><subclass/><substituent>Zorbyl</substituent></classification>"
            '<atc-codes><atc-code code="Z99ZZ09"><level code="Z99ZZ">Zorbants</level><level code="Z">QUENCHERS</level>'
            "</atc-code></atc-codes><ahfs-codes><ahfs-code>99:00.00</ahfs-code></ahfs-codes>"
        ),
        [
            {"kind": "classification", "scheme": "group", "name": "approved"},
            {"kind": "classification", "scheme": "category", "code": "D900001", "name": "Quenching Agents"},
            {"kind": "classification", "scheme": "category", "name": "Zorbates"},
            {"kind": "classification", "scheme": "chemical", "name": "Zorbanes", "level": "direct parent"},
            {"kind": "classification", "scheme": "chemical", "name": "Organic compounds", "level": "kingdom"},
            {"kind": "classification", "scheme": "chemical", "name": "Zorboids", "level": "super class"},
            {"kind": "classification", "scheme": "chemical", "name": "Zorbyl", "level": "substituent"},
            {"kind": "classification", "scheme": "atc", "code": "Z99ZZ09", "name": "Z99ZZ09", "level": "5"},
            {"kind": "classification", "scheme": "atc", "code": "Z99ZZ", "name": "Zorbants", "level": "4"},
            {"kind": "classification", "scheme": "atc", "code": "Z", "name": "QUENCHERS", "level": "1"},
            {"kind": "classification", "scheme": "ahfs", "code": "99:00.00", "name": "99:00.00"},
        ],
    ),
    "properties": (
        (
            "<average-mass>321.5</average-mass><monoisotopic-mass>321.4807</monoisotopic-mass><state>solid</state>"
            "<experimental-properties><property><kind>Melting Point</kind><value>71 °C</value><source/></property>"
            "</experimental-properties><calculated-properties><property><kind>SMILES</kind><value>C1=CC=C1</value>"
            "<source>ChemAxon</source></property></calculated-properties>"
        ),
        [
            {"kind": "property", "name": "average weight", "value": "321.5", "basis": "stated"},
            {"kind": "property", "name": "monoisotopic weight", "value": "321.4807", "basis": "stated"},
            {"kind": "property", "name": "state", "value": "solid", "basis": "stated"},
            {"kind": "property", "name": "Melting Point", "value": "71", "unit": "°C", "basis": "experimental"},
            {"kind": "property", "name": "SMILES", "value": "C1=CC=C1", "basis": "predicted", "source": "ChemAxon"},
        ],
    ),
    "products": (
        (
            "<products><product><name>Zorbo</name><labeller>Quell</labeller><ndc-id/><ndc-product-code>9000-001"
            "</ndc-product-code><dpd-id/><started-marketing-on>2001-02-03</started-marketing-on><ended-marketing-on/>"
            "<dosage-form>Tablet</dosage-form><strength>5 mg</strength><route>Oral</route><generic>false</generic>"
            "<over-the-counter>true</over-the-counter><approved>true</approved><country>US</country>"
            "<source>FDA NDC</source></product></products><mixtures><mixture><name>Zorbo Duo</name>"
            "<ingredients>Zorbinol + Quellin</ingredients></mixture></mixtures><salts><salt><drugbank-id>DBSALT900001"
            "</drugbank-id><name>Zorbinol sodium</name><unii>ZZZ1234567</unii><average-mass>344.5</average-mass>"
            "</salt></salts>"
        ),
        [
            {
                "kind": "product",
                "name": "Zorbo",
                "dosage_form": "Tablet",
                "strength": "5 mg",
                "route": "Oral",
                "labeller": "Quell",
                "marketing_start": "2001-02-03",
                "region": "US",
                "category": "over the counter",
                "generic": "no",
                "over_the_counter": "yes",
                "approved": "yes",
                "ndc_product_code": "9000-001",
                "register": "FDA NDC",
            },
            {"kind": "product", "name": "Zorbo Duo", "category": "mixture", "ingredients": "Zorbinol + Quellin"},
            {"kind": "ingredient", "name": "Zorbinol sodium", "unii": "ZZZ1234567", "identifier": "DBSALT900001"},
        ],
    ),
    "supply": (
        (
            "<packagers><packager><name>Packwell</name><url>http://example.org</url></packager></packagers><manufacturers>"
            '<manufacturer generic="false" url="">Quell</manufacturer></manufacturers><prices><price>'
            "<description>Zorbo box"
            '</description><cost currency="USD">12.50</cost><unit>box</unit></price></prices><dosages>'
            "<dosage><form>Tablet"
            "</form><route>Oral</route><strength/></dosage></dosages><affected-organisms><affected-organism>Newts"
            "</affected-organism></affected-organisms><patents><patent><number>9000001</number><country>Canada</country>"
            "<approved>2001-01-02</approved><expires>2021-01-02</expires><pediatric-extension>false</pediatric-extension>"
            "</patent></patents><external-links><external-link><resource>Zorbopedia</resource><url>http://example.org/a?b&amp;c"
            "</url></external-link></external-links><fda-label>//example.org/label.pdf</fda-label>"
        ),
        [
            {"kind": "packager", "name": "Packwell"},
            {"kind": "manufacturer", "name": "Quell"},
            {"kind": "price", "description": "Zorbo box", "cost": "12.50", "currency": "USD", "unit": "box"},
            {"kind": "dosage_form", "form": "Tablet", "route": "Oral"},
            {"kind": "organism", "name": "Newts"},
            {
                "kind": "patent",
                "number": "9000001",
                "country": "Canada",
                "approved": "2001-01-02",
                "expires": "2021-01-02",
                "pediatric_extension": "no",
            },
            {"kind": "external_link", "resource": "Zorbopedia", "address": "http://example.org/a?b&c"},
            {"kind": "external_link", "resource": "FDA label", "address": "//example.org/label.pdf"},
        ],
    ),
    "references": (
        (
            "<general-references><articles><article><ref-id>A1</ref-id><pubmed-id>900001</pubmed-id>"
            "<citation>Quell AB, "
            "Zorb C: On newts. J Newts. 2001 May;1(2):3-4.</citation></article><article><pubmed-id/><citation/>"
            "</article></articles><textbooks><textbook><isbn>90-0-1</isbn><citation>The Newt Book</citation></textbook>"
            "</textbooks>"
            "<links><link><title>Newt leaflet</title><url>http://example.org/n</url></link></links><attachments/>"
            "</general-references>"
        ),
        [
            {
                "kind": "reference",
                "about": "drug",
                "authors": "Quell AB, Zorb C",
                "title": "On newts",
                "citation": "Quell AB, Zorb C: On newts. J Newts. 2001 May;1(2):3-4.",
                "pmid": "900001",
            },
            {"kind": "reference", "about": "drug", "citation": "The Newt Book", "isbn": "90-0-1"},
            {"kind": "reference", "about": "drug", "title": "Newt leaflet", "address": "http://example.org/n"},
        ],
    ),
    "metabolism and genes": (
        (
            "<pathways><pathway><smpdb-id>SMP90</smpdb-id><name>Newt pathway</name><category>drug_action</category>"
            "<drugs>"
            "<drug><drugbank-id>DB90001</drugbank-id><name>Zorbinol</name></drug></drugs><enzymes><uniprot-id>P90001"
            "</uniprot-id></enzymes></pathway></pathways><reactions><reaction><sequence>1</sequence><left-element>"
            "<drugbank-id>DB90001</drugbank-id><name>Zorbinol</name></left-element><right-element><drugbank-id>DBMET90"
            "</drugbank-id><name>Zorbone</name></right-element><enzymes><enzyme><drugbank-id>BE90</drugbank-id><name>Zorbase"
            "</name><uniprot-id>P90002</uniprot-id></enzyme></enzymes></reaction></reactions><snp-effects><effect>"
            "<protein-name>Zorbase</protein-name><gene-symbol>ZRB1</gene-symbol><uniprot-id>P90002</uniprot-id><rs-id>rs90"
            "</rs-id><allele/><defining-change>A &gt; T</defining-change><description>Slower.</description>"
            "<pubmed-id>900002</pubmed-id></effect></snp-effects>"
        ),
        [
            {
                "kind": "pathway",
                "name": "Newt pathway",
                "category": "drug_action",
                "identifier": "SMP90",
                "drugs": ["Zorbinol"],
                "enzymes": ["P90001"],
            },
            {
                "kind": "reaction",
                "step": "1",
                "substrate": "Zorbinol",
                "substrate_id": "DB90001",
                "metabolite": "Zorbone",
                "metabolite_id": "DBMET90",
                "enzymes": ["Zorbase"],
            },
            {
                "kind": "pharmacogenomic_effect",
                "protein": "Zorbase",
                "defining_change": "A > T",
                "gene": "ZRB1",
                "uniprot": "P90002",
                "rs_id": "rs90",
                "pmid": "900002",
            },
        ],
    ),
    "one protein": (
        (
            '<enzymes><enzyme position="1">'
            "<id>BE0090001</id><name>Zorbase</name><organism>Newts</organism><actions><action>"
            "substrate</action><action>inducer</action></actions><references><articles><article><pubmed-id>900003</pubmed-id>"
            "<citation/></article></articles></references><known-action>no</known-action><polypeptide id='P90002' "
            "source='Swiss-Prot'><name>Zorbase</name><general-function>Zorbing</general-function><specific-function>Zorbs."
            "</specific-function><gene-name>ZRB1</gene-name><molecular-weight>50123.4</molecular-weight><locus>1p1</locus>"
            "</polypeptide><inhibition-strength>unknown</inhibition-strength><induction-strength>strong</induction-strength>"
            "</enzyme></enzymes>"
        ),
        [
            {
                "kind": "interacting_protein",
                "name": "Zorbase",
                "role": "enzyme",
                "pharmacological_action": "no",
                "actions": ["substrate", "inducer"],
                "organism": "Newts",
                "general_function": "Zorbing",
                "molecular_weight_da": "50123.4",
                "gene": "ZRB1",
                "uniprot": "P90002",
                "identifier": "BE0090001",
                "inhibition_strength": "unknown",
                "induction_strength": "strong",
            },
            {"kind": "reference", "about": "enzyme", "about_name": "Zorbase", "pmid": "900003"},
        ],
    ),
    "a group of proteins": (
        (
            "<targets><target><id>BE0090002</id><name>Zorb receptor</name><known-action>yes</known-action>"
            '<polypeptide id="P90003" source="TrEMBL"><gene-name>ZRA</gene-name></polypeptide>'
            '<polypeptide id="P90004" source="Swiss-Prot"><gene-name>ZRB</gene-name></polypeptide></target></targets>'
        ),
        [
            {
                "kind": "target",
                "name": "Zorb receptor",
                "pharmacological_action": "yes",
                "identifier": "BE0090002",
                "components": ["P90003", "P90004"],
            }
        ],
    ),
}


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("breaks", ["", "\n", "\r\n    "])
def test_each_part_of_a_drug_becomes_its_facts(case: str, breaks: str) -> None:
    """On one line or on a line for each tag, the same facts; no line is unread, empty elements say nothing."""
    body, expected = CASES[case]
    found = reading(body.replace("><", f">{breaks}<"))

    assert facts(found) == expected
    assert unread(found) == {}


def test_the_attributes_of_a_drug_are_facts() -> None:
    """The kind of drug and the days of its record stand in the start tag; a date without a time stays one."""
    text = drug().replace("<drug>", "<drug type='biotech' note='created=\"1\"' created=\"2001-02-03\" updated='then'>")
    whole = HEAD + text + TAIL
    found = read(page(whole))

    assert facts(found) == [
        {"kind": "classification", "scheme": "type", "name": "biotech"},
        {"kind": "record_date", "event": "created", "date_time": "2001-02-03"},
    ]
    assert whole[found.facts[1].span.start : found.facts[1].span.end] == "2001-02-03"
    assert unread(found) == {3: "updated is not of a form that is known"}


@pytest.mark.parametrize(
    ("sentence", "says"),
    [
        (
            "The metabolism of Quellin can be increased when combined with Zorbinol.",
            ("metabolism", "increased", "Quellin"),
        ),
        (
            "The serum concentration of Zorbinol can be decreased when it is combined with Quellin.",
            ("serum concentration", "decreased", "Zorbinol"),
        ),
        (
            "The risk or severity of fatigue can be increased when Zorbinol is combined with Quellin.",
            ("fatigue", "increased", None),
        ),
        (
            "The therapeutic efficacy of Quellin can be decreased when used in combination with Zorbinol.",
            ("therapeutic efficacy", "decreased", "Quellin"),
        ),
    ],
)
def test_an_interaction_says_effect_direction_and_the_drug_affected(
    sentence: str, says: tuple[str, str, str | None]
) -> None:
    """Of the two drugs of a sentence, the XML names the other one, so each template has one reading."""
    found = reading(interaction(sentence))
    effect, direction, affected = says
    expected = {
        "kind": "interaction",
        "drug": "Quellin",
        "drug_id": "DB90002",
        "effect": effect,
        "direction": direction,
    }

    assert facts(found) == [expected | ({"affected": affected} if affected else {})]
    assert found.page.quote(found.facts[-1].span) == sentence


def interaction(sentence: str) -> str:
    """Return the list of one interaction."""
    return (
        "<drug-interactions><drug-interaction>\n<drugbank-id>DB90002</drugbank-id>\n<name>Quellin</name>\n"
        f"<description>{sentence}</description>\n</drug-interaction></drug-interactions>"
    )


@pytest.mark.parametrize("first", ["Zorbinol", "Quellin"])
def test_an_activity_is_affected_in_the_second_drug(first: str) -> None:
    """A sentence on activities affects the drug it names last, whichever of the two that is."""
    second = "Quellin" if first == "Zorbinol" else "Zorbinol"
    (found,) = facts(reading(interaction(f"{first} may decrease the sedative activities of {second}.")))

    assert (found["effect"], found["activity"], found["direction"]) == ("activities", "sedative", "decreased")
    assert found["affected"] == second


@pytest.mark.parametrize(
    "sentence",
    ["Zorbinol and Quellin do not mix.", "The metabolism of Quellin can be increased when combined with Norbin."],
)
def test_a_sentence_of_another_form_or_about_another_drug_is_unread(sentence: str) -> None:
    """That the two drugs interact stands; what the sentence says is not guessed, its line is unread."""
    found = reading(interaction(sentence))

    assert facts(found) == [{"kind": "interaction", "drug": "Quellin", "drug_id": "DB90002"}]
    assert list(unread(found)) == [9]


# --- prose, gaps, what is not read -----------------------------------------------------------------------------------


def test_prose_is_left_to_a_curator_by_sentence_and_line() -> None:
    """Sentences go to their section; a line break ends one, a reference to white space is none."""
    found = reading("<half-life>\n Short. It is long\n in newts. &#13;\n&#13;\n</half-life><mechanism-of-action/>")

    assert [(s.section, s.span.line, found.page.quote(s.span)) for s in found.prose] == [
        ("half-life", 7, "Short."),
        ("half-life", 7, "It is long"),
        ("half-life", 8, "in newts."),
    ]


def test_a_printed_not_available_is_a_gap() -> None:
    """The words are never a value, in a field, a row or a section."""
    found = reading(
        "<cas-number>Not Available</cas-number><clearance>not available</clearance>"
        "<dosages><dosage><form>Gel</form><route>Not Available</route><strength>Not applicable</strength>"
        "</dosage></dosages>"
    )

    assert facts(found) == [
        {"kind": "gap", "field": "cas number"},
        {"kind": "gap", "field": "clearance"},
        {"kind": "dosage_form", "form": "Gel", "not_applicable": ["strength"]},
        {"kind": "gap", "field": "route"},
    ]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("<zorbing>much</zorbing>", "zorbing: no rule takes <zorbing>"),
        ("<products><product><name>A</name><smell>bad</smell></product></products>", "products: no rule takes <smell>"),
        ("<groups>approved</groups>", "groups: no rule takes <groups>"),
        ("<groups><group/>approved</groups>", "groups: no rule takes <#text>"),
        ("<unii>ABC<b>12</b></unii>", "unii: no rule takes <unii>"),
        ("<products><product><route>Oral</route></product></products>", "product without name"),
        ("<products><product><name>A</name><name>B</name></product></products>", "product with two <name>"),
        (
            "<patents><patent><number>9</number><expires>soon</expires></patent></patents>",
            "expires is not of a form that is known",
        ),
        (
            "<prices><price><description>A</description><cost currency=''>5,0</cost><unit>box</unit></price></prices>",
            "cost is not of a form that is known",
        ),
        (
            "<prices><price><description>A</description><cost>5</cost><unit>box</unit></price></prices>",
            "price without currency",
        ),
        (
            "<reactions><reaction><left-element><name>A</name></left-element></reaction></reactions>",
            "reaction without both",
        ),
        ('<x:unii xmlns:x="http://example.org">AB</x:unii>', "http://example.org unii: no rule"),
    ],
)
def test_what_the_schema_does_not_explain_is_unread(body: str, reason: str) -> None:
    """Text where none should be, an unknown element, a row that is not whole or two in one: a reason, not a fact."""
    (found,) = unread(reading(body)).values()

    assert found.startswith(reason)


def test_two_rows_run_together_make_no_fact() -> None:
    """A field that the first row leaves empty is not filled from the second."""
    found = reading(
        "<dosages><dosage><form>Gel</form><route/><form>Tablet</form><route>Oral</route></dosage></dosages>"
        "<targets><target><name>A</name><known-action/><known-action>yes</known-action></target></targets>"
    )

    assert facts(found) == []


def test_every_line_is_accounted_for() -> None:
    """Lines of tags are markup, of white space blank, of a protein's own data boilerplate; no line is forgotten."""
    found = reading(
        "<!-- a\nb -->\n\n<targets><target><name>A</name><polypeptide>\n<locus>1p1</locus>"
        "</polypeptide>\n</target></targets>"
    )

    assert [account.reason for account in found.lines] == [
        *("markup", "markup", "markup", "identifier", "page_title", "markup", "markup", "blank", "target"),
        *("describes the protein, not the drug", "markup", "markup", "markup"),
    ]


# --- places ----------------------------------------------------------------------------------------------------------


def test_a_span_is_the_characters_of_the_text_without_the_tags() -> None:
    """Bytes of the parser become characters of the document, after a byte order mark, accents and references too."""
    text = (
        "\ufeff"
        + HEAD
        + drug(
            "<!-- é𝒵 --><synonyms><synonym language='é>'>  Zörbinöl&#160;</synonym >\r\n"
            "<synonym>a &amp; b<!-- c --></synonym>"
            "<synonym><![CDATA[<𝒵>]]></synonym></synonyms>\n<unii>Ä</unii>"
        )
        + TAIL
    )
    found = read(page(text))
    spans = [fact.span for fact in found.facts[2:]]

    assert [fact["name"] for fact in facts(found)[:3]] == ["Zörbinöl", "a & b", "<𝒵>"]
    assert [text[span.start : span.end] for span in spans] == [
        "Zörbinöl",
        "a &amp; b<!-- c -->",
        "<![CDATA[<𝒵>]]>",
        "Ä",
    ]
    assert [text.count("\n", 0, span.start) + 1 for span in spans] == [span.line for span in spans] == [6, 7, 7, 8]


def test_a_text_of_several_lines_is_one_value_with_a_span_for_each_line() -> None:
    """A line break inside a value is one space; its first line is the span, the others go with it."""
    found = reading("<synonyms><synonym>\n  long name\n     of it\n</synonym></synonyms>")
    (fact,) = found.facts[2:]

    assert facts(found) == [{"kind": "synonym", "name": "long name of it"}]
    assert [(s.line, found.page.quote(s)) for s in (fact.span, *fact.also)] == [(7, "long name"), (8, "of it")]
    assert [found.lines[n - 1].status for n in (6, 7, 8, 9)] == ["boilerplate", "fact", "fact", "boilerplate"]


# --- documents of many drugs -----------------------------------------------------------------------------------------


@pytest.fixture
def several(tmp_path: Path) -> Path:
    """Return a file of three drugs, two of them on one line."""
    path = tmp_path / "several.xml"
    first = drug("<unii>Ä1</unii><description>Ünd. Zwei.</description>", "DB90001", "Zörbinol")
    second, third = drug(number="DB90002", name="Quellin").strip(), drug("<unii>É2</unii>", "DB90003", "Norbin")
    path.write_text(HEAD + first + second + third + "<!-- end -->" + TAIL, encoding="utf-8")
    return path


@pytest.mark.parametrize("chunk", [1, 7, 1 << 16])
def test_drugs_are_read_one_after_another_with_their_places_in_the_whole(
    several: Path, chunk: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Lines and characters are those of the document, whichever way the file comes in."""
    monkeypatch.setattr(elements, "_CHUNK_BYTES", chunk)
    text = several.read_text(encoding="utf-8")
    found = list(read_drugs(several))

    assert [(r.source, r.id, r.drug) for r in found] == [
        (SOURCE, "DB90001", "Zörbinol"),
        (SOURCE, "DB90002", "Quellin"),
        (SOURCE, "DB90003", "Norbin"),
    ]
    values = [("DB90001", "Zörbinol", "Ä1"), ("DB90002", "Quellin"), ("DB90003", "Norbin", "É2")]
    for r, expected in zip(found, values, strict=True):
        spans = [fact.span for fact in r.facts]
        assert tuple(text[span.start : span.end] for span in spans) == expected
        assert tuple(r.page.quote(span) for span in spans) == expected
        assert [text.count("\n", 0, span.start) + 1 for span in spans] == [span.line for span in spans]
        assert len(r.lines) == len(r.page.lines)
    assert [text[s.span.start : s.span.end] for s in found[0].prose] == ["Ünd.", "Zwei."]


def test_a_drug_of_a_stream_is_the_same_drug(several: Path) -> None:
    """A drug among several gives the facts and accounts that it gives as a page; its spans count in the whole file."""
    body = drug("".join(body for body, _ in CASES.values()).replace("><", ">\n<"))
    several.write_text(HEAD + body + TAIL, "utf-8")
    page = PageText.from_file(several)
    (whole,) = read_drugs(several)
    several.write_text(HEAD + body + drug("", "DB00077") + TAIL, "utf-8")
    streamed, _ = read_drugs(several)

    assert streamed.facts == whole.facts
    assert streamed.prose == whole.prose
    assert streamed.lines == whole.lines[2:-1]
    assert streamed.page.span(4) == page.span(4)
    assert list(streamed.page.sentences(4)) == list(page.sentences(4))
    assert streamed.page.extent == PageText.from_file(several).extent


def test_a_page_of_several_drugs_says_how_to_go_on(several: Path) -> None:
    """A reading is about one drug; the error names the line of the second."""
    with pytest.raises(PageError, match=r"several.xml:8: a second drug begins; .*read_drugs"):
        read(PageText.from_file(several))


def test_memory_does_not_grow_with_the_document(tmp_path: Path) -> None:
    """After hundreds of drugs no more is held than after the first."""
    path = tmp_path / "many.xml"
    body = "".join(body for body, _ in CASES.values())
    with path.open("w", encoding="utf-8") as file:
        file.write(HEAD)
        file.writelines(drug(body, f"DB{number:05}") for number in range(400))
        file.write(TAIL)
    peaks = []
    tracemalloc.start()
    for number, _ in enumerate(read_drugs(path)):
        if number in {20, 399}:
            peaks.append(tracemalloc.get_traced_memory()[1])
    tracemalloc.stop()

    assert peaks[1] < peaks[0] * 1.2


# --- what is refused -------------------------------------------------------------------------------------------------

LAUGHS = '<!DOCTYPE drugbank [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>\n'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (HEAD.replace("<drugbank", LAUGHS + "<drugbank") + drug("<unii>&b;</unii>") + TAIL, r":2: a document type def"),
        ('<!DOCTYPE drug SYSTEM "file:///etc/passwd">\n' + drug(), r":1: a document type definition"),
        (
            '<!DOCTYPE drug [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n' + drug("<unii>&x;</unii>"),
            r":1: a document type",
        ),
        (drug("<unii>&x;</unii>"), r":4:7: not well-formed XML: undefined entity"),
        (HEAD + drug() + "</drug>", r":8:3: not well-formed XML: mismatched tag"),
        (HEAD + drug()[:-20], r":\d+:\d+: not well-formed XML: (unclosed token|no element found)"),
        ("\n" + HEAD + drug() + TAIL, r":2:1: not well-formed XML: XML or text declaration not at start"),
        (HEAD.replace("UTF-8", "ISO-8859-1") + drug() + TAIL, r":1: the document is declared as ISO-8859-1, not UTF-8"),
        (HEAD + TAIL, r": the document holds no <drug>"),
        (HEAD + drug() + "<pill/>" + TAIL, r":8: <pill> stands where a <drug> should"),
        (HEAD + "newt" + drug() + TAIL, r": text stands where a <drug> should"),
        ("<html><body/></html>", r":1: the document is <html>, not <drugbank>"),
        ('<drugbank xmlns="http://example.org"/>', r":1: the document is <http://example.org drugbank>"),
        ("<drug><name>Zorbinol</name></drug>", r":1: the drug has no <drugbank-id>"),
        (HEAD + drug("<a>" * 40 + "</a>" * 40) + TAIL, r":6: nested deeper"),
    ],
)
def test_a_hostile_or_broken_document_is_refused_at_its_line(text: str, message: str) -> None:
    """No document type, no entity, no depth without end; a malformed document is refused with line and column."""
    with pytest.raises(PageError, match=message):
        read(page(text))


def test_other_encodings_are_refused(tmp_path: Path) -> None:
    """A document in UTF-16 or with bytes that are no UTF-8 is refused, as is a text that no bytes could give."""
    path = tmp_path / "zorbinol.xml"
    for content, message in (
        ((HEAD + drug() + TAIL).replace("UTF-8", "UTF-16").encode("utf-16"), "is UTF-16, not UTF-8"),
        ((HEAD + drug("<unii>é</unii>") + TAIL).encode("latin-1"), r":6:7: not well-formed XML"),
    ):
        path.write_bytes(content)
        with pytest.raises(PageError, match=message):
            list(read_drugs(path))
    with pytest.raises(PageError, match="surrogate"):
        read(PageText("zorbinol.xml", drug("\ud800"), ""))


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    """A missing file is an error of ours, not of the system."""
    with pytest.raises(PageError, match="no such file"):
        list(read_drugs(tmp_path / "none.xml"))


def test_a_drug_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """What cannot be a drug of DrugBank, by size or by number of elements, is not gathered in memory."""
    monkeypatch.setattr(elements, "_LARGEST_DRUG_BYTES", 1 << 10)
    monkeypatch.setattr(elements, "_MOST_ELEMENTS", 100)

    with pytest.raises(PageError, match="without the end of a drug"):
        read(page(HEAD + "<drug><name>" + "a" * (1 << 17)))
    with pytest.raises(PageError, match="longer than any drug"):
        read(page(HEAD + drug("<a/>" * 100) + TAIL))


SOUND = HEAD + drug("".join(body for body, _ in CASES.values()).replace("><", ">\n<")) + TAIL
TEXTS = st.text(st.sampled_from("<>/&;!-[]\"'= \nabé𝒵"), max_size=12)


@given(st.integers(0, len(SOUND)), st.integers(0, 40), TEXTS)
@settings(max_examples=300, deadline=None)
def test_damage_raises_nothing_but_a_page_error(at: int, length: int, instead: str) -> None:
    """Whatever is cut out or put in, reading ends with facts that point into the text, or with an error of ours."""
    text = SOUND[:at] + instead + SOUND[at + length :]
    damaged = page(text)
    recognises(damaged)
    try:
        found = read(damaged)
    except PageError:
        return
    assert len(found.lines) == len(damaged.lines)
    for span in (span for fact in found.facts for span in (fact.span, *fact.also)):
        assert text[span.start : span.end].strip()
        assert text.count("\n", 0, span.start) + 1 == span.line


# --- the real documents ----------------------------------------------------------------------------------------------

GOLDEN = {
    "DB00001-lepirudin-2024.xml": {
        "classification": 28,
        "dosage_form": 6,
        "external_link": 2,
        "identifier": 14,
        "interaction": 652,
        "manufacturer": 1,
        "organism": 1,
        "packager": 2,
        "page_title": 1,
        "patent": 1,
        "pathway": 1,
        "price": 1,
        "product": 6,
        "property": 6,
        "reaction": 4,
        "record_date": 2,
        "reference": 16,
        "synonym": 6,
        "target": 1,
    },
    "DB00002-cetuximab-2018.xml": {
        "classification": 29,
        "dosage_form": 3,
        "external_link": 4,
        "identifier": 13,
        "interaction": 47,
        "organism": 1,
        "packager": 4,
        "page_title": 1,
        "patent": 1,
        "pathway": 1,
        "pharmacogenomic_effect": 2,
        "product": 10,
        "property": 6,
        "record_date": 2,
        "reference": 36,
        "synonym": 4,
        "target": 12,
    },
}


@pytest.mark.parametrize("name", GOLDEN)
def test_the_real_documents_give_what_they_gave(documents: Path, name: str) -> None:
    """Both are read to the last line, every interaction understood, and streamed they give the same."""
    path = documents / "dev" / "drugbank-xml" / name
    if not path.exists():
        pytest.skip(f"{name} is not at hand")
    text = PageText.from_file(path)
    found = read(text)

    assert recognises(text)
    assert Counter(fact.kind for fact in found.facts) == GOLDEN[name]
    assert unread(found) == {}
    assert all("effect" in fact for fact in facts(found) if fact["kind"] == "interaction")
    assert [r.facts for r in read_drugs(path)] == [found.facts]
