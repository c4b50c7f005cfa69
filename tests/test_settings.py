"""Settings come from the environment; a wrong one is named, and a secret never shown."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.settings import Mode, Settings, load_settings

TOKEN = "123456:AAE-not-a-real-one"


@pytest.fixture(autouse=True)
def _no_settings_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in os.environ:
        if name.upper().startswith("ISNAD_"):
            monkeypatch.delenv(name)


def with_environment(monkeypatch: pytest.MonkeyPatch, **values: str) -> Settings:
    for name, value in values.items():
        monkeypatch.setenv(f"ISNAD_{name.upper()}", value)
    return load_settings()


def refusal(monkeypatch: pytest.MonkeyPatch, **values: str) -> str:
    with pytest.raises(SettingsError) as caught:
        with_environment(monkeypatch, **values)
    return str(caught.value)


def test_without_an_environment_the_playground_runs_on_the_corpus_at_hand() -> None:
    settings = load_settings()
    assert settings.telegram_token is None
    assert (settings.corpus_dir, settings.data_dir) == (Path("corpus"), Path("data"))
    assert (settings.mode, settings.playground_port, settings.admin_ids) == (Mode.POLLING, 8080, frozenset())


def test_every_setting_is_read_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = with_environment(
        monkeypatch,
        telegram_token=TOKEN,
        telegram_api_url="http://127.0.0.1:8081/",
        corpus_dir="/srv/docs",
        data_dir="/srv/data",
        database_url="sqlite+aiosqlite:////srv/x.sqlite3",
        admin_ids=" 1, 22 ,333,",
        allowed_users="7",
        allowed_chats="-100, -5",
        group_limit="0",
        silent_groups="1",
        stale_hours="1.5",
        stop_seconds="20",
        webhook_port="444",
        playground_port="8090",
        log_level="debug",
    )
    assert settings.telegram_token is not None
    assert settings.telegram_token.get_secret_value() == TOKEN
    assert settings.telegram_api_url == "http://127.0.0.1:8081"
    assert (settings.corpus_dir, settings.data_dir) == (Path("/srv/docs"), Path("/srv/data"))
    assert settings.session_database_url == "sqlite+aiosqlite:////srv/x.sqlite3"
    assert settings.admin_ids == {1, 22, 333}
    assert settings.allowed_users == {7}
    assert settings.allowed_chats == {-100, -5}
    assert (settings.group_limit, settings.stale_hours, settings.stop_seconds) == (0, 1.5, 20)
    assert settings.silent_groups is True
    assert (settings.webhook_port, settings.playground_port, settings.log_level) == (444, 8090, "DEBUG")


def test_an_empty_variable_counts_as_unset(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = with_environment(monkeypatch, telegram_token="", playground_port="", admin_ids="")
    assert settings == load_settings()
    assert settings.playground_port == 8080
    assert settings.telegram_token is None


def test_the_session_log_lies_in_the_data_folder_by_its_full_path(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = with_environment(monkeypatch, data_dir="some/data")
    assert settings.session_database_url == f"sqlite+aiosqlite:///{Path.cwd()}/some/data/isnad.sqlite3"


def test_the_command_line_wins_over_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ISNAD_CORPUS_DIR", "/from/environment")
    assert load_settings(corpus_dir=Path("/from/option")).corpus_dir == Path("/from/option")
    assert load_settings(corpus_dir=None).corpus_dir == Path("/from/environment")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("webhook_port", "x"),
        ("webhook_port", "0"),
        ("playground_port", "65536"),
        ("playground_port", "80.5"),
        ("admin_ids", "abc"),
        ("admin_ids", "1;2"),
        ("allowed_users", "@suad"),
        ("allowed_chats", "-1 -2"),
        ("group_limit", "-1"),
        ("stale_hours", "0"),
        ("stop_seconds", "0"),
        ("log_level", "LOUD"),
        ("mode", "pigeon"),
        ("telegram_api_url", "api.telegram.org"),
    ],
)
def test_a_wrong_setting_is_named_on_one_line(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    said = refusal(monkeypatch, **{name: value})
    assert said.startswith(f"ISNAD_{name.upper()}: ")
    assert "\n" not in said


def test_all_wrong_settings_are_named_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    said = refusal(monkeypatch, webhook_port="x", admin_ids="me", log_level="LOUD")
    assert [name in said for name in ("WEBHOOK_PORT", "ADMIN_IDS", "LOG_LEVEL")] == [True] * 3


@pytest.mark.parametrize(
    ("values", "missing"),
    [
        ({}, "ISNAD_WEBHOOK_URL"),
        ({"webhook_url": "http://example.org"}, "ISNAD_WEBHOOK_URL"),
        ({"webhook_url": "https://"}, "ISNAD_WEBHOOK_URL"),
        ({"webhook_url": "https://example.org/healthz"}, "ISNAD_WEBHOOK_URL"),
        ({"webhook_url": "https://example.org"}, "ISNAD_WEBHOOK_SECRET"),
        ({"webhook_url": "https://example.org", "webhook_secret": ""}, "ISNAD_WEBHOOK_SECRET"),
        ({"webhook_url": "https://example.org", "webhook_secret": "two words"}, "ISNAD_WEBHOOK_SECRET"),
    ],
)
def test_webhook_mode_needs_an_https_address_and_a_secret(
    monkeypatch: pytest.MonkeyPatch, values: dict[str, str], missing: str
) -> None:
    assert missing in refusal(monkeypatch, mode="webhook", telegram_token=TOKEN, **values)


def test_a_bot_api_server_of_ones_own_may_post_over_http(monkeypatch: pytest.MonkeyPatch) -> None:
    webhook = {"mode": "webhook", "webhook_url": "http://bot.lan/hook", "webhook_secret": "s3cret"}
    settings = with_environment(
        monkeypatch, telegram_token=TOKEN, telegram_api_url="http://api.lan:8081", **webhook
    )
    assert settings.webhook_url == "http://bot.lan/hook"


@pytest.mark.parametrize(
    ("values", "port"),
    [
        ({}, None),
        ({"webhook_port": "9000"}, 9000),
        ({"mode": "webhook"}, None),
        ({"mode": "webhook", "telegram_token": TOKEN}, 8443),
        ({"mode": "webhook", "telegram_token": TOKEN, "webhook_port": "9000"}, 9000),
    ],
)
def test_the_bot_listens_in_webhook_mode_and_where_a_port_is_set(
    monkeypatch: pytest.MonkeyPatch, values: dict[str, str], port: int | None
) -> None:
    whole = {"webhook_url": "https://example.org", "webhook_secret": "s3cret"}
    assert with_environment(monkeypatch, **whole, **values).listening_port == port


def test_no_secret_is_shown_in_an_error_or_in_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    secrets = {"telegram_token": TOKEN, "webhook_secret": "geheim-geheim"}
    shown = repr(with_environment(monkeypatch, **secrets))
    shown += refusal(monkeypatch, log_level="LOUD", mode="webhook", **secrets)
    shown += refusal(monkeypatch, log_level="INFO", mode="webhook", **secrets)
    assert not [secret for secret in secrets.values() if secret in shown]


def test_every_setting_says_what_it_is_for() -> None:
    assert all(field.description for field in Settings.model_fields.values())
