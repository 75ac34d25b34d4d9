"""Use cases, one module per record kind, over the Protocols of ports."""
