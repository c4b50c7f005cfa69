"""Health and figures, over real HTTP."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.documents import Document
from bot.errors import SessionLogError
from bot.journey import answer
from bot.memory import Turn
from bot.records import Addressed, AddressedBy, ChatKind, Delivery, DeliveryStatus, Message
from bot.search.builder import build_from
from bot.web import health
from bot.web.health import Health, Parts
from bot.web.metrics import Metrics
from bot.web.operations import operations
from bot.web.serving import serving
from bot.web.webhook import Webhook

QUESTION = "متى تثمر النخلة؟"
PERSON, GROUP = 987654321, -100987654321
HAS_PROCESS_FIGURES = Path("/proc/self/stat").exists()
"""The library reads them there."""


@dataclass
class Patient:
    """A bot whose parts are as a test wants them."""

    documents: int = 3
    sentences: int = 40
    refreshing: bool = False
    waiting: int | Exception = 2
    slow: float = 0.0
    contact: float | None = 7.0

    async def count(self) -> int:
        await asyncio.sleep(self.slow)
        if isinstance(self.waiting, Exception):
            raise self.waiting
        return self.waiting

    def parts(self) -> Parts:
        return Parts(
            lambda: self.documents,
            lambda: self.sentences,
            lambda: self.refreshing,
            self.count,
            lambda: self.contact,
            lambda: {("sendMessage", "ok"): 5, ("sendMessage", "RetryAfter"): 1},
        )


@pytest.fixture
def patient() -> Patient:
    return Patient()


@pytest.fixture
def metrics(patient: Patient) -> Metrics:
    return Metrics(patient.parts(), "1.2.3")


@asynccontextmanager
async def visited(patient: Patient, metrics: Metrics) -> AsyncIterator[httpx.AsyncClient]:
    async def take(_: object) -> None:
        """Take any update."""

    webhook = Webhook("secret", take, metrics.posted)
    app = operations(Health(patient.parts(), "1.2.3"), metrics, webhook, "/hook")
    async with (
        serving(app, "127.0.0.1", 0) as port,
        httpx.AsyncClient(timeout=60, base_url=f"http://127.0.0.1:{port}") as client,
    ):
        yield client


async def test_a_bot_whose_parts_are_well_says_so_of_each(patient: Patient, metrics: Metrics) -> None:
    async with visited(patient, metrics) as client:
        said = await client.get("/healthz")
    assert said.status_code == 200
    body: dict[str, Any] = said.json()
    assert (body["status"], body["version"], body["process"]["ok"]) == ("ok", "1.2.3", True)
    assert body["index"] == {"ok": True, "documents": 3, "sentences": 40, "refreshing": False}
    assert body["database"] == {"ok": True, "updates_waiting": 2}
    assert body["telegram"] == {"ok": True, "seconds_since_contact": 7.0}


@pytest.mark.parametrize(
    ("ailment", "part"),
    [
        ({"sentences": 0}, "index"),
        ({"waiting": SessionLogError("/srv/secret/place.sqlite3 is full")}, "database"),
        ({"slow": 9.0}, "database"),
        ({"contact": None}, "telegram"),
        ({"contact": 121.0}, "telegram"),
    ],
)
async def test_a_part_that_is_not_well_makes_it_a_503_that_names_the_part_and_no_path(
    metrics: Metrics, monkeypatch: pytest.MonkeyPatch, ailment: dict[str, Any], part: str
) -> None:
    monkeypatch.setattr(health, "DATABASE_SECONDS", 0.1)
    async with visited(Patient(**ailment), metrics) as client:
        said = await client.get("/healthz")
    assert said.status_code == 503
    body = said.json()
    assert body["status"] == "unhealthy"
    parts = ("process", "index", "database", "telegram")
    assert [name for name in parts if not body[name]["ok"]] == [part]
    assert "srv" not in said.text


def a_turn(kind: ChatKind = ChatKind.GROUP, *, question: str = QUESTION) -> Turn:
    moment = datetime(2026, 5, 1, 12, tzinfo=UTC)
    message = Message(1, GROUP, kind, None, 5, PERSON, "ar", question, moment)
    palms = Document(
        "palm.txt", "النخيل", "تثمر النخلة في آخر الصيف، وتتحمل الحر والملوحة والجفاف سنين طويلة."
    )
    found = answer(question, build_from([palms]))
    return Turn(
        message,
        Addressed(AddressedBy.COMMAND, question),
        found,
        Delivery(DeliveryStatus.DELIVERED),
        moment,
        30,
    )


async def figures(client: httpx.AsyncClient) -> dict[str, float]:
    """Return every sample by its name and labels, as Prometheus reads them."""
    said = await client.get("/metrics")
    assert said.status_code == 200
    assert said.headers["content-type"].startswith("text/plain")
    return {
        sample.name + str(dict(sorted(sample.labels.items())) or ""): sample.value
        for family in text_string_to_metric_families(said.text)
        for sample in family.samples
    }


async def test_the_figures_count_questions_by_what_became_of_them(patient: Patient, metrics: Metrics) -> None:
    for _ in range(2):
        metrics.turn(a_turn())
    metrics.turn(a_turn(question="؟"))
    async with visited(patient, metrics) as client:
        found = await figures(client)
    labels = "{'addressed_by': 'command', 'delivery': 'delivered', 'outcome': '%s'}"
    assert found["isnad_turns_total" + labels % "answered"] == 2
    assert found["isnad_turns_total" + labels % "no_words"] == 1
    assert found["isnad_reply_seconds_count"] == 3
    assert found["isnad_reply_seconds_sum"] == pytest.approx(0.09)
    assert found["isnad_search_seconds_count"] == 3


async def test_the_figures_tell_of_index_inbox_contact_webhook_and_process(
    patient: Patient, metrics: Metrics
) -> None:
    async with visited(patient, metrics) as client:
        for secret in ("secret", "wrong"):
            headers = {"X-Telegram-Bot-Api-Secret-Token": secret}
            await client.post("/hook", json={"update_id": 1}, headers=headers)
        found = await figures(client)
    assert found["isnad_index_documents"] == 3
    assert found["isnad_index_sentences"] == 40
    assert found["isnad_inbox_updates"] == 2
    assert found["isnad_telegram_contact_age_seconds"] == 7
    assert found["isnad_build_info{'version': '1.2.3'}"] == 1
    assert found["isnad_telegram_calls_total{'method': 'sendMessage', 'outcome': 'RetryAfter'}"] == 1
    assert found["isnad_webhook_requests_total{'status': '200'}"] == 1
    assert found["isnad_webhook_requests_total{'status': '403'}"] == 1
    if HAS_PROCESS_FIGURES:
        assert found["process_resident_memory_bytes"] > 1e6


async def test_what_is_not_known_is_no_figure_rather_than_a_wrong_one() -> None:
    patient = Patient(waiting=SessionLogError("full"), contact=None)
    async with visited(patient, Metrics(patient.parts(), "1")) as client:
        found = await figures(client)
    for name in ("isnad_inbox_updates", "isnad_telegram_contact_age_seconds"):
        assert found[name] != found[name], name  # only NaN differs from itself


async def test_no_figure_holds_a_person_a_chat_or_a_question(patient: Patient, metrics: Metrics) -> None:
    metrics.turn(a_turn())
    async with visited(patient, metrics) as client:
        text = (await client.get("/metrics")).text
    assert not [each for each in (str(PERSON), str(abs(GROUP)), "النخلة") if each in text]
    assert re.search(r"[\u0600-\u06ff]", text) is None


async def test_two_bots_in_one_process_do_not_share_their_figures(patient: Patient) -> None:
    first, second = Metrics(patient.parts(), "1"), Metrics(patient.parts(), "1")
    first.turn(a_turn())
    async with visited(patient, second) as client:
        assert "isnad_turns_total{" not in (await client.get("/metrics")).text
