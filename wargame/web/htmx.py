"""The type of the requests that views get: django-htmx's middleware has added `htmx`.

What runs without that middleware, such as the handler and the answers to outages, asks `HtmxDetails(request)`.
"""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails


class HtmxHttpRequest(HttpRequest):
    """A request whose `htmx` is true when htmx asks for a part of a page."""

    htmx: HtmxDetails
