"""The reader of DrugBank pages as they were laid out in 2019."""

from anakinra_kg.sources.drugbank.page import SOURCE, read, recognises

__all__ = ("SOURCE", "read", "recognises")
