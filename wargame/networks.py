"""Rules that say which addresses are one place on the network, and which are this machine."""

from ipaddress import IPv6Address, ip_address

UNKNOWN = "unknown"
LOOPBACK = {"localhost", "127.0.0.1", "::1"}


def network_of(told: str) -> str:
    """Return an IPv4 address, or the /64 network of a household under IPv6. All other texts are one place."""
    try:
        address = ip_address(told)
    except ValueError:
        return UNKNOWN
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return str(address.ipv4_mapped)
        return str(IPv6Address(int(address) >> 64 << 64))
    return str(address)
