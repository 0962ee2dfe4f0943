"""The body of a text: its headings, numbered or not, and the stretches that hold none."""
