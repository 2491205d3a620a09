"""The plots of the report as inline SVG. The only file that imports matplotlib.

Colours are drawn as sentinels and replaced by CSS variables, so that one drawing is right in light and in dark. Letters stay
text. Equal figures give equal bytes: no date, fixed ids.
"""

import io
import math
import re
import warnings
from collections import Counter
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from html import escape
from typing import Any

import matplotlib
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

_library: Any = matplotlib  # the types that it comes with are partly unknown
_NAMES = ("ink", "soft", "line", "card", "curve", "bars", "right", "wrong")  # variables of report.css
_VARIABLES = {f"#01020{number}": name for number, name in enumerate(_NAMES)}
_INK, _SOFT, _LINE, _CARD, _CURVE, _BARS, _RIGHT, _WRONG = _VARIABLES
_FILLS = {"right": (_RIGHT, _INK), "wrong": (_WRONG, _CARD), "refused": ("none", _INK), "failed": (_SOFT, _CARD)}
_DASHED = (0, (4, 3))
_LOOK = {
    "svg.fonttype": "none",
    "svg.hashsalt": "dateline",
    "text.parse_math": False,  # a kind may be called $x$
    "font.family": "DejaVu Sans",  # comes with the library: measured the same everywhere; the browser draws its own
    "font.size": 9.5,
    "text.color": _INK,
    "axes.edgecolor": _SOFT,
    "axes.labelcolor": _SOFT,
    "axes.facecolor": "none",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "axes.grid": True,
    "axes.grid.axis": "y",
    "grid.color": _LINE,
    "xtick.color": _SOFT,
    "ytick.color": _SOFT,
    "xtick.major.size": 0,
    "ytick.major.size": 0,
    "lines.linewidth": 1.8,
    "lines.color": _CURVE,
    "figure.facecolor": "none",
}
_WIDTH, _HEIGHT = 310.0, 220.0  # points; a narrow window shows them about as large
_INCH = 72.0
_LONGEST = 20  # characters of the name of a kind
_SMALLEST = 0.05  # share of a bar that has room for its number
_BINS = 24


def risk_coverage(coverage: Sequence[float], risk: Sequence[float], label: str) -> str:
    """Risk at each coverage, and the same answers in the best possible order; what lies between could be avoided."""
    n = len(risk)
    right = round(n * (1 - risk[-1]))
    best = [max(0.0, (taken - right) / taken) for taken in range(1, n + 1)]
    half, late = n // 2, min(n - 1, max(right, round(n * 0.72)))
    with _look():
        figure, axes = _axes(xlabel="coverage", ylabel="risk")
        axes.fill_between(coverage, best, risk, color=_BARS, linewidth=0, alpha=0.45)
        axes.plot(coverage, best, color=_SOFT, linestyle=_DASHED, linewidth=1.2)
        axes.plot(coverage, risk, color=_CURVE)
        _note(axes, "as ranked", (coverage[half], risk[half]), (-4, 8), ha="right", color=_CURVE)
        _note(axes, "best order", (coverage[late], best[late]), (6, -13), color=_SOFT)
        _percents(axes.set_yticks, axes.set_ylim)
        _percents(axes.set_xticks, axes.set_xlim)
        return _svg(figure, "risk", label)


def calibration(bins: Sequence[Mapping[str, float]], label: str) -> str:
    """The reliability diagram: how often the answer is right at each confidence, and below it how many questions that is."""
    centres = [(min(math.floor(each["mean"] * 10), 9) + 0.5) / 10 for each in bins]
    with _look():
        figure, axes = _axes(ylabel="share right", bottom=78)
        axes.plot([0, 1], [0, 1], color=_SOFT, linestyle=_DASHED, linewidth=1.2)
        means, shares = [each["mean"] for each in bins], [each["share"] for each in bins]
        axes.plot(means, shares, color=_CURVE, marker="o", markersize=5, clip_on=False)
        _note(axes, "calibrated", (0.8, 0.8), (8, -12), color=_SOFT)
        _percents(axes.set_yticks, axes.set_ylim)
        axes.tick_params(labelbottom=False)
        below = figure.add_axes(_box(bottom=34, height=38), sharex=axes)
        below.bar(centres, [each["n"] for each in bins], width=0.085, color=_BARS)
        below.grid(visible=False)
        below.set_yticks([])
        below.spines.left.set_visible(False)
        below.set_ylim(0, 1.75 * max(each["n"] for each in bins))
        for place, each in zip(centres, bins, strict=True):
            _note(below, f"{each['n']:.0f}", (place, each["n"]), (0, 2), ha="center", fontsize=8.5)
        _percents(below.set_xticks, below.set_xlim)
        below.set_xlabel("confidence, with the number of questions")
        return _svg(figure, "calibration", label)


