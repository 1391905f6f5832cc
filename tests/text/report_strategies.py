"""Hypothesis strategies: pieces of reports in any order, with what mirrors and editors leave in them."""

from __future__ import annotations

from hypothesis import strategies as st

_ALPHABET = (
    "一二三四十、（）()。；：，“”‘’！？…—-  \n\n\u3000\t1234.５％①②■是要第其日年月今附件记者本报讯电号国务院通知关于"
    "标题(biāo)題裡&amp;nbsp;&#65;\u200b\ufeff\r\ue000"
)
_PIECES = (
    *("一是", "二是", "（一）", "（二）", "一、", "二、", "1.", "2.", "第一，", "首先，", "其次，", "——", "①", "②"),
    *("2021年3月5日", "3月5日电", "本报讯", "（记者 王小明）", "关于印发", "的通知", "某政发〔2020〕5号", "今(13)日"),
    *("\n", "　　", "。\n", "：", "。", "；", "“", "”", "《", "》", "标题：", "（完）", "&amp;", "标(biāo)", "臺灣裡"),
    *("组　长：", "张　三　　部长", "截至111年6月底", "\x00", "责任编辑：李某"),
)

report_texts = st.lists(
    st.one_of(st.sampled_from(_PIECES), st.text(alphabet=_ALPHABET, max_size=12), st.text(max_size=6)), max_size=25
).map("".join)
