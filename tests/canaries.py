"""What may be in no log, metric, trace or error: keys, and words of the questions and passages that tests are full of."""

import logging

KEYS = ("sk-canary",)
WORDS = ("Vantmoor", "Solvang", "Ostrel")  # of questions and passages alike; no code of ours and no file is named so


def found(text: str) -> tuple[str, ...]:
    """The canaries in a text."""
    return tuple(each for each in (*KEYS, *WORDS) if each in text)


class Watch(logging.Handler):
    """Reads every record of every logger, tracebacks included, and keeps the ones with a canary."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.setFormatter(logging.Formatter("%(name)s %(levelname)s: %(message)s"))
        self.records = 0
        self.leaks: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records += 1
        told = self.format(record)
        if leaked := found(told):
            self.leaks.append(f"{', '.join(leaked)} in: {told[:400]}")