def recall(shares: Sequence[float], intervals: Mapping[int, tuple[float, float]], label: str) -> str:
    """Recall at k = 1, 2, …; `intervals`: of some k, from where to where."""
    places = list(range(1, len(shares) + 1))
    with _look():
        figure, axes = _axes(xlabel="passages looked at (k)", ylabel="recall@k")
        for k, (low, high) in intervals.items():
            axes.plot([k, k], [low, high], color=_BARS, linewidth=5, solid_capstyle="butt")
        axes.plot(places, shares, color=_CURVE, marker="o", markersize=4.5, clip_on=False)
        for k in intervals:
            share, side = shares[k - 1], ("right", -8) if k == len(shares) else ("left", 8)
            _note(
                axes, f"{share:.2f}", (k, share), (side[1], -12 if share > 0.12 else 6), ha=side[0], fontweight="bold"
            )
        _percents(axes.set_yticks, axes.set_ylim)
        axes.set_xlim(0.5, len(shares) + 0.5)
        axes.set_xticks(places)
        return _svg(figure, "recall", label)


def latency(milliseconds: Sequence[float], median: float, p95: float, label: str) -> str:
    """How many questions took how long; the scale is logarithmic, for a few take very long."""
    times = [max(each, 0.1) for each in milliseconds]
    low, span = math.log10(min(times)), max(math.log10(max(times) / min(times)), 0.3)
    edges = [10 ** (low + span * step / _BINS) for step in range(_BINS + 1)]
    bins = Counter(min(int((math.log10(each) - low) / span * _BINS), _BINS - 1) for each in times)
    counts = [bins[each] for each in range(_BINS)]
    left, right, top = edges[0] * 0.9, edges[-1] * 1.1, max(counts) * 1.28
    with _look():
        figure, axes = _axes(xlabel="milliseconds, logarithmic", ylabel="questions")
        axes.set_xscale("log")
        axes.stairs(counts, edges, fill=True, color=_BARS)
        for name, value, height, dashes in (("median", median, 0.985, "-"), ("p95", p95, 0.86, _DASHED)):
            side = ("right", -5) if math.log10(max(value, 0.1)) > low + 0.62 * span else ("left", 5)
            axes.vlines(value, 0, top * height, color=_INK, linewidth=1.1, linestyle=dashes)
            _note(axes, f"{name} {value:.0f} ms", (value, top * height), (side[1], 0), ha=side[0], va="top")
        ticks = [step * 10.0**power for power in range(-2, 8) for step in (1, 2, 5)]
        shown = [each for each in ticks if left <= each <= right]
        axes.set_xticks(shown, [f"{each:g}" for each in shown])
        axes.minorticks_off()
        axes.set_xlim(left, right)
        axes.set_ylim(0, top)
        axes.yaxis.set_major_locator(MaxNLocator(nbins=6, integer=True))
        return _svg(figure, "latency", label)


