"""Why a backup could not be made or put back."""


class BackupError(RuntimeError):
    """Cannot back up or restore; the message says why and what to do, and nothing was changed."""


class ProgramError(BackupError):
    """A program of PostgreSQL failed; the message says which, and its own words."""
