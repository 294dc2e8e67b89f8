"""Reporting: the dossier as one page, as Markdown and as JSON."""
