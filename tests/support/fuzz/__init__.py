"""Fuzzing: damaged inputs by the million, and what must hold for each of them.

`targets/` has a module for each thing that is fed with them: its seeds, and its check, which knows what an input may
give. `mutators` damages seeds, `campaign` runs the checks in worker processes and shrinks what fails. A case is made
from the name of its target and its number alone, so that a failure can be repeated anywhere:

    python -m tests.support.fuzz                                   all targets, an hour on two cores
    python -m tests.support.fuzz queries --seconds 60              one target for a minute
    python -m tests.support.fuzz queries --first 4711 --cases 1    one case again

No coverage-guided fuzzer: damage that knows lines, words and the terms of a target reaches more with the same number of
inputs (4,000 of DrugBank XML: 580 edges, by Atheris 538; of DrugBank text 1,479 and 1,459), every case is repeatable,
and a fault that ends the process is one of many.
"""
