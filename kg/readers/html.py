"""HTML pages: the article without menus, advertisements and lists of links, its headings, lists and tables as such."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import trafilatura
from lxml import etree, html

from kg.errors import InputError
from kg.readers.decoding import decode_marked
from kg.readers.formats import is_own_page
from kg.readers.model import Line, LineKind, Original
from kg.readers.page_blocks import Block, BlockReader
from kg.readers.page_main import inside, main_element, mark_aside, mark_links, squeezed, weights
from kg.readers.page_meta import address_date, first_date, matching, read_meta, title_parts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lxml.html import HtmlElement

    from kg.readers.model import Limits, Progress
    from kg.readers.page_meta import Meta

_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE)
_PROLOG = re.compile(rb"""\A\s*<\?xml[^>]{0,100}?encoding\s*=\s*["']([A-Za-z0-9_.-]{2,40})""", re.IGNORECASE)
_HEAD = 4096
# A page that takes more than this is read, but no second opinion is asked.
_OPINION = 2**20
_MOST_MARKUP = 32 * 2**20
# Between the headline and the text stand date and source, a second headline, and what one can do with the page.
_BETWEEN = 16
_OPEN_END = "，、"
_LONGEST_INFO = 160
# `label：value` pairs in one line stand apart by blanks.
_PAIRS = re.compile(r"[\s\u3000|｜]+(?=【?[^\s：:\u3000\d]{2,8}[：:])")
_LABEL = re.compile(r"【?[^\s：:\d]{2,8}[：:]")
_CLOCK = re.compile(r"\s*\d{1,2}:\d{2}(?::\d{2})?\s*$")


def read_html(data: bytes, name: str, limits: Limits, progress: Progress | None = None) -> Original:
    """The lines of a page's article.

    Raises:
        InputError: it is no text, holds no words, or is beyond a limit.
    """
    return read_page(data, name, limits, progress)


