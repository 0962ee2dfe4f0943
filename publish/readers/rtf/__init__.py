"""Rich Text Format 1.9: tokens, groups, characters in their encodings, tables, lists, pictures."""
