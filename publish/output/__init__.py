"""From bytes to files: delivery, mail drafts, imposition of handouts, numbered copies, stamps of origin."""
