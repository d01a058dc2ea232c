"""Pages of readers are made once for each state of the paper (content_version.py; docs/decisions/0038, 0039)."""

from .kept import kept
from .middleware import middleware
from .shared import watch

__all__ = ["kept", "middleware", "watch"]
