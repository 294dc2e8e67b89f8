"""From sentences to events: split, gate, parse, mentions, frames, modality, dates, places."""
