"""Saved web pages and HTML of the clipboard: the article found, its blocks, tables, notes and pictures."""
