"""Gold questions and their articles, metrics, runner and report."""
