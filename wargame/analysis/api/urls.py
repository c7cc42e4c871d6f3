"""URLs of the API for ensembles, second tries, class tries, reports, trials of dials and appraisals, under /api/v1/."""

from django.urls import path
from django.views.decorators.cache import never_cache

from wargame.analysis.api import appraisals, class_tries, dial_trials, reports, second_tries, views

_ENSEMBLES = "exercises/<str:code>/ensembles/"
_TRIALS = "exercises/<str:code>/dial-trials/"
_TRIES = "exercises/<str:code>/second-tries/"
_CLASS_TRIES = "exercises/<str:code>/class-tries/"
_APPRAISALS = "scenarios/<slug:slug>/appraisals/"

urlpatterns = [
    path(_ENSEMBLES, never_cache(views.EnsemblesView.as_view()), name="api-ensembles"),
    path(f"{_ENSEMBLES}<int:number>/", never_cache(views.EnsembleView.as_view()), name="api-ensemble"),
    path(f"{_ENSEMBLES}<int:number>/cancel/", never_cache(views.CancelView.as_view()), name="api-ensemble-cancel"),
    path(_TRIALS, never_cache(dial_trials.TrialsView.as_view()), name="api-dial-trials"),
    path(f"{_TRIALS}<int:number>/", never_cache(dial_trials.TrialView.as_view()), name="api-dial-trial"),
    path(
        f"{_TRIALS}<int:number>/cancel/",
        never_cache(dial_trials.CancelTrialView.as_view()),
        name="api-dial-trial-cancel",
    ),
    path("exercises/<str:code>/report/", never_cache(reports.ReportView.as_view()), name="api-report"),
    path(_TRIES, never_cache(second_tries.SecondTriesView.as_view()), name="api-second-tries"),
    path(f"{_TRIES}<int:number>/", never_cache(second_tries.SecondTryView.as_view()), name="api-second-try"),
    path(_CLASS_TRIES, never_cache(class_tries.ClassTriesView.as_view()), name="api-class-tries"),
    path(f"{_CLASS_TRIES}<int:number>/", never_cache(class_tries.ClassTryView.as_view()), name="api-class-try"),
    path(
        f"{_CLASS_TRIES}<int:number>/sheets/",
        never_cache(class_tries.SheetsView.as_view()),
        name="api-class-try-sheets",
    ),
    path(
        f"{_CLASS_TRIES}<int:number>/reveal/",
        never_cache(class_tries.RevealView.as_view()),
        name="api-reveal-class-try",
    ),
    path(_APPRAISALS, never_cache(appraisals.AppraisalsView.as_view()), name="api-appraisals"),
    path(f"{_APPRAISALS}<int:number>/", never_cache(appraisals.AppraisalView.as_view()), name="api-appraisal"),
    path(
        f"{_APPRAISALS}<int:number>/cancel/",
        never_cache(appraisals.CancelAppraisalView.as_view()),
        name="api-appraisal-cancel",
    ),
]
