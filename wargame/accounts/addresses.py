"""Where a request comes from, and where links in mails lead to."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from rest_framework.request import Request

from wargame.networks import LOOPBACK, network_of


def client_address(request: HttpRequest | Request) -> str:
    """The address that attempts are counted by: an IPv4 address, or the /64 network that a household gets under IPv6.

    Behind a proxy it is what uvicorn believes of X-Forwarded-For: docs/how-to/deploy.md. Requests without an address,
    as over a unix socket, count as coming from one place, so that no limit is lifted by a proxy set up wrongly.
    """
    return network_of(request.META.get("REMOTE_ADDR", ""))


def site(request: HttpRequest) -> str:
    """The site's address without a slash at the end: as the settings have it, else as this request names it.

    Who opens a server for the whole network on its own machine names a host that is another one for everybody else:
    links and codes lead to where the network finds it.
    """
    if settings.SITE_URL:
        return settings.SITE_URL
    host = request.get_host()
    if settings.NETWORK_URL and urlsplit(f"//{host}").hostname in LOOPBACK:
        return settings.NETWORK_URL
    return f"{request.scheme}://{host}"


def mailed_site(request: HttpRequest) -> str:
    """The address that links in mails lead to: whoever asks for one names no host to somebody else, if any is set."""
    return settings.SITE_URL or settings.NETWORK_URL or site(request)
