"""The same words set by ReportLab, WeasyPrint and Typst, in the same faces: `peers.py WORDS.json FONTS`.

Prints a line for each, as the bench of the papers does: processor time of the whole process for one paper, its
size and its pages. None of the three is asked for tags or for a file that lasts.
"""

import html
import io
import json
import logging
import re
import sys
import time
from pathlib import Path

REGULAR, SEMIBOLD, TITLE = (
    "SourceSerif4SmText-Regular.ttf",
    "SourceSerif4SmText-Semibold.ttf",
    "SourceSerif4Subhead-Semibold.ttf",
)


def measure(program, name, count, make):
    """Makes one to warm up, then so many, and prints what one takes."""
    make()
    start = time.process_time()
    for _ in range(count):
        paper = make()
    millis = (time.process_time() - start) / count * 1000
    print(f"{program} {name} {millis:.2f} ms, {len(paper)} bytes, {pages(paper)} pages", flush=True)


def pages(paper):
    """Pages of a PDF that may keep its objects packed."""
    import zlib

    found = len(re.findall(rb"/Type\s*/Page\b", paper))
    for body in re.findall(rb"stream\r?\n(.*?)endstream", paper, re.S):
        try:
            found += len(re.findall(rb"/Type\s*/Page\b", zlib.decompressobj().decompress(body)))
        except zlib.error:
            pass
    return found


# ReportLab


def reportlab(fonts):
    from reportlab.lib.pagesizes import letter
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate, Spacer, TableStyle

    for name, file in [("Body", REGULAR), ("Bold", SEMIBOLD), ("Title", TITLE)]:
        pdfmetrics.registerFont(TTFont(name, str(fonts / file)))
    style = lambda face, size, leading, **more: ParagraphStyle(
        face, None, fontName=face, fontSize=size, leading=leading, **more
    )
    body, title = style("Body", 10, 14.2, spaceAfter=5), style("Title", 21, 24.2, spaceAfter=4)
    head = style("Bold", 10.5, 13.1, spaceBefore=10, spaceAfter=3, keepWithNext=1)
    clause = style("Body", 9.6, 13.06, leftIndent=26, bulletIndent=0, spaceAfter=3.3)
    escape = html.escape

    def table(rows, widths, right):
        look = [
            ("FONT", (0, 0), (-1, -1), "Body", 9, 11.7),
            ("FONT", (0, 0), (-1, 0), "Bold", 8, 10.4),
            ("LINEBELOW", (0, 0), (-1, -1), 0.4, "#c9c5bb"),
            ("TOPPADDING", (0, 0), (-1, -1), 2.6),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 2.6),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ]
        look += [("ALIGN", (column, 0), (column, -1), "RIGHT") for column in right]
        return LongTable(rows, colWidths=widths, repeatRows=1, style=TableStyle(look))

    def build(words, story):
        def foot(canvas, document):
            canvas.setFont("Body", 8)
            canvas.drawString(72, 54, words["number"])
            canvas.drawRightString(540, 54, f"Page {document.page}")

        out = io.BytesIO()
        paper = SimpleDocTemplate(
            out,
            pagesize=letter,
            leftMargin=72,
            rightMargin=72,
            topMargin=54,
            bottomMargin=84,
            title=words["title"],
        )
        paper.build(story, onFirstPage=foot, onLaterPages=foot)
        return out.getvalue()

    def top(words):
        return [
            Paragraph(escape(words["firm"]), title),
            *(Paragraph(escape(line), body) for line in words["address"]),
            Paragraph(escape(words["title"]), title),
            Paragraph(escape(words["subtitle"]), body),
        ]

    def contract(words):
        story = top(words)
        story += [Paragraph("<br/>".join(map(escape, party)), body) for party in words["parties"]]
        story += [Paragraph(escape(words["recital"]), body)]
        story += [table([["Term", "Agreed", "Clause"], *words["terms"]], [215, 206, 47], [2])]
        for part in words["clauses"]:
            story.append(Paragraph(escape(f"{part['number']} {part['title']}"), head))
            story += [
                Paragraph(escape(text), clause, bulletText=number)
                for number, text in part["paragraphs"]
            ]
        for signer in words["signers"]:
            story += [Spacer(0, 40), *(Paragraph(escape(line), body) for line in signer)]
        return build(words, story)

    def statement(words):
        story = top(words) + [Paragraph("<br/>".join(map(escape, words["addressee"])), body)]
        for account in words["accounts"]:
            story += [
                Paragraph(account["heading"], head),
                table([*account["lines"], account["total"]], [200, 100], [1]),
            ]
        story += [Paragraph(escape(words["note"]), body), Paragraph(words["heading"], head)]
        story += [
            table([words["heads"], *words["rows"], words["total"]], [50, 90, 188, 70, 70], [3, 4])
        ]
        story += [Paragraph(escape(line), body) for line in words["closing"]]
        return build(words, story)

    return contract, statement


