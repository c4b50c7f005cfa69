"""A bot without a mind, over the wire: it answers every kind of message that the page has to show."""

from __future__ import annotations

import asyncio
import contextlib
from typing import Any

import httpx

Json = dict[str, Any]

WELCOME = (
    "<b>أهلًا بك.</b> اسألني عن أيّ شيء في مستنداتي، أو اكتب /help.\n"
    'المصدر: <a href="https://example.org/a">مقال</a>'
)
ANSWER = (
    "<blockquote>وكانت السنة السابقة أقل. "
    "<b>بلغ حجم التبادل التجاري بين البلدين 2.49 مليار دولار في عام 2021.</b> "
    "ويتوقع الخبراء أن يزيد.</blockquote>\n\n"
    '[1] <a href="https://example.org/trade">التبادل التجاري بين البلدين</a> · 2022-03-01\n'
    "[2] GDP \u2068World Bank\u2069 تقرير"
)
RICH = (
    "😀 <b>عريض</b> و<i>مائل</i> و<u>تحته خط</u> و<s>مشطوب</s> و<b><i>معًا</i></b>، "
    "و<code>pip install isnad</code>، و<tg-spoiler>سرّ صغير</tg-spoiler>.\n"
    '<pre><code class="language-python">print("سلام")</code></pre>\n'
    "<blockquote expandable>" + "سطر طويل من كتاب قديم يُقرأ على مهل. " * 12 + "</blockquote>\n"
    "راسل @suad أو زر https://example.org/path أو اكتب /sources، <b>&lt;img src=x onerror=alert(1)&gt;</b>"
)
KEYBOARD = {
    "inline_keyboard": [
        [
            {"text": "المزيد", "callback_data": "more"},
            {"text": "تنبيه", "callback_data": "alert"},
            {"text": "إشعار", "callback_data": "toast"},
        ],
        [
            {"text": "المصدر الأول", "url": "https://example.org/trade"},
            {"text": "صمت", "callback_data": "mute"},
        ],
    ]
}


class ScriptedBot:
    """Poll a Bot API server and answer by a fixed script."""

    def __init__(self, url: str, token: str) -> None:
        self._client = httpx.AsyncClient(base_url=f"{url}/bot{token}/", timeout=40)
        self._username = ""

    async def run(self) -> None:
        """Answer until cancelled; a server that is away is waited for."""
        offset = 0
        async with self._client:
            while True:
                try:
                    if not self._username:
                        await self._introduce()
                    for update in await self._call("getUpdates", offset=offset, timeout=20):
                        offset = update["update_id"] + 1
                        await self._take(update)
                except (httpx.TransportError, httpx.HTTPStatusError):
                    await asyncio.sleep(0.2)

    async def _call(self, method: str, **fields: Any) -> Any:
        answer = await self._client.post(method, json=fields)
        answer.raise_for_status()
        return answer.json()["result"]

    async def _introduce(self) -> None:
        commands = [
            {"command": "start", "description": "من أنا وكيف تسألني"},
            {"command": "help", "description": "كيف أجيب"},
            {"command": "sources", "description": "المستندات التي أجيب منها"},
            {"command": "ask", "description": "اسأل في مجموعة"},
        ]
        await self._call("setMyCommands", commands=commands)
        self._username = (await self._call("getMe"))["username"]

    async def _take(self, update: Json) -> None:
        if "callback_query" in update:
            await self._take_press(update["callback_query"])
        elif "message" in update and self._is_for_us(update["message"]):
            await self._take_message(update["message"])
        elif "inline_query" in update:
            await self._take_inline(update["inline_query"])

    def _is_for_us(self, message: Json) -> bool:
        text = message.get("text", "")
        replied = message.get("reply_to_message", {}).get("from", {}).get("is_bot", False)
        return (
            message["chat"]["type"] == "private"
            or text.startswith("/ask")
            or f"@{self._username}" in text
            or replied
        )

    async def _take_message(self, message: Json) -> None:
        chat, text = message["chat"]["id"], message.get("text", "")
        reply = {"message_id": message["message_id"]}
        if "document" in message:
            await self._call(
                "sendDocument",
                chat_id=chat,
                document=message["document"]["file_id"],
                caption="وصل <b>الملف</b>",
                parse_mode="HTML",
            )
        elif text.startswith("/start"):
            await self._say(chat, WELCOME)
        elif text.startswith("/rich"):
            await self._say(chat, RICH, reply_markup=KEYBOARD, reply_parameters=reply)
        elif text.startswith("/slow"):
            await self._call("sendChatAction", chat_id=chat, action="typing")
        elif text.startswith("/long"):
            await self._say(chat, "سطر من جواب طويل يملأ الشاشة.\n" * 60)
        else:
            await self._say(chat, ANSWER, reply_markup=KEYBOARD, reply_parameters=reply)

    async def _say(self, chat: int, html: str, **more: Any) -> None:
        await self._call("sendMessage", chat_id=chat, text=html, parse_mode="HTML", **more)

    async def _take_press(self, query: Json) -> None:
        if query["data"] == "mute":
            return
        if query["data"] == "more":
            place = {"chat_id": query["message"]["chat"]["id"], "message_id": query["message"]["message_id"]}
            await self._call("editMessageText", text="<b>الجواب بعد التعديل.</b>", parse_mode="HTML", **place)
        notices: dict[str, Json] = {
            "alert": {"text": "هذا تنبيه يُغلَق باليد.", "show_alert": True},
            "toast": {"text": "شكرًا لك."},
        }
        notice = notices.get(query["data"], {})
        with contextlib.suppress(httpx.HTTPStatusError):  # too old by now
            await self._call("answerCallbackQuery", callback_query_id=query["id"], **notice)

    async def _take_inline(self, query: Json) -> None:
        content = {"message_text": ANSWER, "parse_mode": "HTML"}
        result = {
            "type": "article",
            "id": "1",
            "title": "التبادل التجاري",
            "description": "بلغ 2.49 مليار دولار",
            "input_message_content": content,
        }
        await self._call("answerInlineQuery", inline_query_id=query["id"], results=[result], cache_time=0)
