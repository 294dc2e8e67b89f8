"""Pages, feeds and lists from their addresses: politely, and never from inside the reader's own network."""
