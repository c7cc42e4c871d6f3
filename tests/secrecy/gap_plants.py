"""The code that planted leaks of gaps put in place of the secure code: numbers that count what others do unseen."""

from dataclasses import replace
from typing import Any

from tests.secrecy.plants import swap
from wargame.exercises.diplomacy.selectors import inbox, proposals
from wargame.exercises.models import Message, SheetChange
from wargame.exercises.results.exports import logs
from wargame.live.middleware import RequestStartMiddleware


def _numbered_line(message: Message, *rest: Any) -> Any:
    line = TRUE_LINE(message, *rest)
    return replace(line, time=f"{line.time} (no. {message.pk})")


def _numbered_proposal(proposal: Any, *rest: Any, **more: Any) -> Any:
    return replace(TRUE_ITEM(proposal, *rest, **more), author=f"of {type(proposal).objects.count()}")


def _numbered_document(seat: Any, branch: Any, *rest: Any) -> dict[str, Any]:
    last = Message.objects.filter(turn__branch=branch, is_statement=True).last()
    return {**TRUE_DOCUMENT(seat, branch, *rest), "press": last and last.pk}


def _changes_in_header(self: Any, request: Any) -> Any:
    response = self._get_response(request)
    response["ETag"] = f'"{SheetChange.objects.count()}"'
    return response


TRUE_LINE, TRUE_ITEM, TRUE_DOCUMENT = inbox._line, proposals._item, logs.log_document
ROWS_IN_INBOX = swap(inbox, "_line", _numbered_line)
COUNT_OF_PROPOSALS = swap(proposals, "_item", _numbered_proposal)
ROWS_IN_FILE = swap(logs, "log_document", _numbered_document)
COUNT_OF_CHANGES = swap(RequestStartMiddleware, "__call__", _changes_in_header)
