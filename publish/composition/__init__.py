"""Chinese lines, pure: classes of characters, kinsoku, compression, justification, the total fit of a paragraph."""
