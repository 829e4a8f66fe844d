"""Which hosts may be asked for a page whose address somebody wrote: those on the open internet, nothing inside."""

import socket
from ipaddress import ip_address


def is_public(host: str) -> bool:
    """Tell whether every address of ``host`` is on the open internet: nothing inside the council is asked.

    Raises:
        OSError: the name cannot be resolved.
    """
    found = {info[4][0] for info in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)}
    return bool(found) and all(ip_address(str(address).partition("%")[0]).is_global for address in found)
