"""Follow-up questions made to stand alone: what they leave out or point to is put in from the conversation. English, by rules."""

from dateline.service.following.alone import Turn, standalone, strangers

__all__ = ["Turn", "standalone", "strangers"]
