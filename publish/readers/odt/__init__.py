"""OpenDocument texts: the package, blocks, lists, tables, notes."""
