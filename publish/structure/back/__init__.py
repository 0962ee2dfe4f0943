"""The end of a text and what follows it: signatures, dates, 版记, attached documents."""
