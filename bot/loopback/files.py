"""Keep uploaded files in memory."""

import mimetypes
import struct
from dataclasses import dataclass

from bot.loopback.refusals import bad_request
from bot.loopback.wire import Json, present

DOWNLOAD_LIMIT = 20 * 1024 * 1024
_PNG = b"\x89PNG\r\n\x1a\n"
_IMAGES = (_PNG, b"\xff\xd8\xff", b"GIF8", b"RIFF")


@dataclass(frozen=True)
class Upload:
    """A file as it came in: its name, its type and its bytes."""

    name: str
    content: bytes
    mime_type: str | None = None


@dataclass(frozen=True)
class StoredFile:
    """A file under the ids that Telegram would give it."""

    file_id: str
    unique_id: str
    path: str
    upload: Upload

    def document(self) -> Json:
        """Return it as a Document."""
        mime_type = self.upload.mime_type or mimetypes.guess_type(self.upload.name)[0]
        return {"file_id": self.file_id, "file_unique_id": self.unique_id} | present(
            file_name=self.upload.name, mime_type=mime_type, file_size=len(self.upload.content)
        )

    def photo(self) -> list[Json]:
        """Return it as the sizes of a photo: one."""
        width, height = _dimensions(self.upload.content)
        return [
            {
                "file_id": self.file_id,
                "file_unique_id": self.unique_id,
                "width": width,
                "height": height,
                "file_size": len(self.upload.content),
            }
        ]

    def file(self) -> Json:
        """Return it as getFile does."""
        if len(self.upload.content) > DOWNLOAD_LIMIT:
            raise bad_request("file is too big")
        return {
            "file_id": self.file_id,
            "file_unique_id": self.unique_id,
            "file_size": len(self.upload.content),
            "file_path": self.path,
        }


def _dimensions(content: bytes) -> tuple[int, int]:
    if content.startswith(_PNG) and len(content) >= 24:  # noqa: PLR2004  a PNG's header
        width, height = struct.unpack(">II", content[16:24])
        return width, height
    return 640, 480


class FileStore:
    """The files of a world by id and by path."""

    def __init__(self) -> None:
        self._by_id: dict[str, StoredFile] = {}
        self._by_path: dict[str, StoredFile] = {}

    def add(self, upload: Upload, *, photo: bool = False) -> StoredFile:
        """Keep a file.

        Raises:
            ApiError: a photo that is no image.

        """
        if not upload.content:
            raise bad_request("file must be non-empty")
        if photo and not upload.content.startswith(_IMAGES):
            raise bad_request("IMAGE_PROCESS_FAILED")
        number = len(self._by_id)
        suffix = "." + upload.name.rpartition(".")[2] if "." in upload.name else ""
        folder = "photos" if photo else "documents"
        stored = StoredFile(
            f"loopback-file-{number}", f"unique-{number}", f"{folder}/file_{number}{suffix}", upload
        )
        self._by_id[stored.file_id] = stored
        self._by_path[stored.path] = stored
        return stored

    def by_id(self, file_id: str) -> StoredFile:
        """Return the file with an id, or refuse as Telegram does."""
        if file_id not in self._by_id:
            raise bad_request("invalid file_id" if file_id else "file_id not specified")
        return self._by_id[file_id]

    def by_path(self, path: str) -> StoredFile | None:
        """Return the file at a download path."""
        return self._by_path.get(path)
