"""Forms of own scenarios. They check form only; services check what the files say."""

from django import forms

from scenarios.pack_members import BOUNDS
from scenarios.services.publishing import NAME_LENGTH
from wargame.accounts.forms import InputMixin


class ImportForm(InputMixin, forms.Form):
    """A ZIP file with a pack."""

    file = forms.FileField(
        label="ZIP file",
        max_length=200,
        help_text=f"Parley wrote it, or you packed the folder of a pack. At most {BOUNDS.file_bytes // 1_000_000} MB.",
        error_messages={"required": "Choose the file of a scenario.", "empty": "The file is empty. Export it again."},
    )


class FileForm(InputMixin, forms.Form):
    """The text of one file, and the revision that its author read; 0 is a new file."""

    text = forms.CharField(
        required=False,
        strip=False,
        label="Text of the file",
        widget=forms.Textarea(attrs={"rows": 30, "spellcheck": "false", "wrap": "off"}),
    )
    revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *arguments: object, **named: object) -> None:
        super().__init__(*arguments, **named)
        self.fields["text"].widget.attrs["class"] = "input own-text mono"


class NewFileForm(InputMixin, forms.Form):
    """The name of a file to add."""

    name = forms.CharField(
        max_length=80,
        label="Name of the file",
        help_text="Such as bids.yaml, seats/KOR.yaml or voices/KOR.yaml.",
        error_messages={"required": "Write the name of the file."},
    )


class PublishForm(InputMixin, forms.Form):
    """The name of a version."""

    name = forms.CharField(
        max_length=NAME_LENGTH,
        required=False,
        label="Name of this version",
        help_text="Such as: with shorter briefings. Without a name it is called by its number.",
    )


class DeleteForm(InputMixin, forms.Form):
    """The title of the scenario, typed by somebody who wants to delete it."""

    title = forms.CharField(
        max_length=160,
        label="Title of the scenario",
        help_text="Type it as it stands above.",
        error_messages={"required": "Type the title."},
    )

    def __init__(self, *arguments: object, wanted: str, **named: object) -> None:
        super().__init__(*arguments, **named)
        self.wanted = wanted

    def clean_title(self) -> str:
        title = str(self.cleaned_data["title"])
        if title.casefold() != self.wanted.casefold():
            raise forms.ValidationError(f"The title is “{self.wanted}”. Type it to delete the scenario.")
        return title


class WordingForm(forms.Form):
    """One text of a file: where it stands, the wording that its author read, and the new one."""

    file = forms.CharField(max_length=80)
    place = forms.RegexField(r"^[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)*$", max_length=400)
    label = forms.CharField(max_length=80, required=False)
    is_long = forms.BooleanField(required=False)
    before = forms.CharField(required=False, strip=False)
    text = forms.CharField(required=False, max_length=20_000)
