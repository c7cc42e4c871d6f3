"""URLs of the public pages."""

from django.urls import path
from django.views.generic import RedirectView

from scenarios import fact_views, views

urlpatterns = [
    path("", views.landing, name="landing"),
    path("scenarios/", RedirectView.as_view(url="/#scenarios")),
    path("glossary/", RedirectView.as_view(pattern_name="help")),
    path("help/", views.words, name="help"),
    path("method/", views.method, name="method"),
    path("article/", fact_views.article, name="article"),
    path("facts/", fact_views.index, name="facts"),
    path("facts/<slug:slug>/", fact_views.fact, name="fact"),
    path("sources/<slug:slug>/", fact_views.source, name="source"),
    path("scenarios/<slug:slug>/", views.scenario, name="scenario"),
    path("scenarios/<slug:slug>/sources/", views.sources, name="sources"),
    path("scenarios/<slug:slug>/teaching/", views.teaching, name="teaching"),
    path("scenarios/<slug:slug>/briefing/<str:code>/", views.briefing, name="briefing"),
]
