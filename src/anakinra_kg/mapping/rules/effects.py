"""The rules for facts about unwanted effects, interactions and cautions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal

from anakinra_kg.facts import records as k
from anakinra_kg.mapping.claims import OTHER_NAME
from anakinra_kg.mapping.rules.registry import rule
from anakinra_kg.mapping.rules.shared import condition, finding, population

if TYPE_CHECKING:
    from anakinra_kg.mapping.claims import Claim


def _interaction_key(f: k.Interaction) -> tuple[str | None, ...]:
    # A page may list a drug in one place and advise against it in another: two statements, two nodes.
    return (f.drug, f.advice if f.advice == "do not combine" else None)


@rule(
    k.Interaction,
    "akg:Interaction",
    (
        "{drug}[ ({brand})][ ({category})][: {direction} {effect}|: {effect}|: {direction}][ of {affected}]"
        "[ ({activity})][: {advice}] with {of_drug}"
    ),
    _interaction_key,
)
def _interaction(c: Claim, f: k.Interaction) -> None:
    if f.category is None:
        other = c.writer.drug(f.drug)
        c.shortcut("biolink:pharmacologically_interacts_with", other)
    else:
        other = c.writer.named("substance", "akg:Substance", f.drug)
    c.add("akg:interactsWith", other)
    c.text("akg:drugAsWritten", f.drug)
    if f.drug_id is not None:
        c.writer.add(other, "dcterms:identifier", Literal(f.drug_id))
    c.name("akg:interactionEffect", "interaction-effect", "akg:InteractionEffect", f.effect)
    c.text("akg:activity", f.activity)
    c.code("akg:direction", "direction", f.direction)
    if f.affected is not None:
        c.add("akg:affectedDrug", c.writer.drug(f.affected))
    c.code("akg:interactionAdvice", "interaction-advice", f.advice)
    c.code("akg:interactionCategory", "interaction-category", f.category)
    c.text("akg:brandNamed", f.brand)
    if f.brand is not None:
        c.writer.add_wording(other, "rdfs:label", f.brand, OTHER_NAME)  # people look it up by its brand
    c.text("akg:action", f.action)


@rule(
    k.ListNote,
    "akg:ListNote",
    "List of {list} of {of_drug}: {statement}",
    lambda f: (f.list, f.statement),
)
def _list_note(c: Claim, f: k.ListNote) -> None:
    c.code("akg:aboutList", "list", f.list)
    c.text("akg:statement", f.statement)


@rule(
    k.AdverseEffect,
    "akg:AdverseEffectClaim",
    (
        "{effect}: adverse effect of {of_drug}[, {seriousness}][, {frequency}][, {attention} attention][, {population}]"
        "[, {threshold_relation} {threshold_percent} percent][, {period}]"
    ),
    lambda f: (f.effect, f.frequency, f.attention, f.population),
)
def _adverse_effect(c: Claim, f: k.AdverseEffect) -> None:
    node = finding(c, "akg:adverseEffect", f.effect)
    c.code("akg:frequency", "frequency", f.frequency)
    c.code("akg:attention", "attention", f.attention)
    population(c, f.population)
    c.decimal("akg:thresholdPercent", f.threshold_percent)
    c.code("akg:thresholdRelation", "threshold-relation", f.threshold_relation)
    c.text("akg:period", f.period)
    c.code("akg:seriousness", "seriousness", f.seriousness)
    for name in f.including:
        finding(c, "akg:includesReaction", name)
    c.shortcut("akg:hasAdverseEffect", node)


@rule(
    k.OverdoseSymptom,
    "akg:OverdoseSymptomClaim",
    "{effect}: symptom of an overdose of {of_drug}[, {attention} attention]",
    lambda f: (f.effect,),
)
def _overdose_symptom(c: Claim, f: k.OverdoseSymptom) -> None:
    finding(c, "akg:symptom", f.effect)
    c.code("akg:attention", "attention", f.attention)


@rule(
    k.MedicalProblem,
    "akg:MedicalProblemClaim",
    "{problem} with {of_drug}[: {advice}][, {consequence}]",
    lambda f: (f.problem, f.advice),
)
def _medical_problem(c: Claim, f: k.MedicalProblem) -> None:
    node = condition(c, f.problem, "akg:medicalProblem")
    c.code("akg:problemAdvice", "problem-advice", f.advice)
    c.text("akg:consequence", f.consequence)
    if f.advice == "should not be used":
        c.shortcut("akg:isContraindicatedIn", node)


@rule(
    k.Precaution,
    "akg:Precaution",
    (
        "{of_drug}, {topic}: {statement}[; {action}][; {situation}][; {population}][; {reaction}]"
        "[; including {including}]"
    ),
    lambda f: (f.topic, f.statement),
)
def _precaution(c: Claim, f: k.Precaution) -> None:
    c.code("akg:topic", "topic", f.topic)
    c.text("akg:statement", f.statement)
    c.text("akg:action", f.action)
    c.text("akg:situation", f.situation)
    population(c, f.population)
    if f.reaction is not None:
        finding(c, "akg:reaction", f.reaction)
    for name in f.including:
        finding(c, "akg:includesReaction", name)


@rule(
    k.WarningSymptom,
    "akg:WarningSymptom",
    "{symptom}: sign of {reaction} with {of_drug}[; {site}][; {action}][; {situation}]",
    lambda f: (f.reaction, f.symptom),
)
def _warning_symptom(c: Claim, f: k.WarningSymptom) -> None:
    finding(c, "akg:reaction", f.reaction)
    finding(c, "akg:symptom", f.symptom, context=f.reaction)
    c.text("akg:symptomSite", f.site)
    c.text("akg:action", f.action)
    c.text("akg:situation", f.situation)
