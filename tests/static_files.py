"""WhiteNoise for tests: looks for static files once a worker.

Each test client loads the middleware anew, and WhiteNoise then reads the folders of all static files.
"""

from whitenoise.middleware import WhiteNoiseMiddleware

_found: dict[str, object] = {}


class FoundOnce(WhiteNoiseMiddleware):
    """Serves the files that the first client of this worker has found, to all clients."""

    def add_files_from_finders(self) -> None:
        if not _found:
            super().add_files_from_finders()
            _found.update(self.files)
        self.files.update(_found)
