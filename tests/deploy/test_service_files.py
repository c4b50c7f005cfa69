"""The files for systemd and containers name what is there, and keep the bot's hands tied."""

from __future__ import annotations

import asyncio
import configparser
import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.cli import EXIT_MEND
from bot.settings import Settings, load_settings
from bot.web.health import Health, Parts
from bot.web.metrics import Metrics
from bot.web.operations import operations
from bot.web.serving import serving

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
STOP_SECONDS = 10
"""What the bot promises."""


@pytest.fixture(scope="module")
def service() -> configparser.SectionProxy:
    unit = configparser.RawConfigParser(strict=False)
    unit.optionxform = str  # type: ignore[assignment, method-assign]  # its way to keep upper case
    unit.read(DEPLOY / "isnad.service", encoding="utf-8")
    return unit["Service"]


@pytest.fixture(scope="module")
def container() -> dict[str, Any]:
    services = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))["services"]
    [container] = services.values()
    assert isinstance(container, dict)
    return container


def test_the_service_gives_the_bot_time_to_stop_and_does_not_repeat_what_a_person_must_mend(
    service: configparser.SectionProxy,
) -> None:
    assert service["Restart"] == "on-failure"
    assert service["RestartPreventExitStatus"] == str(EXIT_MEND)
    assert int(service["TimeoutStopSec"]) > STOP_SECONDS


def test_the_service_may_write_to_its_data_and_the_corpus_only(service: configparser.SectionProxy) -> None:
    assert service["User"] != "root"
    assert service["NoNewPrivileges"] == service["ProtectHome"] == service["PrivateTmp"] == "yes"
    assert service["ProtectSystem"] == "strict"
    assert service["ReadWritePaths"] == "-/opt/isnad/corpus"
    assert service["CapabilityBoundingSet"] == ""
    assert service["Environment"] == f"ISNAD_DATA_DIR=/var/lib/{service['StateDirectory']}"


def test_the_container_is_read_only_powerless_and_reachable_from_nowhere(container: dict[str, Any]) -> None:
    assert container["read_only"] is True
    assert container["cap_drop"] == ["ALL"]
    assert container["security_opt"] == ["no-new-privileges:true"]
    assert "ports" not in container
    assert "privileged" not in container
    assert container["volumes"] == ["../corpus:/corpus", "data:/data"]


def test_the_container_has_time_to_stop_and_a_process_one_that_heeds_signals(
    container: dict[str, Any],
) -> None:
    assert container["init"] is True
    assert int(container["stop_grace_period"].removesuffix("s")) > STOP_SECONDS
    assert container["restart"].startswith("on-failure:")


def test_the_image_is_built_from_files_that_are_there_and_are_let_in() -> None:
    dockerfile = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
    copied = [
        name
        for sources in re.findall(r"^COPY (?!--from)(?:--\S+ )*(.+) \S+$", dockerfile, re.MULTILINE)
        for name in sources.split()
    ]
    assert "constraints.txt" in copied
    let_in = (DEPLOY / "Dockerfile.dockerignore").read_text(encoding="utf-8").splitlines()
    for name in copied:
        assert (ROOT / name).exists(), name
        assert f"!{name}" in let_in


def test_the_image_runs_as_nobody_special_with_exact_versions() -> None:
    dockerfile = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
    assert re.findall(r"^FROM (\S+)", dockerfile, re.MULTILINE) == ["python:3.11-slim"] * 2
    assert re.search(r"^USER [1-9]\d*$", dockerfile, re.MULTILINE)
    assert "--constraint constraints.txt" in dockerfile
    assert 'VOLUME ["/corpus", "/data"]' in dockerfile


@pytest.mark.parametrize(("contact", "status"), [(1.0, 0), (None, 1)])
async def test_the_health_check_of_the_image_passes_when_the_bot_is_well_and_fails_when_not(
    contact: float | None, status: int
) -> None:
    dockerfile = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
    [written] = re.findall(r"^HEALTHCHECK .*\\\n  CMD (\[.*\])$", dockerfile, re.MULTILINE)
    _, *arguments = json.loads(written)

    async def waiting() -> int:
        return 0

    parts = Parts(lambda: 1, lambda: 1, lambda: False, waiting, lambda: contact, dict)
    app = operations(Health(parts, "1"), Metrics(parts, "1"))
    async with serving(app, "127.0.0.1", 0) as port:
        check = await asyncio.create_subprocess_exec(
            sys.executable,
            *arguments,
            env={"ISNAD_WEBHOOK_PORT": str(port)},
            stderr=asyncio.subprocess.DEVNULL,
        )
        assert await check.wait() == status


def test_the_example_as_it_stands_is_a_valid_configuration(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also with every line that is commented out brought back."""
    example = (DEPLOY / "isnad.env.example").read_text(encoding="utf-8")
    lines = re.findall(r"^#?(ISNAD_\w+)=(.*)$", example, re.MULTILINE)
    for name, value in lines:
        monkeypatch.setenv(name, value)
    assert load_settings().model_dump() == Settings.model_construct().model_dump()
