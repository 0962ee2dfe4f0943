"""Comparison: drafts of one text -> one document in which every difference is marked, and the list of differences.

atoms      a document as one row of words, ends of paragraphs, tables and pictures
rows       what differs between two rows of anything
alignment  which block of one draft is which of the other
edits      what has to be deleted and inserted to make a draft of the base
merging    the base with the edits of one or more drafts, and what they disagree about
"""

from publish.comparison.merging import Comparison, compare

__all__ = ["Comparison", "compare"]
