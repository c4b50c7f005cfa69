#!/bin/sh
# Make the sample files again with the programs that people make them with.  Needs LibreOffice Writer,
# Chromium, pandoc, zip, iconv, and python3 with python-docx; the tests need none of them, but for the files.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# LibreOffice: a Word file and a book from the main part of the page.
python3 - "$work/guide.html" <<'PYTHON'
import re, sys
page = open("guide.source.html", encoding="utf-8").read()
main = re.search(r"<main>.*</main>", page, re.S).group()
head = '<meta charset="utf-8"><title>دليل خدمات وادي الزيتون</title><meta name="author" content="سلمى النجار">'
open(sys.argv[1], "w", encoding="utf-8").write(f'<html dir="rtl" lang="ar"><head>{head}</head><body>{main}</body></html>')
PYTHON
soffice --headless --writer --convert-to odt --outdir "$work" "$work/guide.html" >/dev/null
soffice --headless --convert-to docx:"Office Open XML Text" --outdir "$work" "$work/guide.odt" >/dev/null
soffice --headless --convert-to epub --outdir "$work" "$work/guide.odt" >/dev/null
mv "$work/guide.docx" libreoffice.docx
mv "$work/guide.epub" libreoffice.epub

# python-docx: headings, a list, a table with merged cells.
python3 - <<'PYTHON'
from datetime import UTC, datetime

import docx

document = docx.Document()
document.core_properties.title = "نظام المكتبة"
document.core_properties.author = "قسم الفهارس"
document.core_properties.created = datetime(2024, 9, 15, tzinfo=UTC)
document.core_properties.language = "ar"
document.add_heading("نظام المكتبة", 0)
document.add_heading("الإعارة", 1)
document.add_paragraph("تُعار الكتب أربعة عشر يومًا، وتُجدّد مرة واحدة إن لم يطلبها قارئ آخر.")
document.add_paragraph("لا تُعار المخطوطات.", style="List Bullet")
document.add_paragraph("تُعار الدوريات يومين.", style="List Bullet")
document.add_heading("الغرامات", 2)
table = document.add_table(rows=4, cols=3)
for row, cells in enumerate(
    [
        ("الفئة", "المادة", "الغرامة"),
        ("طلاب", "كتاب", "ربع دينار"),
        ("", "دورية", "نصف دينار"),
        ("باحثون", "كتاب", "عُشر دينار"),
    ]
):
    for column, text in enumerate(cells):
        table.cell(row, column).text = text
table.cell(1, 0).merge(table.cell(2, 0))
table.cell(1, 0).text = "طلاب"
document.save("python_docx.docx")
PYTHON

# Chromium: the page as it stands after loading, saved.
chromium --headless --no-sandbox --disable-gpu --dump-dom "file://$PWD/guide.source.html" >chromium.html 2>/dev/null

# pandoc: a book whose headings are headings.
pandoc --from html --to epub3 --metadata lang=ar --metadata date=2025-03-02 --metadata publisher="بلدية وادي الزيتون" \
  --output pandoc.epub "$work/guide.html"

# iconv: the encodings of old programs; CSV as spreadsheets save it.
iconv -f UTF-8 -t WINDOWS-1256 questions.source.csv >windows-1256.csv
iconv -f UTF-8 -t UTF-16 questions.source.csv >utf-16.csv
iconv -f UTF-8 -t ISO-8859-6 note.source.txt >iso-8859-6.txt
iconv -f UTF-8 -t UTF-16LE note.source.txt >utf-16le-without-mark.txt

# zip: a folder with an Arabic name.
mkdir "$work/archive" "$work/archive/قسم الهندسة"
cp chromium.html "$work/archive/guide.html"
cp windows-1256.csv "$work/archive/قسم الهندسة/أسئلة.csv"
rm -f archive.zip
here=$PWD
(cd "$work/archive" && zip -qrX "$here/archive.zip" .)
