"""The rules for facts about the use of the drug, and its study."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anakinra_kg.facts import records as k
from anakinra_kg.mapping.claims import integer_literal
from anakinra_kg.mapping.rules.registry import rule
from anakinra_kg.mapping.rules.shared import condition, population, route, unit
from anakinra_kg.mapping.study_topics import STUDY_TOPICS, TOPIC_POPULATIONS
from anakinra_kg.rdf.names import entity

if TYPE_CHECKING:
    from anakinra_kg.mapping.claims import Claim


@rule(
    k.Indication,
    "akg:Indication",
    (
        "{of_drug} for {condition}[, {severity}][, {population}][, {line_of_therapy}][, {aim}][, {use}]"
        "[; {prerequisites}][; {criteria}]"
    ),
    lambda f: (f.condition, f.population),
)
def _indication(c: Claim, f: k.Indication) -> None:
    node = condition(c, f.condition, "akg:indicatedCondition")
    population(c, f.population)
    c.text("akg:severity", f.severity)
    c.text("akg:lineOfTherapy", f.line_of_therapy)
    c.texts("akg:prerequisite", f.prerequisites)
    c.texts("akg:criterion", f.criteria)
    c.text("akg:useNote", f.use)
    c.text("akg:aim", f.aim)
    c.shortcut("akg:isIndicatedFor", node)


@rule(
    k.DosingRegimen,
    "akg:DosingRegimen",
    (
        "Dose of {of_drug}[ for {condition}][, {population}][, {form}][, {product}][, {setting}][: {stage}]"
        "[: {dose_strength}][: {low-high}][ (maximum {maximum})][ ({maximum_strength} maximum)][ {unit}]"
        "[ per {per}][, {frequency}][, {route}][, {basis}][; {advice}][; {adjustment}][ {adjustment_limit}]"
        "[; {amount_kind} amounts]"
    ),
    lambda f: (f.form, f.condition, f.product, f.setting, f.population),
)
def _dosing_regimen(c: Claim, f: k.DosingRegimen) -> None:
    for name in f.conditions or ((f.condition,) if f.condition else ()):
        c.name("akg:treatedCondition", "condition", "akg:Condition", name)
    c.text("akg:conditionAsWritten", f.condition)
    population(c, f.population)
    c.text("akg:dosageFormAsWritten", f.form)
    c.text("akg:productAsWritten", f.product)
    c.text("akg:situation", f.setting)
    c.code("akg:doseStage", "dose-stage", f.stage)
    c.decimal("akg:lowDose", f.low)
    c.decimal("akg:highDose", f.high)
    c.code("akg:doseStrength", "limit-strength", f.dose_strength)
    c.decimal("akg:maximumDose", f.maximum)
    c.code("akg:maximumStrength", "limit-strength", f.maximum_strength)
    unit(c, f.unit, "akg:doseUnit")
    c.text("akg:dosePeriod", f.per)
    c.text("akg:doseFrequency", f.frequency)
    route(c, f.route)
    c.code("akg:dosingAdvice", "dosing-advice", f.advice)
    c.text("akg:doseBasis", f.basis)
    c.code("akg:doseAdjustment", "dose-adjustment", f.adjustment)
    c.text("akg:adjustmentLimit", f.adjustment_limit)
    c.code("akg:amountKind", "amount-kind", f.amount_kind)


@rule(
    k.TreatmentDuration,
    "akg:TreatmentDuration",
    "{of_drug} for {condition}: {low-high} {unit}[, {route}]",
    lambda f: (f.condition,),
)
def _treatment_duration(c: Claim, f: k.TreatmentDuration) -> None:
    condition(c, f.condition, "akg:treatedCondition")
    c.decimal("akg:lowValue", f.low)
    c.decimal("akg:highValue", f.high)
    unit(c, f.unit)
    route(c, f.route)


@rule(
    k.PopulationAdvice,
    "akg:PopulationAdvice",
    "{of_drug} in {population}[ ({group})][, {condition}]: {finding}[; {action}]",
    lambda f: (f.population, f.group, f.finding, f.condition),
)
def _population_advice(c: Claim, f: k.PopulationAdvice) -> None:
    population(c, f.population)
    c.text("akg:populationGroup", f.group)
    c.text("akg:finding", f.finding)
    if f.condition is not None:
        condition(c, f.condition, "akg:advisedAgainstCondition")
    c.text("akg:action", f.action)


@rule(
    k.Instruction,
    "akg:Instruction",
    "{of_drug}, {topic}[ for {conditions}]: {instruction}[; {situation}]",
    lambda f: (f.topic, f.instruction, *f.conditions),
)
def _instruction(c: Claim, f: k.Instruction) -> None:
    c.code("akg:topic", "topic", f.topic)
    c.text("akg:instruction", f.instruction)
    c.text("akg:situation", f.situation)
    for name in f.conditions:
        condition(c, name, "akg:instructedCondition")


def _trial_group_key(f: k.TrialGroup) -> tuple[str | None, ...]:
    return (",".join(f.phases) or "unknown", f.status, f.purpose or "unknown", *f.conditions)


@rule(
    k.TrialGroup,
    "akg:TrialGroup",
    "Trials of {of_drug}: {count}[, phase {phases}][, {status}][, {purpose}][: {conditions}]",
    _trial_group_key,
)
def _trial_group(c: Claim, f: k.TrialGroup) -> None:
    c.text("akg:phasesAsWritten", ", ".join(f.phases) or None)
    for phase in f.phases:
        c.code("akg:phase", "phase", phase)
    c.code("akg:trialStatus", "trial-status", f.status)
    c.code("akg:trialPurpose", "trial-purpose", f.purpose)
    c.add("akg:trialCount", integer_literal(f.count))
    c.texts("akg:notAvailable", f.not_available)
    c.text("akg:conditionsAsWritten", " / ".join(f.conditions) or None)
    for name in f.conditions:
        kind = STUDY_TOPICS.get(name)
        if kind is None:
            c.shortcut("akg:investigatedFor", condition(c, name, "akg:studiedCondition"))
        else:
            c.text("akg:conditionAsWritten", name)
            node = c.writer.named("study-topic", "akg:StudyTopic", name)
            c.writer.add(node, "akg:topicKind", entity("topic-kind", kind))
            if name in TOPIC_POPULATIONS:
                people = c.writer.named("population", "akg:Population", TOPIC_POPULATIONS[name])
                c.writer.add(node, "akg:samePopulation", people)
            c.add("akg:studyTopic", node)
