"""Every setting, read from `ISNAD_*` environment variables in this file alone."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.errors import SettingsError

TELEGRAM = "https://api.telegram.org"
TAKEN_PATHS = ("/healthz", "/metrics")
_CHAT = re.compile(r"-?[0-9]{1,19}(/[0-9]{1,10})?", re.ASCII)
_SECRET = re.compile("[A-Za-z0-9_-]{1,256}")  # what setWebhook takes


class Mode(StrEnum):
    """How updates reach us."""

    POLLING = "polling"
    WEBHOOK = "webhook"


class Settings(BaseSettings):
    """The operator's choices; the field's description is its line in the README's table."""

    model_config = SettingsConfigDict(env_prefix="ISNAD_", env_ignore_empty=True, extra="ignore")

    telegram_token: SecretStr | None = Field(
        None, description="Token from BotFather; none: the playground runs"
    )
    telegram_api_url: str = Field(TELEGRAM, description="Address of the Bot API server")
    corpus_dir: Path = Field(Path("corpus"), description="Folder of the documents")
    data_dir: Path = Field(Path("data"), description="Folder of the database and the index")
    database_url: str | None = Field(
        None, description="Session log database; none: SQLite in the data folder"
    )
    watch: bool = Field(default=False, description="1: what changes in the folder is taken in by itself")
    admin_ids: Annotated[frozenset[int], NoDecode] = Field(
        frozenset(), description="Telegram user ids of the admins, comma separated"
    )
    allowed_users: Annotated[frozenset[int], NoDecode] = Field(
        frozenset(), description="Telegram user ids of the only people who may ask, comma separated"
    )
    allowed_chats: Annotated[frozenset[int], NoDecode] = Field(
        frozenset(), description="Ids of the only groups that may ask, comma separated"
    )
    operators_chat: str | None = Field(
        None,
        description="Chat, or chat/topic, of the people who answer what the documents do not; none: nobody",
    )
    keep_human_answers: bool = Field(
        default=False, description="Whether every answer of theirs becomes a document without being asked"
    )
    phrases_file: Path | None = Field(
        None, description="TOML file with the operator's own words for phrases; none: ours"
    )
    group_limit: int = Field(
        6, ge=0, description="Questions a minute of one person in a group; 0: any number"
    )
    silent_groups: bool = Field(
        default=False, description="1: what the bot sends to groups arrives without a sound"
    )
    stale_hours: float = Field(12, gt=0, description="Age from which a question is no longer answered")
    retention_days: int | None = Field(
        None,
        ge=1,
        description="Days after which questions are deleted; none: kept until somebody says /forget",
    )
    fetch_private: bool = Field(
        default=False, description="Fetch pages from addresses of the own network, too"
    )
    mode: Mode = Field(Mode.POLLING, description="`polling` or `webhook`")
    webhook_url: str | None = Field(
        None, description="Public https address that Telegram calls (webhook mode)"
    )
    webhook_host: str = Field("127.0.0.1", description="Address to listen on")
    webhook_port: int | None = Field(
        None, ge=1, le=65535, description="Port to listen on; none: 8443 in webhook mode, else we do not"
    )
    webhook_secret: SecretStr | None = Field(
        None, description="Secret that Telegram repeats to us in every call (webhook mode)"
    )
    playground_port: int = Field(8080, ge=1, le=65535, description="Port of the playground page (no token)")
    stop_seconds: float = Field(8, ge=1, description="Seconds to finish what is under way when told to stop")
    log_level: str = Field("INFO", description="DEBUG, INFO, WARNING or ERROR")

    @field_validator("admin_ids", "allowed_users", "allowed_chats", mode="before")
    @classmethod
    def _split_ids(cls, value: object) -> object:
        if isinstance(value, str):
            return [part.strip() for part in value.split(",") if part.strip()]
        return value

    @field_validator("operators_chat")
    @classmethod
    def _a_chat(cls, value: str | None) -> str | None:
        if value is not None and not _CHAT.fullmatch(value):
            raise ValueError(
                "must be the id of a chat, such as -1001234567890, or of a topic in it: -100…/42"
            )
        return value

    @field_validator("log_level")
    @classmethod
    def _known_level(cls, value: str) -> str:
        if value.upper() not in {"DEBUG", "INFO", "WARNING", "ERROR"}:
            raise ValueError("must be DEBUG, INFO, WARNING or ERROR")
        return value.upper()

    @field_validator("telegram_api_url")
    @classmethod
    def _http_address(cls, value: str) -> str:
        if not value.startswith(("http://", "https://")):
            raise ValueError("must start with http:// or https://")
        return value.rstrip("/")

    @model_validator(mode="after")
    def _webhook_is_whole(self) -> Settings:
        if self.mode is not Mode.WEBHOOK or self.telegram_token is None:
            return self
        address = urlsplit(self.webhook_url or "")
        if address.scheme not in self._webhook_schemes() or not address.hostname or address.query:
            raise ValueError("ISNAD_WEBHOOK_URL must be an https:// address in webhook mode")
        if address.path in TAKEN_PATHS:
            raise ValueError(f"ISNAD_WEBHOOK_URL must not end in {address.path}: that is another page")
        if self.webhook_secret is None:
            raise ValueError("ISNAD_WEBHOOK_SECRET must be set in webhook mode")
        if not _SECRET.fullmatch(self.webhook_secret.get_secret_value()):
            raise ValueError("ISNAD_WEBHOOK_SECRET must be 1 to 256 of A-Z a-z 0-9 _ -")
        return self

    def _webhook_schemes(self) -> set[str]:
        """Return what a webhook's address may begin with: a Bot API server of one's own takes http, too."""
        return {"https"} if self.telegram_api_url == TELEGRAM else {"https", "http"}

    @property
    def operators_place(self) -> tuple[int, int | None] | None:
        """Return the ids of the operators' chat and of the topic in it."""
        if self.operators_chat is None:
            return None
        chat, _, topic = self.operators_chat.partition("/")
        return int(chat), int(topic) if topic else None

    @property
    def listening_port(self) -> int | None:
        """Return the port for webhook, health and metrics; None: there is none."""
        if self.webhook_port is None and self.mode is Mode.WEBHOOK and self.telegram_token is not None:
            return 8443
        return self.webhook_port

    @property
    def session_database_url(self) -> str:
        """Return the database address, by default a SQLite file in the data folder."""
        return self.database_url or f"sqlite+aiosqlite:///{(self.data_dir / 'isnad.sqlite3').absolute()}"


def load_settings(**overrides: object) -> Settings:
    """Read the settings; `overrides` (from the command line) win over the environment.

    Raises SettingsError with one line that names every wrong setting, never its secret value.
    """
    try:
        return Settings(**{name: value for name, value in overrides.items() if value is not None})  # type: ignore[arg-type]  # pydantic validates
    except ValidationError as error:
        raise SettingsError("; ".join(_in_words(dict(problem)) for problem in error.errors())) from None


def _in_words(problem: dict[str, object]) -> str:
    location = problem["loc"]
    name = f"ISNAD_{str(location[0]).upper()}: " if isinstance(location, tuple) and location else ""
    return name + str(problem["msg"]).removeprefix("Value error, ")
