"""A Document to a Word file: the package and the story in OOXML; python-docx adds comments alone."""
