"""The type of requests in views: django-htmx's middleware has added `htmx`.

Code outside that middleware, such as the ASGI handler and the answers to outages, uses `HtmxDetails(request)`.
"""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails


class HtmxHttpRequest(HttpRequest):
    """A request whose `htmx` is true when htmx asks for a part of a page."""

    htmx: HtmxDetails
