"""Addresses of the public pages."""

from django.urls import path

from scenarios import views

urlpatterns = [
    path("", views.landing, name="landing"),
    path("method/", views.method, name="method"),
]
