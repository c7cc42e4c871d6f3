"""URLs of the public pages."""

from django.urls import path

from scenarios import views

urlpatterns = [
    path("", views.landing, name="landing"),
    path("method/", views.method, name="method"),
    path("scenarios/<slug:slug>/", views.scenario, name="scenario"),
    path("scenarios/<slug:slug>/sources/", views.sources, name="sources"),
    path("scenarios/<slug:slug>/briefing/<str:code>/", views.briefing, name="briefing"),
]
