"""The store of what was read, the merge of events into records, and plain exports."""
