"""Typeset Chinese speeches and official documents as PDF and Word."""

__version__ = "0.1.0"
