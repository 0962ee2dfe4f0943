"""Pages that WeasyPrint draws, kept as marks (`writers.shared.drawn`) instead of being written into a PDF."""
