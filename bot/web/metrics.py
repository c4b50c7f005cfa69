"""Figures for Prometheus: counts and times, and nothing that names a person, a chat or a question."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    Info,
    ProcessCollector,
    generate_latest,
)
from prometheus_client.core import CounterMetricFamily
from prometheus_client.registry import Collector
from starlette.requests import Request
from starlette.responses import Response

from bot.errors import SessionLogError
from bot.memory import Turn
from bot.web.health import DATABASE_SECONDS, Parts

_SEARCH_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0)
_REPLY_SECONDS = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 300.0)
_UNKNOWN = float("nan")


class Metrics:
    """The figures of one process, in a registry of their own."""

    def __init__(self, parts: Parts, version: str) -> None:
        self._parts = parts
        self._registry = registry = CollectorRegistry()
        ProcessCollector(registry=registry)
        Info("isnad_build", "The version that runs", registry=registry).info({"version": version})
        self._turns = Counter(
            "isnad_turns",
            "Questions, by how they were addressed, what was found, and what became of the reply",
            ["addressed_by", "outcome", "delivery"],
            registry=registry,
        )
        self._search = Histogram(
            "isnad_search_seconds", "Finding an answer", buckets=_SEARCH_SECONDS, registry=registry
        )
        self._reply = Histogram(
            "isnad_reply_seconds",
            "From the arrival of a question to the end of sending",
            buckets=_REPLY_SECONDS,
            registry=registry,
        )
        self._posted = Counter(
            "isnad_webhook_requests", "Calls of the webhook, by HTTP status", ["status"], registry=registry
        )
        self._waiting = Gauge("isnad_inbox_updates", "Updates not yet dealt with", registry=registry)
        documents = Gauge("isnad_index_documents", "Documents that serve", registry=registry)
        documents.set_function(parts.documents)
        sentences = Gauge("isnad_index_sentences", "Sentences that serve", registry=registry)
        sentences.set_function(parts.sentences)
        contact = Gauge(
            "isnad_telegram_contact_age_seconds", "Since updates could reach us", registry=registry
        )
        contact.set_function(self._contact)

        registry.register(_Calls(parts))

    def turn(self, turn: Turn) -> None:
        """Count a question and its reply."""
        outcome = turn.answer.silence.value if turn.answer.silence else "answered"
        self._turns.labels(turn.addressed.by.value, outcome, turn.delivery.status.value).inc()
        self._search.observe(turn.answer.elapsed_ms / 1000)
        self._reply.observe(turn.total_ms / 1000)

    def posted(self, status: int) -> None:
        """Count a call of the webhook."""
        self._posted.labels(str(status)).inc()

    async def answer(self, _: Request) -> Response:
        """Answer with all figures in Prometheus' text format."""
        try:
            async with asyncio.timeout(DATABASE_SECONDS):
                self._waiting.set(await self._parts.waiting())
        except (SessionLogError, TimeoutError):
            self._waiting.set(_UNKNOWN)
        return Response(generate_latest(self._registry), media_type=CONTENT_TYPE_LATEST)

    def _contact(self) -> float:
        seconds = self._parts.contact()
        return _UNKNOWN if seconds is None else seconds


class _Calls(Collector):
    """What the bot has called, read when Prometheus asks."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def collect(self) -> Iterator[CounterMetricFamily]:
        """Yield the one figure."""
        family = CounterMetricFamily(
            "isnad_telegram_calls",
            "Calls of the Bot API but getUpdates, by method and by what came of them",
            labels=["method", "outcome"],
        )
        for labels, count in self._parts.calls().items():
            family.add_metric(labels, count)
        yield family
