"""Where Word will break lines and pages, estimated, so that a Word file ends as the PDF does."""
