"""Filters and pages of the API's lists, which accept exactly what the schema describes."""

from typing import Any, TypeVar

from django.core.paginator import Paginator
from django.db.models import Model, QuerySet
from django_filters.rest_framework import ChoiceFilter, DjangoFilterBackend, ModelChoiceFilter, NumberFilter
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.pagination import PageNumberPagination
from rest_framework.request import Request

M = TypeVar("M", bound=Model)


class ExactFilters(DjangoFilterBackend):  # type: ignore[misc]
    """Refuses a filter that is given twice, and an empty value for a choice or a number."""

    def filter_queryset(self, request: Request, queryset: QuerySet[M], view: Any) -> QuerySet[M]:
        """Return the filtered rows. Raises ValidationError."""
        filters = self.get_filterset_class(view, queryset)
        for name, one in filters.base_filters.items() if filters else ():
            given = request.query_params.getlist(name)
            if len(given) > 1:
                raise ValidationError({name: ["Give it once."]}, code=_code(one))
            if given == [""] and _has_words(one):
                raise ValidationError({name: ["Give it a value, or leave it out."]}, code=_code(one))
        found: QuerySet[M] = super().filter_queryset(request, queryset, view)
        return found


class NumberedPages(PageNumberPagination):
    """Pages by number. The number may be given once only."""

    last_page_strings = ()

    def get_page_number(self, request: Request, paginator: Paginator[Any]) -> int | str:
        """Return the page number. Raises NotFound."""
        given = request.query_params.getlist(self.page_query_param)
        if len(given) > 1 or given == [""]:
            raise NotFound("There is no such page. Give the number of one.")
        return super().get_page_number(request, paginator)


def _has_words(one: object) -> bool:
    return isinstance(one, (ChoiceFilter, NumberFilter)) and not isinstance(one, ModelChoiceFilter)


def _code(one: object) -> str:
    """Return the error code that the schema names for a filter."""
    return "invalid_choice" if isinstance(one, ChoiceFilter) else "invalid"
