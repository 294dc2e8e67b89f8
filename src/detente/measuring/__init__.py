"""All that is computed from records: ties, promises, statements, doubts, the ladder and the indices."""
