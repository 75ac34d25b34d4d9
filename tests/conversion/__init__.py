"""Documents converted by LibreOffice; left out, and said so, where it is missing."""
