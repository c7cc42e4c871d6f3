"""The addresses of the evaluation room."""

from django.urls import path

from wargame.analysis import views

_ENSEMBLES = "x/<str:code>/ensembles/"

urlpatterns = [
    path(_ENSEMBLES, views.ensembles, name="ensembles"),
    path(f"{_ENSEMBLES}<int:number>/", views.ensemble, name="ensemble"),
    path(f"{_ENSEMBLES}<int:number>/cancel/", views.cancel, name="cancel_ensemble"),
]
