"""Print the sample PDFs with real tools: `python -m tests.reading.make_pdf_samples`.

Needs from the system (Debian's names): chromium, libreoffice-writer, poppler-utils, fonts-noto-core,
fonts-hosny-amiri, fonts-dejavu and fonts-kacst; in the environment: weasyprint, fpdf2, uharfbuzz, reportlab
and pypdf.  The tests need none of them.
"""

from __future__ import annotations

import subprocess
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

import fpdf
import pypdf
import weasyprint
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from .pdf_texts import COLUMNS, LETTERS, TEXTS, TITLE, Block, Heading, Paragraph, Table, Text

SAMPLES = Path(__file__).parent / "samples" / "pdf"
FONTS = {
    "naskh": "Noto Naskh Arabic",
    "amiri": "Amiri",
    "dejavu": "DejaVu Sans",
    "kacst": "KacstBook",
}
_NAMESPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in {
        "office": "office",
        "style": "style",
        "text": "text",
        "table": "table",
        "fo": "xsl-fo-compatible",
        "svg": "svg-compatible",
    }.items()
)


def page(text: Text, font: str, *, justified: bool = False) -> str:
    """Return a text as a page for a browser."""
    header = f'@top-center {{ content: "{text.header}" }}' if text.header else ""
    style = f"""
      @page {{ size: A5; margin: 16mm; {header} @bottom-center {{ content: counter(page) }} }}
      body {{ font: 12pt/1.8 "{font}"; column-count: {text.columns}; column-gap: 8mm;
              text-align: {"justify" if justified else "start"} }}
      h2 {{ font-size: 17pt }} td {{ padding: 1mm 6mm }}
      table.ruled {{ border-collapse: collapse }} .ruled td {{ border: 1px solid; padding: 0.5mm }}"""
    body = "".join(map(_html, text.blocks))
    head = f'<meta charset="utf-8"><meta name="author" content="سعاد الكاتبة"><title>{TITLE}</title>'
    return f'<!doctype html><html dir="rtl" lang="ar">{head}<style>{style}</style><body>{body}</body></html>'


def _html(block: Block) -> str:
    match block:
        case Heading(text):
            return f"<h2>{escape(text)}</h2>"
        case Paragraph(text):
            return f"<p>{escape(text)}</p>"
        case Table(rows, ruled):
            cells = ("".join(f"<td>{escape(cell)}</td>" for cell in row) for row in rows)
            body = "".join(f"<tr>{row}</tr>" for row in cells)
            return f'<table class="{"ruled" if ruled else ""}">{body}</table>'


def flat_odt(text: Text, font: str, *, justified: bool = False) -> str:
    """Return a text as a document for a word processor."""
    body = "".join(map(_odt, text.blocks))
    if text.columns > 1:
        body = f'<text:section text:style-name="S" text:name="s">{body}</text:section>'
    header = (
        f'<style:header><text:p text:style-name="P">{text.header}</text:p></style:header>'
        if text.header
        else ""
    )
    number = '<text:p text:style-name="P"><text:page-number>1</text:page-number></text:p>'
    footer = f"<style:footer>{number}</style:footer>" if text.header else ""
    align = "justify" if justified else "start"
    bold = 'fo:font-weight="bold" style:font-weight-complex="bold"'
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document {_NAMESPACES} office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">
<office:automatic-styles>
 <style:page-layout style:name="PL">
  <style:page-layout-properties fo:page-width="148mm" fo:page-height="210mm" fo:margin="16mm"
   style:writing-mode="rl-tb"/>
  <style:header-style/><style:footer-style/>
 </style:page-layout>
 {_style("P", font, 12, align)}{_style("H", font, 17, "start", bold)}
 <style:style style:name="S" style:family="section">
  <style:section-properties style:writing-mode="rl-tb">
   <style:columns fo:column-count="{text.columns}" fo:column-gap="8mm"/>
  </style:section-properties></style:style>
 <style:style style:name="C" style:family="table-cell">
  <style:table-cell-properties fo:border="0.5pt solid #000000" fo:padding="0.5mm"/></style:style>
 <style:style style:name="D" style:family="table-cell"/>
 <style:style style:name="T" style:family="table">
  <style:table-properties style:writing-mode="rl-tb"/></style:style>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="PL">{header}{footer}
