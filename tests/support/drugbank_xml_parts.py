"""Parts of a made-up drug in DrugBank XML, each with the facts that it becomes."""

from __future__ import annotations

from typing import Any

PARTS: dict[str, tuple[str, list[dict[str, Any]]]] = {
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
