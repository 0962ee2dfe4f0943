"""A Document to a Word file: python-docx opens the package, our own code writes the story in OOXML."""