</style:master-page></office:master-styles>
<office:body><office:text>{body}</office:text></office:body></office:document>"""


def _style(name: str, font: str, size: int, align: str, more: str = "") -> str:
    size_complex = f'style:font-size-complex="{size}pt"'
    return f"""<style:style style:name="{name}" style:family="paragraph">
  <style:paragraph-properties style:writing-mode="rl-tb" fo:text-align="{align}" fo:margin-bottom="3mm"/>
  <style:text-properties fo:font-family="'{font}'" style:font-family-complex="'{font}'"
   fo:font-size="{size}pt" {size_complex} style:language-complex="ar" {more}/></style:style>"""


def _odt(block: Block) -> str:
    match block:
        case Heading(text):
            return f'<text:h text:style-name="H" text:outline-level="1">{escape(text)}</text:h>'
        case Paragraph(text):
            return f'<text:p text:style-name="P">{escape(text)}</text:p>'
        case Table(rows, ruled):
            columns = f'<table:table-column table:number-columns-repeated="{len(rows[0])}"/>'
            style = "C" if ruled else "D"
            cells = ("".join(_odt_cell(cell, style) for cell in row) for row in rows)
            body = "".join(f"<table:table-row>{row}</table:table-row>" for row in cells)
            return f'<table:table table:style-name="T">{columns}{body}</table:table>'


def _odt_cell(text: str, style: str) -> str:
    words = f'<text:p text:style-name="P">{escape(text)}</text:p>'
    return f'<table:table-cell table:style-name="{style}">{words}</table:table-cell>'


def chromium(folder: Path, name: str, source: str) -> None:
    """Print a page with Chromium."""
    path = folder / f"{name}.html"
    path.write_text(source, encoding="utf-8")
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    printed = SAMPLES / f"{name}.chromium.pdf"
    subprocess.run(
        ["chromium", *options, f"--print-to-pdf={printed}", str(path)], check=True, capture_output=True
    )


def libreoffice(folder: Path, name: str, source: str) -> None:
    """Print a document with LibreOffice."""
    path = folder / f"{name}.libreoffice.fodt"
    path.write_text(source, encoding="utf-8")
    command = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(SAMPLES), str(path)]
    subprocess.run(command, check=True, capture_output=True)


def others() -> None:
    """Print with tools that shape by HarfBuzz and write PDF on their own, and with one that does neither."""
    weasyprint.HTML(string=page(COLUMNS, FONTS["naskh"])).write_pdf(SAMPLES / "columns.weasyprint.pdf")
    file = _font_file(FONTS["dejavu"])
    shaped = fpdf.FPDF(format="A5")
    shaped.add_font("F", fname=file)
    shaped.set_font("F", size=12)
    shaped.set_text_shaping(True, direction="rtl", script="arab", language="ara")
    shaped.add_page()
    for text in LETTERS.paragraphs:
        shaped.multi_cell(0, 8, text, align="R", new_x="LMARGIN", new_y="NEXT")
        shaped.ln(4)
    shaped.output(str(SAMPLES / "letters.fpdf2.pdf"))
    pdfmetrics.registerFont(TTFont("F", file))
    unaware = Canvas(str(SAMPLES / "mirrored.reportlab.pdf"), pagesize=(420, 595))
    unaware.setFont("F", 12)
    for number, line in enumerate(_lines(" ".join(LETTERS.paragraphs[:3]))):
        unaware.drawString(40, 540 - 20 * number, line)
    unaware.save()


def _lines(text: str) -> list[str]:
    words = text.split()
    return [" ".join(words[start : start + 8]) for start in range(0, len(words), 8)]


def _font_file(family: str) -> str:
    found = subprocess.run(["fc-match", "-f", "%{file}", family], check=True, capture_output=True, text=True)
    return found.stdout


def spoilt() -> None:
    """Make files that are hard to read: locked, without letters for its shapes, on its side, a picture."""
    sound = SAMPLES / "letters.naskh.chromium.pdf"
    locked = pypdf.PdfWriter(clone_from=sound)
    locked.encrypt("سر", algorithm="AES-256")
    locked.write(SAMPLES / "locked.pdf")
    opened = pypdf.PdfWriter(clone_from=sound)
    opened.encrypt("", owner_password="owner", algorithm="AES-256")
    opened.write(SAMPLES / "open.pdf")
    nameless = pypdf.PdfWriter(clone_from=SAMPLES / "letters.naskh.libreoffice.pdf")
    for sheet in nameless.pages:
        for font in sheet["/Resources"]["/Font"].values():
            font.get_object().pop("/ToUnicode", None)
    nameless.write(SAMPLES / "nameless.pdf")
    turned = pypdf.PdfWriter(clone_from=SAMPLES / "columns.libreoffice.pdf")
    for sheet in turned.pages:
        sheet.rotate(90)
    turned.write(SAMPLES / "turned.pdf")
    with TemporaryDirectory() as folder:
        picture = Path(folder) / "page"
        subprocess.run(["pdftoppm", "-r", "30", "-gray", "-jpeg", "-singlefile", sound, picture], check=True)
        scan = Canvas(str(SAMPLES / "scan.pdf"), pagesize=(420, 595))
        scan.drawImage(f"{picture}.jpg", 0, 0, 420, 595)
        scan.save()


def main() -> None:
    """Print all samples."""
    SAMPLES.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder:
        for key, font in FONTS.items():
            for tool, source in ((chromium, page), (libreoffice, flat_odt)):
                tool(Path(folder), f"letters.{key}", source(LETTERS, font, justified=key == "kacst"))
        for name, text in TEXTS.items():
            if text is not LETTERS:
                chromium(Path(folder), name, page(text, FONTS["naskh"]))
                libreoffice(Path(folder), name, flat_odt(text, FONTS["amiri"]))
    others()
    spoilt()


if __name__ == "__main__":
    main()
