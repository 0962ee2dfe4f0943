"""Typeset Chinese speeches and official documents as PDF and Word."""
