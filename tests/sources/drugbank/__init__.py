"""Tests of the reader of DrugBank pages, one module per part of a page."""
