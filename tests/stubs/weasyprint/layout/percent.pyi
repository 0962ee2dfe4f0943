"""Percentages resolved to px, in place."""

from weasyprint.formatting_structure.boxes import Box

def resolve_one_percentage(box: Box, property_name: str, refer_to: float) -> None: ...
