"""Tests of the reader of DrugBank XML, a module for each subject."""
