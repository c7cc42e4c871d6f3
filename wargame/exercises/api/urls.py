"""URLs of the API for exercises, under /api/v1/."""

from django.urls import path
from django.views.decorators.cache import never_cache

from wargame.exercises.api import (
    advice,
    bids,
    debrief,
    diplomacy,
    duplicates,
    handouts,
    marks,
    seats,
    staff,
    views,
    wall,
    words,
)
from wargame.web.request_queue import forecasts

urlpatterns = [
    path("exercises/", never_cache(views.ExercisesView.as_view()), name="api-exercises"),
    path("exercises/<str:code>/", never_cache(views.ExerciseView.as_view()), name="api-exercise"),
    path("exercises/<str:code>/turns/", never_cache(views.TurnsView.as_view()), name="api-turns"),
    path("exercises/<str:code>/turns/<int:number>/board/", never_cache(views.BoardView.as_view()), name="api-board"),
    path(
        "exercises/<str:code>/turns/<int:number>/injects/", never_cache(views.InjectsView.as_view()), name="api-injects"
    ),
    path("exercises/<str:code>/turns/<int:number>/ledger/", never_cache(views.LedgerView.as_view()), name="api-ledger"),
    path(
        "exercises/<str:code>/turns/<int:number>/options/", never_cache(views.OptionsView.as_view()), name="api-options"
    ),
    path("exercises/<str:code>/turns/<int:number>/orders/", never_cache(views.OrdersView.as_view()), name="api-orders"),
    path(
        "exercises/<str:code>/turns/<int:number>/staff/",
        forecasts(never_cache(staff.StaffView.as_view())),
        name="api-staff",
    ),
    path(
        "exercises/<str:code>/turns/<int:number>/advice/",
        forecasts(never_cache(advice.AdviceView.as_view())),
        name="api-advice",
    ),
    path("exercises/<str:code>/bids/", never_cache(bids.BidsView.as_view()), name="api-bids"),
    path("exercises/<str:code>/marks/", never_cache(marks.MarksView.as_view()), name="api-marks"),
    path("exercises/<str:code>/marks/release/", never_cache(marks.ReleaseView.as_view()), name="api-release-marks"),
    path("exercises/<str:code>/aims/", never_cache(marks.AimsView.as_view()), name="api-aims"),
    path("exercises/<str:code>/handouts/", never_cache(handouts.HandoutsView.as_view()), name="api-handouts"),
    path(
        "exercises/<str:code>/handouts/<int:number>/", never_cache(handouts.HandoutView.as_view()), name="api-handout"
    ),
    path("exercises/<str:code>/duplicate/", never_cache(duplicates.DuplicateView.as_view()), name="api-duplicate"),
    path("exercises/<str:code>/seats/", never_cache(seats.CastsView.as_view()), name="api-seats"),
    path("exercises/<str:code>/seats/<slug:role>/", never_cache(seats.CastView.as_view()), name="api-seat"),
    path("exercises/<str:code>/debrief/", never_cache(debrief.DebriefView.as_view()), name="api-debrief"),
    path("exercises/<str:code>/wall/", never_cache(wall.WallView.as_view()), name="api-wall"),
    path("exercises/<str:code>/words/", never_cache(words.WordsView.as_view()), name="api-words"),
    path("exercises/<str:code>/messages/", never_cache(diplomacy.MessagesView.as_view()), name="api-messages"),
    path("exercises/<str:code>/press/", never_cache(diplomacy.PressView.as_view()), name="api-press"),
    path("exercises/<str:code>/proposals/", never_cache(diplomacy.ProposalsView.as_view()), name="api-proposals"),
    path(
        "exercises/<str:code>/proposals/<slug:key>/", never_cache(diplomacy.ProposalView.as_view()), name="api-proposal"
    ),
]
