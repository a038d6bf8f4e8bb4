"""Loopback servers that speak the protocols of what Newsdesk talks to."""
