"""What counts as one place on the network, and as this machine."""

from ipaddress import IPv6Address, ip_address

UNKNOWN = "unknown"
LOOPBACK = {"localhost", "127.0.0.1", "::1"}


def network_of(told: str) -> str:
    """An IPv4 address, or the /64 network that a household gets under IPv6; what is no address is all one place."""
    try:
        address = ip_address(told)
    except ValueError:
        return UNKNOWN
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return str(address.ipv4_mapped)
        return str(IPv6Address(int(address) >> 64 << 64))
    return str(address)
