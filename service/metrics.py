"""What the service counts, in Prometheus' text format: answers, claims and what became of them, what models took. No text of anyone's."""

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

from dateline.service.nouns import Answer

CONTENT_TYPE = CONTENT_TYPE_LATEST
_SECONDS = (0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 12.8, 25.6)


class Metrics:
    """One process' counters. Every label is from a closed set of ours."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._answers = self._counter("answers", "Answers given", "status", "reason", "generator")
        self._claims = self._counter("claims", "Claims shown", "kind")
        self._fell_back = self._counter("claims_fell_back", "Claims of a model that became their quotes", "reason")
        self._degraded = self._counter("degraded", "Answers without a model's part, or without all of it", "reason")
        self._tokens = self._counter("model_tokens", "Tokens that answers took", "side")
        self._cost = self._counter("model_cost_usd", "US dollars that answers took, where prices are set")
        self._left = self._counter("callers_left", "Questions whose caller left before the answer")
        self._seconds = Histogram(
            "dateline_answer_seconds", "Seconds from question to answer", buckets=_SECONDS, registry=self._registry
        )

    def answered(self, answer: Answer, seconds: float) -> None:
        """Count an answer."""
        self._answers.labels(answer.status, answer.reason or "", answer.generator.kind).inc()
        self._seconds.observe(seconds)
        for claim in answer.claims:
            self._claims.labels(claim.kind).inc()
        if answer.degraded_reason is not None:
            self._degraded.labels(answer.degraded_reason).inc()
        if (usage := answer.usage) is not None:
            for reason in usage.fell_back:
                self._fell_back.labels(reason).inc()
            self._tokens.labels("prompt").inc(usage.prompt_tokens)
            self._tokens.labels("reply").inc(usage.reply_tokens)
            self._cost.inc(usage.cost_usd or 0.0)

    def left(self) -> None:
        """Count a caller who did not wait."""
        self._left.inc()

    def exposition(self) -> bytes:
        """Everything, as Prometheus reads it."""
        return generate_latest(self._registry)

    def _counter(self, name: str, what: str, *labels: str) -> Counter:
        return Counter(f"dateline_{name}", what, labels, registry=self._registry)
