"""Writers of whole invented pages, one module a layout, that know which facts reading a page must give back."""
