"""HTML to a PDF that is archived and tagged (PDF/A-2a, PDF/UA-1), read back and verified."""
