"""Ask the graph canned questions, and see where an answer stands in the pages.

`python examples/ask_questions.py` prints:

    half-life: 3.1 to 28.2 h, NOMID patients (line 89)
    half-life: 4 to 6 h, healthy subjects (line 89)

    6 not to combine with anakinra: Adalimumab, Certolizumab Pegol, Etanercept, Golimumab, Infliximab, live vaccines

    interaction: Abatacept: usually not recommended with Anakinra (Mayo Clinic)
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
print(f"{len(rows)} not to combine with anakinra: {', '.join(row.drug for row in rows)}")
print()

# `explain` gives all that is said of a thing, each statement with its places; the first place is where it is stated.
for statement in kg.explain("abatacept").statements:
    place = statement.places[0]
    print(f"{statement.kind}: {statement.label}")
    print(
        f"  {place.source}/{place.document}, line {place.line}, characters {place.start} to {place.end}"
        f" ({statement.found})"
    )
