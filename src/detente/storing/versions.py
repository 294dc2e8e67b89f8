"""Which stores this detente can read, and which files DuckDB must be able to open."""

SCHEMA_VERSION = "2"
"""Written into every store. Raise it with any change of ``schema.sql``."""

STORAGE_VERSION = "v1.4.0"
"""DuckDB's own file form: the oldest DuckDB that we allow can open a store made by the newest."""

MAGIC = b"DUCK"
MAGIC_AT = 8
"""Every DuckDB file holds these bytes at this place."""
