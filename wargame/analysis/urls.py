"""URLs of the evaluation room."""

from django.urls import path

from wargame.analysis.models import Ensemble
from wargame.analysis.views import appraisals, dials, teaching, what_if
from wargame.analysis.views import ensembles as views

_ENSEMBLES = "x/<str:code>/ensembles/"
_DIALS = "x/<str:code>/dials/"
_APPRAISAL = "scenarios/<slug:slug>/appraisal/"
_KIND = Ensemble.Kind

urlpatterns = [
    path(_ENSEMBLES, views.ensembles, {"kind": _KIND.OUTLOOK.value}, name="ensembles"),
    path("x/<str:code>/turning-points/", views.ensembles, {"kind": _KIND.SPLIT.value}, name="turning_points"),
    path("x/<str:code>/decisions/", views.ensembles, {"kind": _KIND.ATTRIBUTION.value}, name="decisions"),
    path("x/<str:code>/comparisons/", views.ensembles, {"kind": _KIND.COMPARISON.value}, name="comparisons"),
    path("x/<str:code>/what-if/", what_if.what_if, name="what_if"),
    path(f"{_ENSEMBLES}<int:number>/", views.ensemble, name="ensemble"),
    path(_APPRAISAL, appraisals.appraisal, name="appraisal"),
    path("scenarios/<slug:slug>/teaching/answers/", teaching.answers, name="teaching_answers"),
    path(f"{_APPRAISAL}cancel/", appraisals.cancel, name="cancel_appraisal"),
    path(_DIALS, dials.dials, name="dials"),
    path(f"{_DIALS}<int:number>/", dials.trial, name="dial_trial"),
    path(f"{_DIALS}<int:number>/cancel/", dials.cancel, name="cancel_dial_trial"),
    path(f"{_ENSEMBLES}<int:number>/cancel/", views.cancel, name="cancel_ensemble"),
]
