"""The addresses of the whole house; each room adds its own."""

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from wargame.web.api import DocsView, SchemaView

api_urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("scenarios.api.urls")),
    path("", include("wargame.exercises.api.urls")),
    path("", include("wargame.analysis.api.urls")),
    path("schema/", SchemaView.as_view(), name="api-schema"),
    path("docs/", DocsView.as_view(url_name="api-schema"), name="api-docs"),
]

urlpatterns = [
    path("", include("wargame.web.urls")),
    path("", include("wargame.accounts.urls")),
    path("", include("scenarios.urls")),
    path("", include("wargame.exercises.urls")),
    path("", include("wargame.analysis.urls")),
    path("api/v1/", include(api_urlpatterns)),
    path("admin/", admin.site.urls),
]

handler400 = "wargame.web.api.malformed"
handler403 = "wargame.web.api.forbidden"
handler404 = "wargame.web.api.not_found"
handler500 = "wargame.web.api.failed"
