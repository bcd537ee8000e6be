"""The counters that operators read. No label holds anything that a citizen wrote, or who it was."""

from collections.abc import Callable, Iterator

from prometheus_client import CollectorRegistry, Counter, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from hallbar.messages import Messages

message = Messages(__file__)
TYPE = "text/plain; version=0.0.4; charset=utf-8"
"""Media type of Prometheus' text format."""

PREFIX = "hallbar_feedback"
Reading = tuple[type[CounterMetricFamily] | type[GaugeMetricFamily], str, Callable[[], float]]
"""Kind of metric, name, and the function that returns its value."""


class Metrics:
    """The counters of one service, in a registry of its own."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._stored = self._counter("stored", "kind")
        self._refused = self._counter("refused", "reason", "status")
        self._redactions = self._counter("redactions")

    def stored(self, kind: str, redactions: int) -> None:
        """Count an answer or a report."""
        self._stored.labels(kind).inc()
        self._redactions.inc(redactions)

    def refused(self, reason: str, status: int) -> None:
        """Count a refusal. `reason`: a key of words.toml."""
        self._refused.labels(reason, status).inc()

    def read(self, *readings: Reading) -> None:
        """Add metrics that are read when somebody asks."""
        self._registry.register(_Readings(readings))

    def text(self) -> bytes:
        """Return all metrics in Prometheus' text format."""
        return generate_latest(self._registry)

    def _counter(self, name: str, *labels: str) -> Counter:
        return Counter(f"{PREFIX}_{name}", message(f"metric_{name}"), labels, registry=self._registry)


class _Readings(Collector):
    def __init__(self, readings: tuple[Reading, ...]) -> None:
        self._readings = readings

    def collect(self) -> Iterator[Metric]:
        for family, name, value in self._readings:
            yield family(f"{PREFIX}_{name}", message(f"metric_{name}"), value=value())
