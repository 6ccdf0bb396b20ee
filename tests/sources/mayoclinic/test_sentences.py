"""The table of standard sentences."""

from __future__ import annotations

from importlib.resources import files

from anakinra_kg.facts.records import fields_of
from anakinra_kg.sources import mayoclinic


def test_the_table_of_sentences_has_codes_of_its_kinds() -> None:
    """The topic of a standard sentence goes into a field that takes certain values only."""
    field_of = {"instruction": "topic", "medical_problem": "advice", "population_advice": "population"}
    allowed = {kind: {f.name: f.values for f in fields_of(kind)}[name] for kind, name in field_of.items()}
    field_of |= {"amount_kind": "amount_kind", "list_note": "list"}
    allowed["amount_kind"] = {f.name: f.values for f in fields_of("dosing_regimen")}["amount_kind"]
    allowed["list_note"] = {f.name: f.values for f in fields_of("list_note")}["list"]
    text = files(mayoclinic).joinpath("sentences.tsv").read_text(encoding="utf-8")
    table = [line.split("\t") for line in text.splitlines()[1:]]

    assert {kind for _, _, kind, *_ in table} == {*field_of, "boilerplate", "interaction_action", "rights_terms"}
    assert not {(kind, topic) for _, _, kind, topic, _ in table if topic not in allowed.get(kind, ("",))}
