"""One exception class per kind of trouble; every message says what came, what was expected and what to do."""


class DetenteError(Exception):
    """The base of every error that detente raises on purpose; its text is fit to be shown to a user."""


class UsageError(DetenteError):
    """The caller asked for something that makes no sense, such as a dossier of a state with itself."""


class UnknownStateError(UsageError):
    """No state has the name or code that was given (on that date)."""


class UnreadableError(DetenteError):
    """An input cannot be read: missing, binary, truncated, too large, in a wrong encoding or without text."""


class StoreError(DetenteError):
    """The store cannot be opened or written: not a store, another version, locked, or a full disk."""


class DataError(DetenteError):
    """A data file of ours or of the user's has an unknown key, a bad value or a missing column."""


class ModelError(DetenteError):
    """A language model is missing or is not the file that its manifest names."""


class EvidenceError(DetenteError):
    """A quotation is not what stands at its place in its document."""
