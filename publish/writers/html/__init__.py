"""A Document to the HTML that WeasyPrint lays out: the page, its filters, its addresses."""
