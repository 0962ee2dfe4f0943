"""Word 97 files (.doc, .wps): pieces, formatting, fields, numbering, tables, pictures; MS-DOC."""
