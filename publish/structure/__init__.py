"""Structure: from a reader's Source to a Document, and from a Document to its outline.

The door loads nothing: the process that writes wants no more than how content is cut.
"""
