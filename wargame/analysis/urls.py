"""URLs of the evaluation room."""

from django.urls import path

from wargame.analysis.models import Ensemble
from wargame.analysis.views import (
    appraisals,
    class_tries,
    copying,
    debrief,
    dials,
    film,
    groups,
    own_games,
    report_links,
    reports,
    review,
    second_tries,
    teaching,
    what_if,
)
from wargame.analysis.views import ensembles as views
from wargame.exercises.navigation import moved

_X = "x/<str:code>/"
_ENSEMBLES = f"{_X}ensembles/"
_DIALS = "x/<str:code>/dials/"
_APPRAISAL = "scenarios/<slug:slug>/appraisal/"
_KIND = Ensemble.Kind

urlpatterns = [
    path(f"{_X}review/", review.open_review, name="open_review"),
    path(f"{_X}turning-points/", views.ensembles, {"kind": _KIND.SPLIT.value}, name="turning_points"),
    path(f"{_X}turning-points/orders/", views.ensembles, {"kind": _KIND.ATTRIBUTION.value}, name="decisions"),
    path(f"{_X}film/", film.film, name="film"),
    path(f"{_X}debrief/make/", debrief.make_debrief, name="make_debrief"),
    path(f"{_X}report/", reports.report, name="report"),
    path(f"{_X}report/edit/", reports.edit_report, name="edit_report"),
    path(f"{_X}report/links/", report_links.steer_report_links, name="steer_report_links"),
    path("shared/report/<str:token>/", report_links.shared_report, name="shared_report"),
    path(f"{_X}report/compare/", reports.report_compared, name="report_compared"),
    path(f"{_X}report/print/", reports.print_report, name="print_report"),
    path(f"{_X}what-if/", what_if.what_if, name="what_if"),
    path(f"{_X}what-if/games/", views.ensembles, {"kind": _KIND.OUTLOOK.value}, name="ensembles"),
    path(f"{_X}what-if/lines/", views.ensembles, {"kind": _KIND.COMPARISON.value}, name="comparisons"),
    path(f"{_X}try-again/", second_tries.try_again, name="try_again"),
    path(f"{_X}try-again/<int:number>/", second_tries.second_try, name="second_try"),
    path(f"{_X}class-try/", class_tries.open_class_try, name="open_class_try"),
    path(f"{_X}class-try/<int:number>/", class_tries.class_try, name="class_try"),
    path(f"{_X}class-try/<int:number>/reveal/", class_tries.reveal, name="reveal_class_try"),
    path(f"{_X}decisions/", moved.moved, {"to": "decisions"}, name="old_decisions"),
    path(_ENSEMBLES, moved.moved, {"to": "ensembles"}, name="old_ensembles"),
    path(f"{_X}comparisons/", moved.moved, {"to": "comparisons"}, name="old_comparisons"),
    path(f"{_ENSEMBLES}<int:number>/", views.ensemble, name="ensemble"),
    path("groups/<str:code>/compared/", groups.groups_compared, name="groups_compared"),
    path("my-scenarios/<slug:key>/game/", own_games.measure_draft, name="measure_draft"),
    path(_APPRAISAL, appraisals.appraisal, name="appraisal"),
    path("scenarios/<slug:slug>/teaching/answers/", teaching.answers, name="teaching_answers"),
    path("scenarios/<slug:slug>/copy/", copying.copy, name="copy_scenario"),
    path(f"{_APPRAISAL}cancel/", appraisals.cancel, name="cancel_appraisal"),
    path(_DIALS, dials.dials, name="dials"),
    path(f"{_DIALS}<int:number>/", dials.trial, name="dial_trial"),
    path(f"{_DIALS}<int:number>/cancel/", dials.cancel, name="cancel_dial_trial"),
    path(f"{_ENSEMBLES}<int:number>/cancel/", views.cancel, name="cancel_ensemble"),
]
