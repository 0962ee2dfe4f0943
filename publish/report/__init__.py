"""What is told about a run: results, the ledger of what was left out, checklists, differences."""
