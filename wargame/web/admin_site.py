"""The admin site. Its lists can be filtered by their own filters and by nothing else.

Django lets anybody who may see a list query `?field__lookup=value` for any field of the model. The number of rows in
the answer could then reveal, letter by letter, fields that no page shows.
"""

from collections.abc import Iterable
from typing import Any

from django.contrib.admin import AdminSite, ModelAdmin
from django.contrib.admin.utils import get_fields_from_path
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import ForeignKey, Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

PARTS = frozenset({"exact", "isnull", "gte", "lt"})
"""Lookups that the filters of Django's admin use."""


class GuardedModelAdmin(ModelAdmin[Any]):
    """A ModelAdmin whose list accepts only the lookups of its own filters."""

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Return whether one of the list's filters uses this lookup."""
        offered = [item[0] if isinstance(item, tuple) else item for item in self.list_filter]
        paths = [path for path in (*offered, self.date_hierarchy) if isinstance(path, str)]
        return any(self._asks(path, lookup) for path in paths) and super().lookup_allowed(lookup, value, request)

    def _asks(self, path: str, lookup: str) -> bool:
        """Return whether a filter by this path uses this lookup: on the field itself, or on the key it refers to."""
        field = get_fields_from_path(self.model, path)[-1]
        target = {field.target_field.name} if isinstance(field, ForeignKey) else set()
        head, _, tail = lookup.partition(path)
        return not head and (not tail or (tail.startswith("__") and set(tail[2:].split("__")) <= PARTS | target))


class ParleyAdminSite(AdminSite):
    """Guards the lists of every model that any app registers. People sign in on the page of all others."""

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Send people to the page that knows limits and second steps; staff who are signed in need no other one."""
        if self.has_permission(request):
            return redirect("admin:index")
        if request.user.is_authenticated and not getattr(request.user, "is_guest", False):
            raise PermissionDenied
        return redirect_to_login(request.GET.get("next", reverse("admin:index")))

    def register(
        self, model_or_iterable: type[Model] | Iterable[type[Model]], admin_class: Any = None, **options: Any
    ) -> None:
        """Register as Django does, with the guard as first base class."""
        shown = admin_class or ModelAdmin
        super().register(model_or_iterable, type(shown.__name__, (GuardedModelAdmin, shown), {}), **options)
