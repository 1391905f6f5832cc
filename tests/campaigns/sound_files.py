"""Sound files of every format that is read; what is broken is made of them."""

from __future__ import annotations

import io
import json
import warnings
import zipfile
from email.message import EmailMessage

import docx
from pdf_factory import Sheet, coded

TITLE = "清河区召开防汛工作会议"
BODY = (
    "2024年7月2日,清河区水利局组织开展隐患排查12次,整改问题43处。近期将新建泵站2座。",
    "清河区政府成立防汛专班,建立“日巡夜查”机制,向群众发放明白卡2000多份。一是抓宣传,举办培训班4期。",
    "区教育局局长林晓舟出席会议并讲话,要求各街道认真落实,确保安全度汛。",
)
TEXT = "\n".join((TITLE, *BODY))
ROWS = (("街道", "支部(个)"), ("东门街道", "12"), ("西门街道", "8"))


def page() -> str:
    """A page with an article, a table and a menu."""
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in ROWS)
    menu = "".join(f"<li><a href='/{n}'>栏目{n}</a></li>" for n in range(9))
    return (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{TITLE}</title></head><body><ul>{menu}</ul>"
        f"<article><h1>{TITLE}</h1>{''.join(f'<p>{p}</p>' for p in BODY)}<table>{cells}</table></article></body></html>"
    )


def word() -> bytes:
    """A Word document with headings, a list and a table."""
    document = docx.Document()
    document.add_heading(TITLE, 0)
    for paragraph in BODY:
        document.add_paragraph(paragraph)
    document.add_heading("主要做法", 1)
    document.add_paragraph("开展义诊3次。", style="List Number")
    table = document.add_table(0, 2)
    for row in ROWS:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    out = io.BytesIO()
    document.save(out)
    with zipfile.ZipFile(out) as made:  # without the time at which it was made
        return packed(*((info.filename, made.read(info)) for info in made.infolist()))


def sheet() -> bytes:
    """A PDF file of two pages with a table."""
    made = Sheet(title=TITLE)
    for number in (1, 2):
        made.line(TITLE, 297, 90, 22, centred=True)
        y = 150.0
        for paragraph in BODY:
            y = made.paragraph(paragraph, 70, y, 450)
        made.table(ROWS, 70, y)
        made.line(f"- {number} -", 297, 810, 9, centred=True)
        made.page()
    return made.data()


def saved() -> bytes:
    """A saved page."""
    message = EmailMessage()
    message["Subject"] = TITLE
    message.set_content(page(), subtype="html")
    message.add_related(b"\x89PNG\r\n\x1a\n", "image", "png")
    message.set_boundary("----of-the-parts")  # else it is drawn
    return message.as_bytes()


def packed(*members: tuple[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive."""
    warnings.simplefilter("ignore", UserWarning)  # two members of one name are meant
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, data in members:
            archive.writestr(zipfile.ZipInfo(name), data, compression)
    return out.getvalue()


def sound() -> dict[str, list[bytes]]:
    """Files that can be read, by extension; what is broken is made of them."""
    lines = "\n".join(
        json.dumps({"id": n, "text": p, "date": "2024-07-02"}, ensure_ascii=n > 0) for n, p in enumerate(BODY)
    )
    table = "id,title,text\r\n" + "".join(f'{n},{TITLE},"{p}"\r\n' for n, p in enumerate(BODY))
    marked = f"# {TITLE}\n\n{BODY[0]}\n\n- 一\n- 二\n\n| 街道 | 支部 |\n|---|---|\n| 东门 | 12 |\n\n```\ncode\n```\n"
    files = {
        ".txt": [TEXT.encode(), TEXT.encode("gb18030"), TEXT.encode("utf-16")],
        ".md": [marked.encode()],
        ".html": [page().encode(), page().replace("utf-8", "gb2312").encode("gb18030")],
        ".mhtml": [saved()],
        ".docx": [word()],
        ".pdf": [sheet(), coded([TITLE, *BODY], "GBK-EUC-H", "gbk")],
        ".jsonl": [lines.encode()],
        ".csv": [table.encode(), table.encode("gb18030")],
    }
    files[".zip"] = [packed(*((f"{n}{ext}", data[0]) for n, (ext, data) in enumerate(files.items())))]
    return files
