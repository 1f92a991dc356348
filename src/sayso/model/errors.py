"""Hold the whole error tree; every message says what failed, which id or path, and what to do.

SaysoError
├── UsageError (ValueError)            the caller asked for something that makes no sense
├── NotFound (LookupError)             no such document, claim, actor or casefile
├── UnreadableDocument                 one document cannot be read; the run goes on
├── VocabularyError (ValueError)       a vocabulary file is wrong: file, entry, reason
├── ReaderError                        a reader cannot be found or loaded
├── GroundingError (ValueError)        words at an offset are not the words claimed
├── ExchangeError (ValueError)         a line of an imported file is refused
└── StoreError                         the casefile cannot be used
    ├── NotACasefile                   the file is something else
    ├── CasefileTooNew                 made by a later version
    └── CasefileBusy                   another process is writing
"""


class SaysoError(Exception):
    """Be the base of every error that Sayso raises on purpose."""


class UsageError(SaysoError, ValueError):
    """Say that an argument makes no sense; the message names it and what would do."""


class NotFound(SaysoError, LookupError):
    """Say that no record answers to the id or name given."""


class UnreadableDocument(SaysoError):
    """Say that one document cannot be read: skip this one, go on.

    `code` is a short stable word (`encrypted`, `empty`, `no-text-layer`, `broken`, `language`, `too-large`,
    `too-slow`, `unsupported`, `refused`, `died`); `remedy` says what the user can do.
    """

    def __init__(self, code: str, reason: str, remedy: str) -> None:
        super().__init__(f"{reason} ({code}). {remedy}")
        self.code = code
        self.reason = reason
        self.remedy = remedy

    def __reduce__(self) -> tuple[type["UnreadableDocument"], tuple[str, str, str]]:
        """Let the error travel between processes."""
        return type(self), (self.code, self.reason, self.remedy)


class VocabularyError(SaysoError, ValueError):
    """Say which entry of which vocabulary file is wrong, and why."""


class ReaderError(SaysoError):
    """Say that a reader cannot be found or loaded, and how to install it."""


class GroundingError(SaysoError, ValueError):
    """Say that the words at an offset are not the words that a record claims."""


class ExchangeError(SaysoError, ValueError):
    """Say which line of an imported file is refused, and why."""


class StoreError(SaysoError):
    """Say that the casefile cannot be used."""


class NotACasefile(StoreError):
    """Say that a file exists and is not a casefile."""


class CasefileTooNew(StoreError):
    """Say that a casefile was made by a later version of Sayso."""


class CasefileBusy(StoreError):
    """Say that another process holds the casefile for writing."""
