"""Files go both ways and come back byte for byte."""

import struct

import pytest

from bot.loopback.client import Person
from bot.loopback.server import LoopbackServer
from bot.loopback.wire import Json

from .caller import Caller

PNG = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", 320, 200)


async def send(api: Caller, server: LoopbackServer, method: str, fields: Json, files: Json) -> Json:
    """Send a form with files and return the whole answer."""
    response = await api.http.post(f"/bot{server.token}/{method}", data=fields, files=files)
    body: Json = response.json()
    return body


async def test_a_document_is_sent_fetched_and_sent_again_by_id(
    api: Caller, server: LoopbackServer, suad: Person
) -> None:
    fields = {"chat_id": str(suad.id), "caption": "<b>تقرير</b>", "parse_mode": "HTML"}
    files = {"document": ("تقرير السنة.txt", "نص".encode(), "text/plain")}
    message = (await send(api, server, "sendDocument", fields, files))["result"]
    document = message["document"]
    assert (document["file_name"], document["mime_type"]) == ("تقرير السنة.txt", "text/plain")
    assert (message["caption"], message["caption_entities"][0]["type"]) == ("تقرير", "bold")
    file = await api.ok("getFile", file_id=document["file_id"])
    assert file["file_size"] == 4
    downloaded = await api.http.get(f"/file/bot{server.token}/{file['file_path']}")
    assert downloaded.content == "نص".encode()
    again = await api.ok("sendDocument", chat_id=suad.id, document=document["file_id"])
    assert again["document"] == document


async def test_a_file_can_be_attached_under_another_name(
    api: Caller, server: LoopbackServer, suad: Person
) -> None:
    fields = {"chat_id": str(suad.id), "document": "attach://report"}
    body = await send(api, server, "sendDocument", fields, {"report": ("r.txt", b"x")})
    assert body["result"]["document"]["file_name"] == "r.txt"


async def test_a_photo_keeps_its_size_and_must_be_an_image(
    api: Caller, server: LoopbackServer, suad: Person
) -> None:
    fields = {"chat_id": str(suad.id)}
    body = await send(api, server, "sendPhoto", fields, {"photo": ("p.png", PNG)})
    assert (body["result"]["photo"][0]["width"], body["result"]["photo"][0]["height"]) == (320, 200)
    body = await send(api, server, "sendPhoto", fields, {"photo": ("p.png", b"no image")})
    assert body["description"] == "Bad Request: IMAGE_PROCESS_FAILED"


@pytest.mark.parametrize(
    ("params", "reason"),
    [
        ({}, "there is no document in the request"),
        ({"document": "unknown"}, "invalid file_id"),
        ({"document": "https://example.com/a.pdf"}, "loopback does not fetch files by URL"),
        ({"document": "x", "caption": "ا" * 1025}, "message caption is too long"),
    ],
)
async def test_a_bad_document_is_refused(api: Caller, suad: Person, params: Json, reason: str) -> None:
    refusal = await api.refusal("sendDocument", chat_id=suad.id, **params)
    assert refusal == f"Bad Request: {reason}"


async def test_a_persons_upload_reaches_the_bot_with_its_caption(
    api: Caller, server: LoopbackServer, suad: Person
) -> None:
    sent = await suad.upload(suad.id, "مقال.md", b"# x", caption="/add مقال")
    [update] = await api.updates()
    assert update["message"] == sent
    assert sent["caption_entities"] == [{"type": "bot_command", "offset": 0, "length": 4}]
    file = await api.ok("getFile", file_id=sent["document"]["file_id"])
    downloaded = await api.http.get(f"/file/bot{server.token}/{file['file_path']}")
    assert downloaded.content == b"# x"
    picture = await suad.upload(suad.id, "p.png", PNG, kind="photo")
    assert picture["photo"][0]["height"] == 200


async def test_a_file_needs_the_token(api: Caller, server: LoopbackServer, suad: Person) -> None:
    sent = await suad.upload(suad.id, "a.txt", b"x")
    path = (await api.ok("getFile", file_id=sent["document"]["file_id"]))["file_path"]
    assert (await api.http.get(f"/file/bot1:wrong/{path}")).status_code == 401
    assert (await api.http.get(f"/file/bot{server.token}/documents/none")).status_code == 404


async def test_a_file_over_20_mb_cannot_be_fetched(api: Caller, suad: Person) -> None:
    sent = await suad.upload(suad.id, "big.bin", bytes(20 * 1024 * 1024 + 1))
    refusal = await api.refusal("getFile", file_id=sent["document"]["file_id"])
    assert refusal == "Bad Request: file is too big"
