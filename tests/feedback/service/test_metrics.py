from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.parser import text_string_to_metric_families

from hallbar.feedback.service.metrics import Metrics


def read(metrics: Metrics) -> dict[tuple[str, ...], float]:
    """Return the samples as Prometheus reads them: name and labels → value."""
    families = text_string_to_metric_families(metrics.text().decode())
    samples = [sample for family in families for sample in family.samples]
    return {(sample.name, *sample.labels.values()): sample.value for sample in samples}


def test_counters() -> None:
    metrics, waiting = Metrics(), [3]
    metrics.read(
        (CounterMetricFamily, "commits", lambda: 7),
        (GaugeMetricFamily, "queue", lambda: waiting[0]),
    )
    metrics.stored("answer", 2)
    metrics.stored("answer", 0)
    metrics.stored("report", 1)
    metrics.refused("forged", 403)
    waiting[0] = 5
    found = read(metrics)
    assert found["hallbar_feedback_stored_total", "answer"] == 2
    assert found["hallbar_feedback_stored_total", "report"] == 1
    assert found["hallbar_feedback_refused_total", "forged", "403"] == 1
    assert found["hallbar_feedback_redactions_total",] == 3
    assert found["hallbar_feedback_commits_total",] == 7
    assert found["hallbar_feedback_queue",] == 5


def test_two_services_count_for_themselves() -> None:
    one, other = Metrics(), Metrics()
    one.stored("answer", 0)
    assert ("hallbar_feedback_stored_total", "answer") not in read(other)
