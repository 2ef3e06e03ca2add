"""Limits of size, depth, time and memory. A file that exceeds one is refused. Each limit has a reason for its value."""

from __future__ import annotations

__all__ = [
    "CHILD_CPU_SECONDS",
    "CHILD_MEMORY_BYTES",
    "CHILD_WALL_SECONDS",
    "MAX_ANSWER_BYTES",
    "MAX_ARCHIVE_DEPTH",
    "MAX_ARCHIVE_MEMBERS",
    "MAX_ARCHIVE_TOTAL_BYTES",
    "MAX_CHARACTERS",
    "MAX_COMPRESSION_RATIO",
    "MAX_FILE_BYTES",
    "MAX_HTML_DEPTH",
    "MAX_MAIL_PARTS",
    "MAX_MARKUP_BYTES",
    "MAX_PAGES",
    "MAX_PART_BYTES",
    "MAX_STYLE_RULES",
    "MAX_TABLE_ROWS",
    "MAX_XML_DEPTH",
    "READER_GROWTH_BYTES",
    "RECOGNISER_CPU_SECONDS",
    "RECOGNISER_GROWTH_BYTES",
    "RECOGNISER_MEMORY_BYTES",
    "RECOGNISER_WALL_SECONDS",
]

MIB = 1024 * 1024

# The longest reply seen has 8,200 characters; a Word file or a scan of it rarely passes 20 MiB.
MAX_FILE_BYTES = 64 * MIB

# A saved page with its style sheets inlined is 0.1 to 2 MiB; the tree needs about ten times as much memory.
MAX_MARKUP_BYTES = 16 * MIB

# Sixty times the longest reply. What is longer is a collection, which no single record can describe.
MAX_CHARACTERS = 500_000

# What a reader of its own process may answer: what a mail carries, or a workbook's replies, in base64 or UTF-8.
MAX_ANSWER_BYTES = 96 * MIB

# One part of a Word or OFD file, unpacked: text of 500,000 characters takes 10 MiB of markup with a run a word.
MAX_PART_BYTES = 64 * MIB

# Markup of a real document shrinks at most thirty-fold; deflate can reach 1,032.
MAX_COMPRESSION_RATIO = 250

# An archive of a year's replies of one province: some thousands of files.
MAX_ARCHIVE_MEMBERS = 50_000
MAX_ARCHIVE_TOTAL_BYTES = 2048 * MIB

# An archive inside an archive happens (one a city); one more level does not.
MAX_ARCHIVE_DEPTH = 2

# Old table layouts nest about forty levels; text boxes in tables in Word about sixty.
MAX_HTML_DEPTH = 2_000
MAX_XML_DEPTH = 400

# A mail with a year's replies of one bureau has some hundreds of attachments.
MAX_MAIL_PARTS = 2_000

# A year's replies of one province; a spreadsheet can have 1,048,576.
MAX_TABLE_ROWS = 100_000

# A saved page of a large portal brings some thousands of rules that can hide something.
MAX_STYLE_RULES = 5_000

# The longest reply seen is 14 pages.
MAX_PAGES = 500

# A 500-page PDF takes about 6 s and 200 MiB. No file may take a minute, and with the program itself none a gigabyte.
CHILD_CPU_SECONDS = 20
CHILD_WALL_SECONDS = 45.0
CHILD_MEMORY_BYTES = 896 * MIB

# A reader that keeps more address space than this after a file is followed by a fresh one; it starts with 200 MiB.
READER_GROWTH_BYTES = 448 * MIB

# A page takes the recogniser about 10 s of a processor and 1 GiB, in 2 GiB of address space.
RECOGNISER_CPU_SECONDS = 240
RECOGNISER_WALL_SECONDS = 600.0
RECOGNISER_MEMORY_BYTES = 4096 * MIB
RECOGNISER_GROWTH_BYTES = 3072 * MIB
