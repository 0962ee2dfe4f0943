"""What may be corrected without changing a word: blanks filled, marks and spaces put right, when asked."""
