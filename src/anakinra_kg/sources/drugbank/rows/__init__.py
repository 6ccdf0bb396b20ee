"""Takes the rows of a DrugBank page's tables apart into cells where only one way of doing so is possible.

Each function gets the text of a row and returns its cells, or None where the split is not certain; none of them
guesses, knows about lines, or makes facts.
"""
