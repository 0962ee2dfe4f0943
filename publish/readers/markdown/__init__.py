"""Markdown and its front matter, repaired where people write it without knowing it."""
