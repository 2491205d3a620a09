"""The wording, as files: loading, rendering, fingerprint."""
