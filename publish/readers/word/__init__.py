"""Word files (.docx and its kin): the package, the story, styles, numbering, notes, drawings; ISO/IEC 29500."""
