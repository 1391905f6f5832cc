"""The lines of a page that are none of the report: buttons, menus, imprints, who put the page there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.text.words import TextWords

_BETWEEN = r"[\s\u3000|｜·•○▪/>＞》→┊\-—–_【】\[\]（）()、,，：:．.0-9\"“”‘’+…]"
_SHORT = 40
_LINE = 160


class FurnitureFinder:
    """Recognises lines of pages by the words of one schema."""

    def __init__(self, words: TextWords) -> None:
        self._buttons = re.compile(f"{_BETWEEN}*(?:(?:{words.any('pageWord')}){_BETWEEN}*)+")
        self._crumbs = re.compile(f"{_BETWEEN}*(?:{words.any('pageWord')})\\s*[>＞→»›]")
        self._call = re.compile(words.any("pageCall"))
        self._footer = re.compile(words.any("pageFooter"))
        self._credit = re.compile(f"{_BETWEEN}*(?:{words.any('pageCredit')})\\s*[：:|｜丨/]")
        self._other = re.compile(f"[【\\[]?\\s?(?:{words.any('metaLabel', 'metaOther')})[】\\]]?\\s?[：:]")

    def __call__(self, line: str) -> bool:
        """Whether a line of a page is none of the report."""
        line = line.strip()
        if len(line) > _LINE or "。" in line[:-1]:
            return False
        if len(line) <= _SHORT and self._call.search(line):
            return True
        return bool(
            self._footer.search(line)
            or self._credit.match(line)
            or self._other.match(line)
            or self._crumbs.match(line)
            or self._buttons.fullmatch(line)
        )
