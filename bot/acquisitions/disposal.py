"""What is meant by the names of files that shall go for good."""

from __future__ import annotations

from collections.abc import Sequence

from bot.acquisitions.collection import Collection
from bot.acquisitions.trash import Trashed
from bot.errors import AcquisitionError


def meant(
    collection: Collection, names: Sequence[str], *, all_removed: bool
) -> tuple[list[str], list[Trashed]]:
    """Return the files of the corpus, and those in the trash, that names or keys mean.

    A name means all that was ever removed or replaced under it, too; `all_removed`, the whole trash.
    Raises AcquisitionError for what means nothing, before anything is done.
    """
    trash = collection.trash.all()
    file_of = {name: collection.file_of(name) for name in names}
    files = dict.fromkeys(file for file in file_of.values() if file is not None)
    wanted = {*names, *files}
    kept = [each for each in trash if all_removed or each.name in wanted or each.key in wanted]
    known = {each.name for each in kept} | {each.key for each in kept}
    unknown = [name for name, file in file_of.items() if file is None and name not in known]
    if unknown:
        raise AcquisitionError(f"لا ملف بهذا الاسم (no such file): {'، '.join(unknown)}")
    return list(files), kept
