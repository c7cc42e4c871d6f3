"""URLs of the public pages."""

from django.urls import path
from django.views.generic import RedirectView

from scenarios import fact_views, views
from scenarios.editor_views import authors, clauses, incidents, injects, overview, sheets, texts, things
from scenarios.own_views import files, ideas, listing, sharing

_OWN = "my-scenarios/<slug:key>/"
_EDIT = f"{_OWN}edit/"
_IDEA = "my-ideas/<slug:key>/"

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
    path("my-scenarios/", listing.mine, name="own_scenarios"),
    path("my-scenarios/begin/", listing.begin, name="begin_scenario"),
    path("my-scenarios/import/", listing.bring_in, name="import_scenario"),
    path("my-ideas/", ideas.begin_idea, name="begin_idea"),
    path(f"{_IDEA}make/", ideas.make_scenario, name="make_scenario"),
    path(f"{_IDEA}delete/", ideas.delete_idea, name="delete_idea"),
    path(f"{_IDEA}<slug:question>/", ideas.idea, name="idea"),
    path(_OWN, listing.scenario, name="own_scenario"),
    path(f"{_OWN}publish/", listing.publish, name="publish_scenario"),
    path(f"{_OWN}act/", sharing.act, name="own_act"),
    path(f"{_OWN}delete/", sharing.delete, name="delete_scenario"),
    path(f"{_OWN}export/", files.export, name="export_scenario"),
    path(f"{_OWN}versions/<int:number>/export/", files.export_version, name="export_version"),
    path(f"{_OWN}add/", files.add, name="add_own_file"),
    path(f"{_OWN}files/<path:name>/check/", files.check, name="check_own_file"),
    path(f"{_OWN}files/<path:name>/remove/", files.remove, name="remove_own_file"),
    path(f"{_OWN}files/<path:name>/", files.file, name="own_file"),
    path(_EDIT, overview.overview, name="own_editor"),
    path(f"{_EDIT}step/", overview.step, name="own_step"),
    path(f"{_EDIT}texts/", texts.texts, name="own_texts"),
    path(f"{_EDIT}texts/save/", texts.save_text, name="own_save_text"),
    path(f"{_EDIT}sentence/", things.sentence, name="own_sentence"),
    path(f"{_EDIT}here/", authors.here, name="own_here"),
    path(f"{_EDIT}authors/", authors.others, name="own_authors"),
    path(f"{_EDIT}clause/", clauses.clause, name="own_clause"),
    path(f"{_EDIT}incidents/<slug:ref>/picture/", incidents.picture, name="own_picture"),
    path(f"{_EDIT}injects/", injects.grid, name="own_injects"),
    path(f"{_EDIT}sheets/<slug:kind>/", sheets.sheet, name="own_sheet"),
    path(f"{_EDIT}sheets/<slug:kind>/<slug:form>/", sheets.sheet_file, name="own_sheet_file"),
    path(f"{_EDIT}<slug:part>/", things.part, name="own_part"),
    path(f"{_EDIT}<slug:part>/<slug:ref>/", things.thing, name="own_thing"),
    path(f"{_EDIT}<slug:part>/<slug:ref>/rename/", things.rename, name="own_rename"),
    path("shared-scenarios/<str:token>/", sharing.shared, name="shared_scenario"),
    path("written-scenarios/<str:token>/", authors.join, name="write_along"),
    path("offered-scenarios/<str:token>/", sharing.offered, name="offered_scenario"),
]
