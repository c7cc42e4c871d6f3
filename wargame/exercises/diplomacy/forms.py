"""The shapes of messages, press and proposals."""

from django import forms


class RolesField(forms.MultipleChoiceField):
    """Role codes; whether the exercise has such seats, the service says."""

    def valid_value(self, value: object) -> bool:
        return True


class MessageForm(forms.Form):
    """A message as somebody writes it, with its receivers; whether it can be sent, the service says."""

    to = RolesField(required=False)
    is_statement = forms.BooleanField(required=False)
    text = forms.CharField(required=False, strip=False)


class PressForm(forms.Form):
    """A public statement, and the outlet that prints it where the white cell writes."""

    text = forms.CharField(required=False, strip=False)
    outlet = forms.CharField(max_length=80, required=False)


class ProposalForm(forms.Form):
    """A proposal as somebody makes it, with its terms and the turn with whose close it lapses; whether they may, the
    service says."""

    agreement = forms.CharField(max_length=80)
    terms = forms.CharField(required=False)
    lapses_after = forms.IntegerField(min_value=1, max_value=100, required=False)


class TalkForm(forms.Form):
    """To whom, with which intention, and a choice for each intention, of which that one counts."""

    to = forms.CharField(max_length=80, required=False)
    manner = forms.ChoiceField(choices=[(each, each) for each in ("ask", "assure", "warn", "propose")])
    ask = forms.CharField(max_length=80, required=False)
    assure = forms.CharField(max_length=80, required=False)
    warn = forms.CharField(max_length=80, required=False)
    propose = forms.CharField(max_length=80, required=False)
    has_restraint = forms.BooleanField(required=False)
    told = forms.CharField(max_length=400, required=False)


class ProposalAnswerForm(forms.Form):
    """Yes or no to a proposal."""

    say = forms.ChoiceField(choices=[("yes", "Accept"), ("no", "Reject")])
