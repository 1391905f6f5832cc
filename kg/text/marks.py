"""Punctuation and spaces of Chinese text, each set written once; no words."""

from __future__ import annotations

# What ends a sentence wherever it stands outside brackets.
FINAL = "。！？"
OPENERS = "“‘「『（(【［[《〈〔"
CLOSERS = "”’」』）)】］]》〉〕"
PAIR = dict(zip(OPENERS, CLOSERS, strict=True))
QUOTES = "“‘「『"
# Bullets that open a list item and carry no number.
BULLETS = "■□●○◆◇▲△★☆◎※►▪•·"
DASHES = "—–-"
WIDE_SPACE = "\u3000"

# Han characters, with 〇, for use within a character set; enough for Chinese of any time, planes 2 and 3 included.
HAN = r"\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
# Characters that fall away: soft hyphen, zero-width and direction marks, word joiners, byte order marks, Hangul filler.
INVISIBLE = "\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb"
# Spaces that mean no more than an ordinary one.
ODD_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f"
