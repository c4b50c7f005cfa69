#!/usr/bin/env bash
# Copy the database, also while the bot runs, and the corpus into a new folder below TARGET; print its name.
#   backup.sh DATA_FOLDER CORPUS_FOLDER TARGET_FOLDER
set -euo pipefail
[ $# -eq 3 ] || { echo "usage: backup.sh DATA_FOLDER CORPUS_FOLDER TARGET_FOLDER" >&2; exit 2; }
for folder in "$1" "$2"; do
  [ -d "$folder" ] || { echo "backup.sh: no such folder: $folder" >&2; exit 2; }
done
umask 077
name="isnad-$(date -u +%Y%m%dT%H%M%SZ)"
unfinished="$3/.$name.unfinished"
mkdir -p "$3"
mkdir "$unfinished"
trap 'rm -rf "$unfinished"' EXIT

"${PYTHON:-python3}" - "$1/isnad.sqlite3" "$unfinished/isnad.sqlite3" <<'PYTHON'
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

try:
    address = Path(sys.argv[1]).resolve().as_uri() + "?mode=rw"  # rw: the write-ahead log belongs to the data
    with closing(sqlite3.connect(address, uri=True, timeout=30)) as source:
        with closing(sqlite3.connect(sys.argv[2])) as copy:
            source.backup(copy)
            [found] = copy.execute("PRAGMA quick_check").fetchone()
except sqlite3.Error as error:
    sys.exit(f"backup.sh: {sys.argv[1]}: {error}")
if found != "ok":
    sys.exit(f"backup.sh: the copy of {sys.argv[1]} is damaged: {found}")
PYTHON

cp -R "$2" "$unfinished/corpus"
mv "$unfinished" "$3/$name"
echo "$3/$name"