# WeasyPrint

CSS = """
@font-face { font-family: S; src: url(%(regular)s) } @font-face { font-family: S; font-weight: 600; src: url(%(semibold)s) }
@page { size: letter; margin: 54pt 72pt 84pt; @bottom-left { content: string(number); font: 8pt S }
  @bottom-right { content: "Page " counter(page) " of " counter(pages); font: 8pt S } }
body { font: 10pt/14.2pt S; margin: 0 } h1 { font-size: 21pt; line-height: 24.2pt; margin: 0 0 4pt; string-set: number attr(title) }
h2 { font-size: 10.5pt; line-height: 13.1pt; margin: 10pt 0 3pt } p { margin: 0 0 5pt } table { width: 100%%; border-collapse: collapse; font: 9pt/11.7pt S }
td, th { padding: 2.6pt 6pt 2.6pt 0; border-bottom: 0.4pt solid #c9c5bb; text-align: left } .r { text-align: right }
li { font-size: 9.6pt; line-height: 13.06pt; list-style: none; text-indent: -26pt; margin: 0 0 3.3pt 26pt } ul { margin: 0; padding: 0 }
"""


def weasyprint(fonts):
    from weasyprint import CSS as Style
    from weasyprint import HTML
    from weasyprint.text.fonts import FontConfiguration

    logging.disable(logging.CRITICAL)
    escape = html.escape
    faces = {"regular": (fonts / REGULAR).as_uri(), "semibold": (fonts / SEMIBOLD).as_uri()}

    def build(words, parts):
        page = f'<html lang="en"><title>{escape(words["title"])}</title><body>{"".join(parts)}'
        config = FontConfiguration()
        style = Style(string=CSS % faces, font_config=config)
        return HTML(string=page).write_pdf(stylesheets=[style], font_config=config)

    def row(cells, right, tag="td"):
        cell = (
            lambda at, text: f'<{tag} class="{"r" if at in right else ""}">{escape(text)}</{tag}>'
        )
        return "<tr>" + "".join(cell(at, text) for at, text in enumerate(cells)) + "</tr>"

    def table(heads, rows, right):
        head = f"<thead>{row(heads, right, 'th')}</thead>" if heads else ""
        return f"<table>{head}<tbody>{''.join(row(cells, right) for cells in rows)}</tbody></table>"

    def top(words):
        return [
            f"<p><b>{escape(words['firm'])}</b><br>{'<br>'.join(map(escape, words['address']))}</p>",
            f"<h1 title='{escape(words['number'])}'>{escape(words['title'])}</h1><p>{escape(words['subtitle'])}</p>",
        ]

    def contract(words):
        parts = top(words) + [
            f"<p>{'<br>'.join(map(escape, party))}</p>" for party in words["parties"]
        ]
        parts += [
            f"<p>{escape(words['recital'])}</p>",
            table(["Term", "Agreed", "Clause"], words["terms"], {2}),
        ]
        for part in words["clauses"]:
            parts.append(f"<h2>{escape(part['number'])} {escape(part['title'])}</h2><ul>")
            parts += [
                f"<li>{escape(number)} {escape(text)}</li>" for number, text in part["paragraphs"]
            ]
            parts.append("</ul>")
        parts += [
            f"<p style='margin-top:40pt'>{'<br>'.join(map(escape, signer))}</p>"
            for signer in words["signers"]
        ]
        return build(words, parts)

    def statement(words):
        parts = top(words) + [f"<p>{'<br>'.join(map(escape, words['addressee']))}</p>"]
        for account in words["accounts"]:
            parts += [
                f"<h2>{account['heading']}</h2>",
                table([], [*account["lines"], account["total"]], {1}),
            ]
        parts += [f"<p>{escape(words['note'])}</p><h2>{words['heading']}</h2>"]
        parts += [table(words["heads"], [*words["rows"], words["total"]], {3, 4})]
        parts += [f"<p>{escape(line)}</p>" for line in words["closing"]]
        return build(words, parts)

    return contract, statement


