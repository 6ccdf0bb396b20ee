"""The reader of Mayo Clinic monographs."""

from anakinra_kg.sources.mayoclinic.page import SOURCE, read, recognises

__all__ = ("SOURCE", "read", "recognises")
