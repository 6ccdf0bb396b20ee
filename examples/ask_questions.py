"""Ask the graph canned questions, and see where an answer stands in the pages.

`python examples/ask_questions.py` prints:

    half-life: 3.1 to 28.2 h, NOMID patients (line 89)
    half-life: 4 to 6 h, healthy subjects (line 89)

    5 drugs not to combine with anakinra: Adalimumab, Certolizumab Pegol, Etanercept, Golimumab, Infliximab

    interaction: drug as written Abatacept, interaction advice usually not recommended, interacts with Abatacept
      mayoclinic/anakinra, line 47, characters 3282 to 3291 (automatic assertion)
"""

import anakinra_kg

kg = anakinra_kg.load()

# A question gives rows with named, typed fields: here the values are `decimal.Decimal` and the line is an `int`.
for row in kg.query("pharmacokinetics", parameter="half-life"):
    print(f"{row.parameter}: {row.low} to {row.high} {row.unit}, {row.population} (line {row.line})")
print()

# The values of parameters are given by label, synonym or identifier, regardless of case.
rows = kg.query("interactions", advice="do not combine")
print(f"{len(rows)} drugs not to combine with anakinra: {', '.join(row.drug for row in rows)}")
print()

# `explain` gives all that is said of a thing, each statement with its places; the first place is where it is stated.
for statement in kg.explain("abatacept").statements:
    says = ", ".join(f"{name} {value}" for name, value in statement.says if name != "about drug")
    place = statement.places[0]
    print(f"{statement.kind}: {says}")
    print(
        f"  {place.source}/{place.document}, line {place.line}, characters {place.start} to {place.end}"
        f" ({statement.found})"
    )
