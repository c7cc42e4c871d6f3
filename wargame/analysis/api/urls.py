"""URLs of the API for ensembles, under /api/v1/."""

from django.urls import path
from django.views.decorators.cache import never_cache

from wargame.analysis.api import views

_ENSEMBLES = "exercises/<str:code>/ensembles/"

urlpatterns = [
    path(_ENSEMBLES, never_cache(views.EnsemblesView.as_view()), name="api-ensembles"),
    path(f"{_ENSEMBLES}<int:number>/", never_cache(views.EnsembleView.as_view()), name="api-ensemble"),
    path(f"{_ENSEMBLES}<int:number>/cancel/", never_cache(views.CancelView.as_view()), name="api-ensemble-cancel"),
]
