"""Keeps the toolkit off the network: what of it would reach for an address is told to stay on this machine."""

from __future__ import annotations

import sys
from collections.abc import MutableMapping

PRINT_SERVICE = "/run/cups/cups.sock"
"""The local socket of the print service; a network printer is the service's own affair."""


def stay_local(environ: MutableMapping[str, str]) -> None:
    """Let the list of printers be asked of this machine's print service by its local socket, and of nobody else.

    The library that asks would else try port 631 where the service does not run, or a server elsewhere that was
    named for the whole machine: connections of the network, made by this program.
    """
    if sys.platform.startswith("linux"):
        environ["CUPS_SERVER"] = PRINT_SERVICE
