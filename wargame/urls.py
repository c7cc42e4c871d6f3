"""The addresses of the whole house; each room adds its own."""

from django.contrib import admin
from django.urls import path

from wargame.web.views import health

urlpatterns = [
    path("health/", health, name="health"),
    path("admin/", admin.site.urls),
]
