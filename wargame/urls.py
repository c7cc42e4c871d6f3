"""The addresses of the whole house; each room adds its own."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("wargame.web.urls")),
    path("", include("scenarios.urls")),
    path("admin/", admin.site.urls),
]
