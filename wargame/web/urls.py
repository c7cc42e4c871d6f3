"""URLs of the pages that belong to no room."""

from django.urls import path

from wargame.web import views

urlpatterns = [
    path("health/", views.health, name="health"),
    path("theme/", views.theme, name="theme"),
    path("help/keys/", views.keys, name="keys"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("instructors/", views.instructors, name="instructors"),
    path("design/", views.design, name="design"),
]
