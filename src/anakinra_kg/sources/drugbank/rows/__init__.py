"""Splits the rows of tables on a DrugBank page into cells.

Each function takes the text of a row and returns its cells, or None if more than one split is possible. They do not
guess, use lines or make facts.
"""
