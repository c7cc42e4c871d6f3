"""The API of words and deeds: what the page shows, with the same knowledge."""

from drf_spectacular.utils import extend_schema
from drf_standardized_errors.openapi_validation_errors import extend_validation_errors
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from wargame.exercises import access
from wargame.exercises.api.serializers import Shape
from wargame.exercises.api.views import BRANCH, TAGS, branch_in_query
from wargame.exercises.results.selectors.words_and_deeds import JudgedWord, judged_words


class WordShape(Shape):
    """A word that one seat gave others, and what became of it by what I may know."""

    number = serializers.IntegerField()
    kind = serializers.ChoiceField(choices=["promise", "assurance", "plan", "warning", "accord", "proposal"])
    by = serializers.CharField(help_text="The seat that gave it; of an accord, the one that proposed it.")
    to = serializers.ListField(child=serializers.CharField())
    turn = serializers.IntegerField(help_text="The turn in which it was given.")
    text = serializers.CharField()
    since = serializers.IntegerField(help_text="The first turn in which it is due.")
    until = serializers.IntegerField(
        help_text="The last turn in which it is due, before `since` if taken back at once; the game may end earlier."
    )
    verdict = serializers.ChoiceField(choices=["kept", "not_kept", "never_due", "taken_back", "due"])
    settled = serializers.IntegerField(help_text="The turn whose results settled it; 0 while it is due.")
    deed = serializers.CharField()


@extend_validation_errors(["invalid"], field_name="branch", methods=["get"])
class WordsView(APIView):
    """The words that seats gave each other."""

    @extend_schema(operation_id="words_list", tags=TAGS, parameters=[BRANCH], responses=WordShape(many=True))
    def get(self, request: Request, code: str) -> Response:
        """Return the words that I may read, in the order of turns: my seat's, and all once I may know everything."""
        person = access.participant_for(request.user, code)
        line = branch_in_query(request, access.reading(person).seat)
        judged = judged_words(access.reading(person, number=line.number))
        return Response(WordShape([_as_value(each) for each in judged], many=True).data)


def _as_value(judged: JudgedWord) -> dict[str, object]:
    row, fate = judged.row, judged.fate
    return {
        "number": judged.number,
        "kind": row.kind,
        "by": row.word.by,
        "to": row.word.to,
        "turn": row.turn,
        "text": row.text,
        "since": row.word.since,
        "until": row.word.last,
        "verdict": fate.verdict,
        "settled": fate.turn,
        "deed": judged.deed,
    }
