"""Checking written sentences against whole sentences of articles. Our own; no model decides."""
