"""So many tries a minute from one address, counted in the database so that every process counts the same."""

import ipaddress

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.utils import timezone


def is_within_limit(request, action, *, per_minute):
    """Count one try; False when this address has had its tries for this minute."""
    key = f"throttle:{action}:{network_of(request)}:{timezone.now():%Y%m%d%H%M}"
    cache.add(key, 0, timeout=120)
    try:
        return cache.incr(key) <= per_minute
    except ValueError:  # the cache was emptied between the two lines
        return True


def network_of(request):
    """The address asking; for IPv6 its network, since one household has more addresses than could be counted."""
    address = ipaddress.ip_address(get_adapter().get_client_ip(request))
    if address.version == 6:
        return ipaddress.ip_network((address, 64), strict=False).network_address
    return address
