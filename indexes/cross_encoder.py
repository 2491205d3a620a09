"""A cross-encoder: how surely a sentence answers a question, both read together (Nogueira and Cho 2019).

MiniLM, fitted on texts of our own by `python -m dateline.eval.cross_encoder`, its weights rounded to int8: `cross_encoder.onnx`.
`docs/decisions/0014-a-cross-encoder.md` has what was measured.
"""

from collections.abc import Callable, Sequence
from functools import cache
from hashlib import sha256
from importlib.resources import files

import numpy as np

from dateline.indexes.minilm import clean, session, tokenizer

_WEIGHTS = files("dateline.indexes").joinpath("cross_encoder.onnx")
MAX_PIECES = 128  # of question and sentence together; what it was fitted with


def cross_encoder() -> Callable[[str, Sequence[str]], tuple[float, ...]]:
    """From a question and texts to one logit each, above 0 where an answer is likelier than none.

    A logit depends a little on what else is read at the same time, since activations are rounded together.
    English; some 4 ms a sentence on two cores. Its weights are loaded on first use, in half a second.
    """

    def logits(question: str, texts: Sequence[str]) -> tuple[float, ...]:
        return _logits()(question, texts) if texts else ()

    return logits


def fingerprint() -> str:
    """The first 16 hex digits of the SHA-256 of its weights."""
    return sha256(_WEIGHTS.read_bytes()).hexdigest()[:16]


@cache
def _logits() -> Callable[[str, Sequence[str]], tuple[float, ...]]:
    opened = session(_WEIGHTS.read_bytes())
    pieces = tokenizer(MAX_PIECES)

    def logits(question: str, texts: Sequence[str]) -> tuple[float, ...]:
        encoded = pieces.encode_batch([(clean(question), clean(text)) for text in texts])
        inputs = {
            "input_ids": np.array([item.ids for item in encoded], dtype=np.int64),
            "attention_mask": np.array([item.attention_mask for item in encoded], dtype=np.int64),
            "token_type_ids": np.array([item.type_ids for item in encoded], dtype=np.int64),
        }
        return tuple(float(each) for each in opened.run(None, inputs)[0])

    return logits
