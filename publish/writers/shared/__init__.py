"""What every format needs of a Document alike: spacing, faces, columns of tables, captions, imprint, outline."""
