"""Post a bot's updates to its webhook, one at a time and again until they are taken."""

import asyncio

import httpx

from bot.loopback.accounts import BotAccount, Webhook
from bot.loopback.wire import Json
from bot.loopback.world import World

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  the header's name, no secret
FIRST_PAUSE = 0.1
LONGEST_PAUSE = 5.0
ANSWER_SECONDS = 60.0
IDLE_SECONDS = 3600.0


class WebhookSender:
    """Posts what waits for the bots of a world that have a webhook."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._tasks: dict[int, asyncio.Task[None]] = {}

    def look_after(self, bot: BotAccount) -> None:
        """Begin posting for a bot, unless that is under way."""
        task = self._tasks.get(bot.id)
        if bot.webhook is not None and (task is None or task.done()):
            self._tasks[bot.id] = asyncio.create_task(self._post_all(bot))

    async def stop(self) -> None:
        """End all posting; what was not taken stays queued."""
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _post_all(self, bot: BotAccount) -> None:
        pause = FIRST_PAUSE
        async with httpx.AsyncClient(timeout=ANSWER_SECONDS, trust_env=False) as client:
            while bot.webhook is not None and not self._world.closed:
                update = bot.queue.first()
                if update is None:
                    await bot.queue.added.wait(IDLE_SECONDS)
                    continue
                hook = bot.webhook
                problem = await _post(client, hook, update)
                if problem is None:
                    bot.queue.confirm(update["update_id"] + 1)
                    pause = FIRST_PAUSE
                    continue
                hook.last_error = (self._world.now(), problem)
                await asyncio.sleep(pause)
                pause = min(2 * pause, LONGEST_PAUSE)


async def _post(client: httpx.AsyncClient, hook: Webhook, update: Json) -> str | None:
    """Post one update; return what went wrong in Telegram's words, or None."""
    headers = {SECRET_HEADER: hook.secret_token} if hook.secret_token else {}
    try:
        response = await client.post(hook.url, json=update, headers=headers)
    except httpx.TimeoutException:
        return "Read timeout expired"
    except httpx.HTTPError:
        return "Connection refused"
    if response.is_success:
        return None
    return f"Wrong response from the webhook: {response.status_code} {response.reason_phrase}"
