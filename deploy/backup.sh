#!/usr/bin/env bash
# Copy the database, while the bot runs, and the corpus:  backup.sh DATA_FOLDER CORPUS_FOLDER TARGET_FOLDER
set -euo pipefail
[ $# -eq 3 ] || { echo "usage: backup.sh DATA_FOLDER CORPUS_FOLDER TARGET_FOLDER" >&2; exit 2; }
umask 077
target="$3/isnad-$(date -u +%Y%m%dT%H%M%SZ)"
mkdir -p "$target"
python3 - "$1/isnad.sqlite3" "$target/isnad.sqlite3" <<'PYTHON'
import sqlite3
import sys
from contextlib import closing

with closing(sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True)) as source, closing(sqlite3.connect(sys.argv[2])) as copy:
    source.backup(copy)
PYTHON
cp -R "$2" "$target/corpus"
echo "$target"