def kinds(counts: Mapping[str, Mapping[str, int]], label: str) -> str:
    """Of each kind, from top to bottom, the shares that went right, wrong, were refused falsely, or failed, with their numbers."""
    with _look():
        figure, axes = _axes(left=112, right=30, bottom=24, height=19.0 * len(counts) + 34)
        for line, found in enumerate(counts.values()):
            total, start = sum(found.values()), 0.0
            for name, (fill, ink) in _FILLS.items():
                share = found[name] / total
                if share:
                    axes.barh(line, share, left=start, height=0.72, facecolor=fill, edgecolor=_SOFT, linewidth=0.7)
                if share > _SMALLEST:
                    axes.text(
                        start + share / 2,
                        line,
                        str(found[name]),
                        ha="center",
                        va="center_baseline",
                        color=ink,
                        fontsize=8.5,
                    )
                start += share
            axes.text(1.03, line, str(total), va="center_baseline", color=_SOFT, fontsize=8.5)
        axes.set_yticks(range(len(counts)), [_short(name) for name in counts])
        axes.tick_params(axis="y", labelcolor=_INK)
        axes.set_ylim(len(counts) - 0.4, -0.6)
        axes.grid(visible=False)
        axes.spines.left.set_visible(False)
        axes.spines.bottom.set_visible(False)
        _percents(axes.set_xticks, axes.set_xlim)
        return _svg(figure, "kinds", label)


@contextmanager
def _look() -> Generator[None]:
    """Our way of drawing, whatever a matplotlibrc of this machine says."""
    with _library.rc_context(), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing", category=UserWarning)  # the browser has it
        _library.rcdefaults()
        _library.rcParams.update(_LOOK)
        yield


def _box(
    *,
    left: float = 48,
    right: float = 12,
    top: float = 10,
    bottom: float = 38,
    height: float | None = None,
    whole: float = _HEIGHT,
) -> tuple[float, float, float, float]:
    """Where axes stand, margins in points, as matplotlib wants it. `height`: of the axes, instead of up to the top."""
    inner = whole - 10 - bottom if height is None else height
    return left / _WIDTH, bottom / whole, (_WIDTH - left - right) / _WIDTH, inner / whole


def _axes(
    *,
    xlabel: str = "",
    ylabel: str = "",
    left: float = 48,
    right: float = 12,
    bottom: float = 38,
    height: float = _HEIGHT,
) -> tuple[Any, Any]:
    """A figure and its axes."""
    figure: Any = Figure(figsize=(_WIDTH / _INCH, height / _INCH))
    axes = figure.add_axes(_box(left=left, right=right, bottom=bottom, whole=height))
    axes.set_xlabel(xlabel)
    axes.set_ylabel(ylabel)
    return figure, axes


def _percents(
    ticks: Callable[[Sequence[float], Sequence[str]], object], limits: Callable[[float, float], object]
) -> None:
    """One axis from 0 to 100 %."""
    ticks([0, 0.2, 0.4, 0.6, 0.8, 1], ["0", "20", "40", "60", "80", "100 %"])
    limits(0, 1.01)


def _note(axes: Any, text: str, at: tuple[float, float], away: tuple[float, float], **look: Any) -> None:
    """Words beside a place; `away`: how far, in points."""
    axes.annotate(text, at, away, textcoords="offset points", **look)


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST else name[: _LONGEST - 1] + "…"


def _svg(figure: Any, name: str, label: str) -> str:
    """The figure as an SVG element: named for who cannot see it, its ids its own, its colours variables of the page."""
    written = io.StringIO()
    figure.savefig(written, format="svg", metadata=dict.fromkeys(("Date", "Creator", "Format", "Type")))
    text = written.getvalue()
    opening = re.search(r'<svg [^>]*viewBox="([^"]+)"[^>]*>', text)
    assert opening is not None
    inner = re.sub(r"<defs>\s*<style.*?</style>\s*</defs>", "", text[opening.end() :], count=1, flags=re.DOTALL)
    inner = (
        re.sub(r'\bid="', f'id="{name}-', inner)
        .replace('xlink:href="#', f'href="#{name}-')
        .replace("url(#", f"url(#{name}-")
    )
    inner = inner.replace("font-family: 'DejaVu Sans'; ", "")
    inner = re.sub(r"(fill|stroke): (#01020[0-7])", lambda found: f"{found[1]}: var(--{_VARIABLES[found[2]]})", inner)
    return f'<svg viewBox="{opening[1]}" role="img" aria-label="{escape(label)}">{inner.strip()}'
