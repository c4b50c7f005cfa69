"""How much one file may hold and cost: what is beyond is refused with its reason."""

from __future__ import annotations

MIB = 2**20
FILE_BYTES = 256 * MIB
"""A larger file is not read at all."""
UNPACKED_BYTES = 512 * MIB
"""What an archive may unpack to, all in all."""
MEMBER_BYTES = 128 * MIB
"""What one file inside an archive may unpack to."""
RATIO = 200
"""How many times its packed size a file inside an archive may unpack to, from `RATIO_FROM` bytes on ..."""
RATIO_FROM = 4 * MIB
"""... which text of that size does not: it packs to a tenth, seldom to a fiftieth."""
MEMBERS = 20_000
"""Files inside an archive."""
FIELD_CHARACTERS = 500_000
"""One cell of a table."""
WRONG_ROWS = 1_000
"""A table with more wrong lines than that is none."""
TOLD = 20
"""So many refusals of one file are told with their lines, the others counted."""
SECONDS = 60
"""How long the reading of a small file may take ..."""
SECONDS_PER_MIB = 10
"""... and how much longer with each MiB of it."""
MEMORY_BYTES = 2048 * MIB
"""The address space that the process which reads may fill."""
