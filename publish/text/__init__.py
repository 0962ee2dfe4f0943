"""Plain text, at the bottom of the house: numerals, periods, widths, characters for display."""
