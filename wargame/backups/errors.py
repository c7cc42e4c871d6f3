"""Why a backup could not be made or put back."""


class BackupError(RuntimeError):
    """Cannot back up or restore; the message says why and what to do, and nothing was changed."""
