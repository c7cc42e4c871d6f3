"""The texts of a draft as a seat reads them: each is edited in place and saved by itself."""

from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from scenarios.editor.posted import place_of, plain
from scenarios.editor.reading_order import BEFORE, Wording
from scenarios.editor_views.framing import own_for, page, refusal_of, tell
from scenarios.models import OwnScenario
from scenarios.own_forms import WordingForm
from scenarios.selectors.editor import TEXTS, frame_of, pages_of_texts, texts_of
from scenarios.services import drafts, edits
from wargame.accounts.access import account_required
from wargame.web.numbers import number_in


@require_safe
@never_cache
@account_required
def texts(request: HttpRequest, key: str) -> HttpResponse:
    """Show the texts of a seat in a turn; the address has both, as `seat` and `turn`."""
    own = own_for(request, key)
    frame = frame_of(own, drafts.texts_in(own), TEXTS)
    seats = frame.trees.seat_names()
    seat = request.GET.get("seat", "") if request.GET.get("seat") in seats else next(iter(seats), "")
    if not seat:
        return page(request, own, "scenarios/editor/no_seats.html", TEXTS)
    pages = pages_of_texts(frame, seat)
    asked = number_in(request.GET.get("turn", ""))
    turn = asked if asked is not None and asked < len(pages) else 1
    context = {
        "seats": seats,
        "seat": seat,
        "seat_name": seats[seat],
        "turn": turn,
        "pages": pages,
        "title": _title(seats[seat], turn, len(pages) - 1),
        "read": texts_of(frame, seat, turn),
    }
    return page(request, own, "scenarios/editor/texts.html", TEXTS, context)


@never_cache
@account_required
@require_POST
def save_text(request: HttpRequest, key: str) -> HttpResponse:
    """Save one text, if its author read the wording that the file has; else show both wordings."""
    own, form = own_for(request, key), WordingForm(request.POST)
    if not form.is_valid():
        raise Http404("The form has no text of a file.")
    asked = form.cleaned_data
    place, text = place_of(asked["place"]), plain(asked["text"]).strip()
    wording = Wording(asked["label"], asked["file"], place, text, is_long=asked["is_long"])
    saved: list[edits.Saved] = []
    change = edits.FieldChange(place, plain(asked["before"]), text)
    refusal = refusal_of(
        request,
        lambda: saved.append(
            edits.save_fields(
                own=own,
                target=edits.Target(asked["file"]),
                changes=[change],
                about=f"Reworded “{text[:60]}”",
                now=timezone.now(),
            )
        ),
    )
    clash = saved[0].clashes.get(place, "") if saved else None
    is_clash = bool(saved and saved[0].clashes)
    if not request.htmx and not refusal and not is_clash:  # type: ignore[attr-defined]
        tell(request, "", "Saved.")
        return redirect(f"{reverse('own_texts', args=[own.key])}?{_address(request)}#{wording.key}")
    context = {
        "own": own,
        "wording": wording,
        "before": clash if is_clash else asked["before"] if refusal else text,
        "theirs": clash if is_clash else None,
        "refusal": refusal,
        "is_saved": not refusal and not is_clash,
        "faults": _faults_at(own, wording),
        "seat": request.POST.get("seat", ""),
        "turn": request.POST.get("turn", ""),
    }
    status = HTTPStatus.CONFLICT if is_clash else HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.OK
    if request.htmx:  # type: ignore[attr-defined]
        context["frame"] = frame_of(own, drafts.texts_in(own), TEXTS)
        return render(request, "scenarios/editor/parts/wording.html", context)
    return page(request, own, "scenarios/editor/one_text.html", TEXTS, context, status)


def _faults_at(own: OwnScenario, wording: Wording) -> list[str]:
    here = (wording.file, ".".join(map(str, wording.place)))
    return [f"{each['message']} {each['remedy']}" for each in own.faults if (each["file"], each["path"]) == here]


def _title(seat: str, turn: int, last: int) -> str:
    when = "before the game" if turn == BEFORE else "at the end" if turn == last else f"in turn {turn}"
    return f"Texts of {seat} {when}"


def _address(request: HttpRequest) -> str:
    seat, turn = request.POST.get("seat", ""), request.POST.get("turn", "")
    return f"seat={seat if seat.isalpha() else ''}&turn={'' if number_in(turn) is None else turn}"
