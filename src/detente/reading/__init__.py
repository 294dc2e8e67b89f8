"""From files, folders and standard input to documents. Importing this loads no parser."""

from detente.reading.paths import read_paths
from detente.reading.readers import READERS
from detente.reading.source import Trouble

__all__ = ["READERS", "Trouble", "read_paths"]
