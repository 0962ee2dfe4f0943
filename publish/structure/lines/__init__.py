"""What single lines look like: dates, numbers, names, organs, salutations, titles; shapes only, no decisions."""
