"""Titles of one to four lines: where they may break, and which shape they take (GB/T 9704 7.3.1)."""
