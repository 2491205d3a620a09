"""The question's path, verification, the HTTP API, the page and the command line."""
