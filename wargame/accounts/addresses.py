"""The address from which a request comes, and the address of the site in links."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from rest_framework.request import Request

from wargame.networks import LOOPBACK, network_of


def client_address(request: HttpRequest | Request) -> str:
    """Return the address by which attempts are counted: an IPv4 address, or under IPv6 the /64 network of a household.

    Behind a proxy, this is what uvicorn takes from X-Forwarded-For: docs/how-to/deploy.md. Requests without an address,
    as over a unix socket, count as one address, so that a wrongly configured proxy lifts no limit.
    """
    return network_of(request.META.get("REMOTE_ADDR", ""))


def site(request: HttpRequest) -> str:
    """Return the site's URL without a slash at the end, from the settings or else from this request.

    A person who opens a network-wide server on its own machine uses a host name that means another machine to everybody
    else; then this returns the server's URL in the network.
    """
    if settings.SITE_URL:
        return settings.SITE_URL
    host = request.get_host()
    if settings.NETWORK_URL and urlsplit(f"//{host}").hostname in LOOPBACK:
        return settings.NETWORK_URL
    return f"{request.scheme}://{host}"


def mailed_site(request: HttpRequest) -> str:
    """Return the site's URL for links in mails. If the settings name one, the host of the request is not used."""
    return settings.SITE_URL or settings.NETWORK_URL or site(request)
