"""Plain text: encodings, wrapped lines, tables of tabs or spaces, Markdown in disguise."""
