"""PDF with text: our own by its tags, others by where their characters stand."""
