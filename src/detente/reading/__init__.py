"""From files, folders and standard input to documents. Importing this loads no parser."""

from detente.reading.paths import READERS, read_paths
from detente.reading.source import Trouble

__all__ = ["READERS", "Trouble", "read_paths"]
