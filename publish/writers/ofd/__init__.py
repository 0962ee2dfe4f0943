"""Pages to OFD (GB/T 33190-2016): objects, fonts, tags, annotations, verified against the Document."""