def read_page(
    data: bytes, name: str, limits: Limits, progress: Progress | None = None, *, declared: str = "", form: str = "html"
) -> Original:
    """The lines of a page's article.

    Args:
        data: the page.
        name: what messages call it.
        limits: how much is read.
        progress: called with the bytes done.
        declared: the encoding that it was sent with.
        form: the format that the page was taken out of.

    Raises:
        InputError: it is no text, holds no words, or is beyond a limit.
    """
    if len(data) > _MOST_MARKUP:
        raise InputError(
            f"{len(data):,} bytes of markup are more than the {_MOST_MARKUP:,} that are read",
            place=name,
            remedy="split it, or save its text",
        )
    decoded = decode_marked(data, name, declared or _declared(data))
    root = _tree(decoded.text, name)
    if is_own_page(data):
        raise InputError("this is a page that kg view wrote", place=name, remedy="give the report that it shows")
    blocks = BlockReader(name, limits.cells)(root)
    if progress is not None:
        progress(len(data) // 2, len(data))
    if not blocks:
        raise InputError("there is no text in this page", place=name, remedy="save it when it has loaded")
    meta = read_meta(root, decoded.text)
    told = weights(blocks, _opinion(decoded.text) if len(data) <= _OPINION else None)
    main = main_element(root, blocks, told)
    first, end = inside(main, blocks)
    title_at, title = _title(meta, blocks, first, end)
    mark_links(blocks)
    mark_aside(blocks[first:end], told[first:end], main)
    begin = next((k for k in range(max(first, title_at + 1), end) if told[k] > 0), first)
    told_all = bool(meta.date and (meta.publisher or meta.site))
    taken = [
        *_between(blocks[title_at + 1 : begin] if 0 <= begin - title_at <= _BETWEEN else [], main, told_all=told_all),
        *(b for b in blocks[begin:end] if b.kept),
    ]
    lines = tuple(Line(b.text, b.kind, b.level, b.label) for b in _whole(taken))
    if progress is not None:
        progress(len(data), len(data))
    return Original(
        lines=lines,
        format=form,
        title=title,
        date=meta.date or _date(blocks, title_at, begin) or address_date(meta.address),
        publisher=meta.publisher or meta.site or _site(meta, title),
        address=meta.address,
        notes=_notes(len(blocks) - len(lines)),
        encoding=decoded.encoding,
    )


def _declared(data: bytes) -> str:
    """The encoding that the page itself names."""
    found = _PROLOG.search(data[:_HEAD]) or _DECLARED.search(data[:_HEAD])
    return "" if found is None else found[1].decode("ascii")


def _tree(page: str, name: str) -> HtmlElement:
    # a declaration of the encoding no longer holds for a str; NULs would end the page
    page = re.sub(r"\A\s*<\?xml[^>]*>", "", page).replace("\0", "")
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(page, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise InputError("there is no text in this page", place=name, remedy="save it when it has loaded") from error
    if root is None:
        raise InputError("there is no text in this page", place=name, remedy="save it when it has loaded")
    return root


def _opinion(page: str) -> frozenset[str] | None:
    """The lines that trafilatura takes for the article, without blanks; None where it finds none."""
    try:
        found = trafilatura.bare_extraction(page, include_comments=False, include_tables=False, favor_recall=True)
    except Exception:  # noqa: BLE001 - an opinion on a broken page; without it the page is read all the same
        return None
    body = getattr(found, "body", None)
    if body is None:
        return None
    parts = ((e.text, e.tail, "".join(e.itertext())) for e in body.iter() if isinstance(e.tag, str))
    texts = {squeezed(text) for part in parts for text in part if text} - {""}
    return frozenset(texts) if len(texts) > 1 else None


def _title(meta: Meta, blocks: Sequence[Block], first: int, end: int) -> tuple[int, str]:
    """Which block is the headline (-1 where none is), and the headline."""
    near = range(min(len(blocks), first + 4, end or 1) - 1, -1, -1)
    texts = [blocks[k].text for k in near]
    title = matching(meta.titles, texts)
    if title:
        at = next(k for k in near if blocks[k].text == title)
        return at, title
    heads = [k for k in near if blocks[k].kind is LineKind.HEADING and blocks[k].level == 1]
    if heads:
        return heads[0], blocks[heads[0]].text
    return -1, title_parts(meta.titles[0])[0] if meta.titles else ""


def _between(blocks: Sequence[Block], main: HtmlElement, *, told_all: bool) -> Iterator[Block]:
    """What stands between headline and text and belongs to the report: a second headline, date and source, an address.

    Args:
        blocks: what stands there.
        main: the element that holds the report.
        told_all: the page states date and source elsewhere, so that a line of them adds nothing.
    """
    infos = [k for k, block in enumerate(blocks) if first_date(block.text) or len(_PAIRS.split(block.text)) > 1]
    for k, block in enumerate(blocks):
        if not block.kept or len(block.text) > _LONGEST_INFO:
            continue
        if k in infos:
            pieces = (
                _CLOCK.sub("", piece.strip()) for piece in _PAIRS.split(block.text) if _LABEL.match(piece.strip())
            )
            yield from () if told_all else (Block(piece, block.element, label="about") for piece in pieces)
        elif block.kind is LineKind.HEADING and any(info > k for info in infos):
            yield Block(block.text, block.element)  # a second headline
        elif block.kind is LineKind.HEADING or main in block.element.iterancestors() or block.element is main:
            yield block


def _whole(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks, with a sentence that breaks off at the end of a paragraph joined with what it goes on with."""
    last: Block | None = None
    for block in blocks:
        plain = block.kind is LineKind.PARAGRAPH and block.label is None
        if last is not None and plain and last.kind is block.kind and last.label is None and last.text[-1] in _OPEN_END:
            last = Block(last.text + block.text, last.element)
            continue
        if last is not None:
            yield last
        last = block
    if last is not None:
        yield last


def _site(meta: Meta, title: str) -> str:
    """The site's name in the window's title: its last part that is not the headline."""
    parts = title_parts(meta.titles[-1])[1:] if meta.titles else []
    rest = [part for part in parts if squeezed(part) != squeezed(title)]
    return rest[-1] if rest and len(rest) < len(parts) else ""


def _date(blocks: Sequence[Block], title_at: int, first: int) -> str:
    """The date in the lines between headline and text; else one that opens a line above the headline."""
    if 0 <= title_at < first:
        for block in blocks[title_at + 1 : first]:
            if len(block.text) <= _LONGEST_INFO and (found := first_date(block.text)):
                return found
    above = [
        first_date(b.text)
        for b in blocks[: max(title_at, 0) or first]
        if b.text[:2] in ("19", "20") and len(b.text) < 30
    ]
    return above[-1] if len({a for a in above if a}) == 1 else ""


def _notes(left_out: int) -> tuple[str, ...]:
    return (f"{left_out} lines of the page around the report left out",) if left_out > 0 else ()
