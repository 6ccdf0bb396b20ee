"""The reader of DrugBank pages in the layout of 2019."""

from anakinra_kg.sources.drugbank.page import SOURCE, read, recognises

__all__ = ("SOURCE", "read", "recognises")
