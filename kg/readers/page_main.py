"""Which blocks of a page are the report: the element that holds its sentences, without the links in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.readers.model import LineKind
from kg.readers.page_meta import first_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lxml.html import HtmlElement

    from kg.readers.page_blocks import Block

# Ids and classes in which the page programs of governments, newspapers and WeChat set the text of an article.
_ARTICLE = frozenset((
    "ucap-content", "trs_editor", "trs_ueditor", "zoom", "ozoom", "js_content", "founder-content", "article-content",
    "article_content", "articlecontent", "article-body", "content_article", "con_text", "news_content",
    "newscontent", "news_con", "view_content", "xl_content", "pages_content", "info-content", "info_content",
    "detail-content", "detail_content", "rm_txt_con", "text_content", "vsb_content", "j-fontcontent", "bt-content",
    "txt_txt", "trs_editor_view", "arc_cont", "bt_content", "zfxxgk_zw_content",
    "printarea", "contentbox", "detailcontent", "noticecontent", "article_con", "articlecon", "textbox", "nr_content",
))  # fmt: skip
# Parts of such names of what stands beside an article.
_BESIDE = frozenset((
    "ad", "ads", "advert", "advertisement", "gg", "comment", "comments", "cmt", "reply", "pinglun", "side",
    "sidebar", "related", "relate", "relates", "relevant", "recommend", "recommended", "tuijian", "xgxw", "xgyd",
    "hot", "rank", "ranking", "share", "bdsharebuttonbox", "foot", "footer", "copyright", "breadcrumb", "crumb",
    "crumbs", "nav", "menu", "toolbar", "login", "search", "qrcode", "ewm", "pager", "prevnext", "friendlink",
    "ft", "bottom",
))  # fmt: skip
_SPLIT = re.compile(r"\s+")
_PARTS = re.compile(r"[\s_-]+|(?<=[a-z])(?=[A-Z])")
_MARK = re.compile("[，。；！？]")
# A line without any mark speaks less for being prose, and a short one not at all.
_LONG, _UNMARKED = 25, 0.3
_INFO = 300
# `date：… source：…`: two labels in a line tell about the report.
_LABELLED = re.compile(r"[：:].*[\s\u3000【|｜][^\s：:\d]{2,8}[：:]")
# The report holds so much of the page's prose.
_SHARE = 0.75
_KNOWN_SHARE = 0.4
# A block of links: more of it stands in links than outside, and it is no sentence.
_LINKED = 0.5
_HEAD = 24
# What the other reader of pages did not take for text counts for less; still less what its place says is beside it.
_DOUBTED = 0.3
_ASIDE = 0.2
# So much of the report may stand in such places before they are taken for its own.
_MOST_ASIDE = 0.3
# A headline that is a link, and the words under it: a part of the page with no more lines than this.
_TEASER = 4


def weights(blocks: Sequence[Block], voted: frozenset[str] | None) -> list[float]:
    """How much each block speaks for being prose of the report.

    Args:
        blocks: the blocks of the page.
        voted: the texts, without blanks, that another reader took for the report; None where none was asked.
    """
    found = []
    count = _counts(blocks)
    for k, block in enumerate(blocks):
        weight = 0.0
        if block.kind is LineKind.ROW:
            weight = block.plain / 2
        elif _MARK.search(block.text):
            weight = float(block.plain)
        elif block.plain >= _LONG and not _LABELLED.search(block.text[:_INFO]) and not first_date(block.text):
            weight = _UNMARKED * block.plain
        weight -= block.links
        if voted is not None and weight > 0 and squeezed(block.text) not in voted:
            weight *= _DOUBTED
        if weight > 0 and (is_aside(block.element) or (k and _is_teaser(blocks[k - 1], block, count))):
            weight *= _ASIDE
        found.append(max(weight, 0.0))
    return found


def main_element(root: HtmlElement, blocks: Sequence[Block], told: Sequence[float]) -> HtmlElement:
    """The innermost element that holds the report.

    Args:
        root: the page.
        blocks: its blocks.
        told: their `weights`.
    """
    below: dict[HtmlElement, float] = {}
    count = _counts(blocks)
    for block, weight in zip(blocks, told, strict=True):
        element = block.element
        while element is not None:
            below[element] = below.get(element, 0.0) + weight
            element = element.getparent()
    total = sum(told)
    if not total:
        return root
    known = [e for e in below if below[e] >= _KNOWN_SHARE * total > 0 and _is_article(e)]
    if known:  # the outermost of them: editors nest what they paste
        return min(known, key=lambda e: (sum(1 for _ in e.iterancestors()), -below[e]))
    inner = root
    while True:
        best = max((c for c in inner if c in below), key=lambda c: below[c], default=None)
        # one long paragraph is not the whole report: what stands beside it may be its list, or its signature
        if best is None or below[best] < _SHARE * total or count[best] == 1:
            return inner
        inner = best


def _is_article(element: HtmlElement) -> bool:
    names = {
        element.tag.lower(),
        (element.get("id") or "").lower(),
        *_SPLIT.split((element.get("class") or "").lower()),
    }
    return not _ARTICLE.isdisjoint(names)


def is_aside(element: HtmlElement, within: HtmlElement | None = None) -> bool:
    """Whether an element, or one around it up to *within*, is by its name beside the article."""
    while element is not None and element is not within:
        names = f"{element.get('id') or ''} {element.get('class') or ''}"
        if element.tag not in ("body", "html") and any(part.lower() in _BESIDE for part in _PARTS.split(names)):
            return True
        element = element.getparent()
    return False


def mark_aside(blocks: Sequence[Block], told: Sequence[float], main: HtmlElement) -> None:
    """Take out what is beside the article within its element, unless that is a large part of it."""
    aside = [k for k, block in enumerate(blocks) if is_aside(block.element, main)]
    if sum(told[k] for k in aside) <= _MOST_ASIDE * sum(told):
        for k in aside:
            blocks[k].kept = False


def _counts(blocks: Sequence[Block]) -> dict[HtmlElement, int]:
    """How many blocks there are below each element."""
    count: dict[HtmlElement, int] = {}
    for block in blocks:
        element = block.element
        while element is not None:
            count[element] = count.get(element, 0) + 1
            element = element.getparent()
    return count


def _is_teaser(before: Block, block: Block, count: dict[HtmlElement, int]) -> bool:
    """Whether a block tells what stands behind the link before it, in a small part of the page."""
    if before.links <= _LINKED * len(before.text) or before.kind is LineKind.ROW:
        return False
    part = before.element
    while part is not None and count[part] <= _TEASER:
        if part is block.element or part in block.element.iterancestors():
            return True
        part = part.getparent()
    return False


def mark_links(blocks: Sequence[Block]) -> None:
    """Take out lists of links, and the short line over such a list at the end."""
    for block in blocks:
        if block.links > _LINKED * len(block.text) and not block.sentence:
            block.kept = False
    linked = [not block.kept for block in blocks]
    for k in range(len(blocks) - 2):
        head = blocks[k]
        short = len(head.text) <= _HEAD and not head.sentence and head.kind in (LineKind.PARAGRAPH, LineKind.HEADING)
        if head.kept and short and linked[k + 1] and linked[k + 2]:
            head.kept = False


def inside(element: HtmlElement, blocks: Iterable[Block]) -> tuple[int, int]:
    """The first and the last but one of the blocks below *element*, which stand in a row."""
    own = set(element.iter())
    at = [k for k, block in enumerate(blocks) if block.element in own]
    return (at[0], at[-1] + 1) if at else (0, 0)


def squeezed(text: str) -> str:
    """A text without blanks."""
    return "".join(text.split())
