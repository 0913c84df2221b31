"""Gauges read when they are asked for; rooms add theirs."""

from collections.abc import Callable, Iterable, Iterator

from prometheus_client import CollectorRegistry
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

Gauges = Callable[[], Iterable[GaugeMetricFamily]]

REGISTRY = CollectorRegistry()
_gauges: list[Gauges] = []


def add_gauges(gauges: Gauges) -> None:
    """Let these numbers be told too."""
    if gauges not in _gauges:
        _gauges.append(gauges)


def gauge(name: str, told: str, values: dict[str, float], label: str = "") -> GaugeMetricFamily:
    """One gauge; `values` by the label's value, or under "" without a label."""
    family = GaugeMetricFamily(f"gate49_{name}", told, labels=[label] if label else [])
    for key, value in values.items():
        family.add_metric([key] if label else [], value)
    return family


class _Rooms(Collector):
    """What the rooms count, at the moment it is asked for."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        for gauges in _gauges:
            yield from gauges()


REGISTRY.register(_Rooms())
