"""The form that takes an archive."""

from django import forms
from django.conf import settings


class ArchiveForm(forms.Form):
    """A file with an exercise."""

    file = forms.FileField(
        label="Archive",
        max_length=200,
        help_text=(
            f"A ZIP file that Parley wrote, of at most {settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 1_000_000} MB. The "
            "operator of Parley brings larger ones in with import_exercise."
        ),
        error_messages={"required": "Choose the file of an exercise.", "empty": "The file is empty. Export it again."},
    )
