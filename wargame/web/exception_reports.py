"""What the report of a fault may hold: where it happened, and the value of no variable."""

from types import FrameType
from typing import Any

from django.http import HttpRequest
from django.views.debug import SafeExceptionReporterFilter


class WithoutValues(SafeExceptionReporterFilter):
    """Names the variables of every frame and hides what they hold: seeds, keys and worlds stand in plain numbers."""

    def get_traceback_frame_variables(self, request: HttpRequest | None, tb_frame: FrameType) -> Any:
        """The names, each with the same stars."""
        return [(name, self.cleansed_substitute) for name in tb_frame.f_locals]