# Typst

TYPST = """
#set document(title: "%(title)s", date: none)
#set page(paper: "us-letter", margin: (x: 72pt, top: 54pt, bottom: 84pt), footer: context [
  #set text(8pt)
  %(number)s #h(1fr) Page #counter(page).display("1 of 1", both: true)])
#set text(font: "Source Serif 4 SmText", size: 10pt, fallback: false)
#set par(leading: 6pt)
#set table(stroke: (x, y) => (bottom: 0.4pt + rgb("#c9c5bb")), inset: (x: 0pt, y: 2.6pt))
"""


def typst(fonts):
    import typst

    def text(words):
        return '#"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"'

    def build(words, parts):
        head = TYPST % {"title": words["title"], "number": text(words["number"])}
        compiler = typst.Compiler(
            (head + "\n".join(parts)).encode(), font_paths=[str(fonts)], ignore_system_fonts=True
        )
        return compiler.compile(format="pdf")

    def cell(words):
        return f"[{text(words)}]"

    def table(heads, rows, columns, right):
        align = ", ".join("right" if at in right else "left" for at in range(len(columns)))
        head = f"table.header({', '.join(map(cell, heads))})," if heads else ""
        lines = ",\n".join(", ".join(map(cell, cells)) for cells in rows)
        return (
            f"#text(9pt, table(columns: ({', '.join(columns)}), align: ({align}), {head}\n{lines}))"
        )

    def top(words):
        lines = " \\\n".join(map(text, [words["firm"], *words["address"]]))
        return [
            lines,
            "",
            f"#heading(level: 1, {cell(words['title'])})",
            text(words["subtitle"]),
            "",
        ]

    def contract(words):
        parts = top(words)
        for party in words["parties"]:
            parts += [" \\\n".join(map(text, party)), ""]
        parts += [
            text(words["recital"]),
            "",
            table(["Term", "Agreed", "Clause"], words["terms"], ["46%", "1fr", "10%"], {2}),
        ]
        for part in words["clauses"]:
            parts.append(f"#heading(level: 2, [{text(part['number'])} {text(part['title'])}])")
            parts.append("#set text(9.6pt)")
            parts += [
                f"#par(hanging-indent: 26pt, [{text(number)} {text(words_)}])"
                for number, words_ in part["paragraphs"]
            ]
        for signer in words["signers"]:
            parts += ["#v(40pt)", " \\\n".join(map(text, signer)), ""]
        return build(words, parts)

    def statement(words):
        parts = top(words) + [" \\\n".join(map(text, words["addressee"])), ""]
        for account in words["accounts"]:
            parts += [
                f"#heading(level: 2, {cell(account['heading'])})",
                table([], [*account["lines"], account["total"]], ["200pt", "100pt"], {1}),
            ]
        parts += [text(words["note"]), f"#heading(level: 2, {cell(words['heading'])})"]
        parts += [
            table(
                words["heads"],
                [*words["rows"], words["total"]],
                ["50pt", "90pt", "1fr", "70pt", "70pt"],
                {3, 4},
            )
        ]
        parts += [text(line) for line in words["closing"]]
        return build(words, parts)

    return contract, statement


def main():
    words = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    fonts = Path(sys.argv[2]).resolve()
    for program, maker, counts in [
        ("ReportLab", reportlab, (10, 30)),
        ("WeasyPrint", weasyprint, (2, 3)),
        ("Typst", typst, (5, 5)),
    ]:
        for name, make, count in zip(("contract", "statement"), maker(fonts), counts):
            measure(program, name, count, lambda: make(words[name]))


if __name__ == "__main__":
    main()
