"""Limits what an error report contains: where the error happened, but not the value of any variable."""

from types import FrameType
from typing import Any

from django.http import HttpRequest
from django.views.debug import SafeExceptionReporterFilter


class WithoutValues(SafeExceptionReporterFilter):
    """Names the variables of every frame and hides all values, because seeds, keys and worlds are plain numbers."""

    def get_traceback_frame_variables(self, request: HttpRequest | None, tb_frame: FrameType) -> Any:
        """Return the names, each with the same placeholder."""
        return [(name, self.cleansed_substitute) for name in tb_frame.f_locals]
