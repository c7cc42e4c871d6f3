"""Forms of own scenarios. They check form only; services check what the files say."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from django import forms

from scenarios.pack_members import BOUNDS
from scenarios.services.publishing import NAME_LENGTH
from scenarios.wizard import questions
from scenarios.wizard.checking import AnswerFault
from scenarios.wizard.questions import Field, QuestionPart, Tree, value_at
from wargame.accounts.forms import InputMixin

LONGEST_ANSWER = 4000
"""The most characters of an answer that Parley keeps; a shorter one may still be too long for its field."""


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


class TableForm(InputMixin, forms.Form):
    """A spreadsheet, or rows that somebody pasted from one."""

    file = forms.FileField(required=False, max_length=200, label="XLSX or CSV file")
    pasted = forms.CharField(
        required=False,
        strip=False,
        label="Or paste rows",
        help_text="Copy rows in a spreadsheet, with the row that names the columns, and paste them here.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class WordingForm(forms.Form):
    """One text of a file: where it stands, the wording that its author read, and the new one."""

    file = forms.CharField(max_length=80)
    place = forms.RegexField(r"^[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)*$", max_length=400)
    label = forms.CharField(max_length=80, required=False)
    is_long = forms.BooleanField(required=False)
    before = forms.CharField(required=False, strip=False)
    text = forms.CharField(required=False, max_length=20_000)


class PartForm(InputMixin, forms.Form):
    """The fields of one part of a question of the wizard. Checks of the answers themselves stand with the answers."""

    def __init__(self, part: QuestionPart, kinds: Sequence[tuple[str, str]], data: Any) -> None:
        self.part = part
        super().__init__(data)
        for field in part.fields:
            self.fields[field.name] = _control(field, kinds)

    def typed(self) -> dict[str, Any]:
        """Return the values that fit their fields, by name; none where the browser sent only a button."""
        sent = {field.name for field in self.part.fields if field.name in self.data}
        boxes = {field.name for field in self.part.fields if field.kind in (questions.FLAG, questions.SEVERAL)}
        return {
            name: self.cleaned_data[name] for name in sent | (boxes if sent else set()) if name in self.cleaned_data
        }

    def groups(self) -> Iterator[tuple[str, tuple[forms.BoundField, ...]]]:
        """Yield the fields in groups, each with its name; "" where a field stands alone."""
        for group, fields in groupby(self.part.fields, key=lambda field: field.group):
            yield group, tuple(self[field.name] for field in fields)

    def show(self, faults: Iterable[AnswerFault]) -> None:
        """Put the faults of this part beside their fields."""
        for fault in faults:
            if fault.part == self.part.key and fault.field in self.fields and not self.has_error(fault.field):
                self.add_error(fault.field, fault.words)


def typed_before(part: QuestionPart, tree: Tree) -> dict[str, Any]:
    """Return the answers of a part as the data of its form."""
    return {field.name: value_at(tree, field.place) for field in part.fields}


def _control(field: Field, kinds: Sequence[tuple[str, str]]) -> forms.Field:
    told: dict[str, Any] = {"label": field.label, "help_text": field.help, "required": False}
    if field.kind == questions.FLAG:
        return forms.BooleanField(**told)
    if field.kind == questions.CHOICE:
        return forms.ChoiceField(choices=field.choices, widget=forms.Select(attrs={"class": "input"}), **told)
    if field.kind == questions.SEVERAL:
        return forms.MultipleChoiceField(choices=kinds, widget=forms.CheckboxSelectMultiple, **told)
    attrs: dict[str, object] = {"class": "input", "autocomplete": "off"}
    widget: forms.Widget = forms.TextInput(attrs=attrs)
    if field.kind in (questions.SENTENCE, questions.TEXT):
        widget = forms.Textarea(attrs={**attrs, "rows": 2 if field.kind == questions.SENTENCE else 4})
    if field.kind == questions.WHOLE:
        widget = forms.TextInput(attrs={**attrs, "inputmode": "numeric"})
    return forms.CharField(max_length=LONGEST_ANSWER, widget=widget, **told)
