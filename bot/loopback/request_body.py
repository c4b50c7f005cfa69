"""Read the parameters of a request: query string, JSON, a form, or a form with files."""

from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request

from bot.loopback.files import Upload
from bot.loopback.refusals import ApiError, bad_request

UPLOAD_LIMIT = 50 * 1024 * 1024
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


async def read_request(request: Request) -> tuple[dict[str, Any], dict[str, Upload]]:
    """Return the values and the files of a request.

    Raises:
        ApiError: 400 for a body that is not the JSON it says it is, 413 for a file over 50 MB.

    """
    values: dict[str, Any] = dict(request.query_params)
    uploads: dict[str, Upload] = {}
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "application/json":
        values |= await _json_object(request)
    elif kind in _FORMS:
        async with request.form(max_part_size=UPLOAD_LIMIT) as form:
            for name, value in form.multi_items():
                if isinstance(value, UploadFile):
                    uploads[name] = await _upload(value)
                else:
                    values[name] = value
    return values, uploads


async def _json_object(request: Request) -> dict[str, Any]:
    try:
        body = await request.json()
    except ValueError:
        raise bad_request("can't parse JSON object") from None
    if not isinstance(body, dict):
        raise bad_request("can't parse JSON object")
    return body


async def _upload(value: UploadFile) -> Upload:
    content = await value.read()
    if len(content) > UPLOAD_LIMIT:
        raise ApiError(413, "Request Entity Too Large")
    return Upload(value.filename or "file", content, value.content_type)
