"""Known things: what lies in data/, loaded and checked."""
