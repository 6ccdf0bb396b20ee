"""The reader of DrugBank XML (version 5.1), for files of any size."""

from anakinra_kg.sources.drugbank_xml.document import SOURCE, read, read_drugs, recognises

__all__ = ("SOURCE", "read", "read_drugs", "recognises")
