"""Any number of small reports, each of its own, with areas, bodies and acts that several of them share."""

from __future__ import annotations

import random

AREAS = (
    "昆山市",
    "常熟市",
    "桐乡市",
    "义乌市",
    "诸暨市",
    "慈溪市",
    "江阴市",
    "宜兴市",
    "太仓市",
    "海宁市",
    "平湖市",
    "余姚市",
)
BODIES = ("教育局", "民政局", "卫生健康局", "水利局", "交通运输局", "人民政府", "文化和旅游局")
ACTS = (
    "举办培训班{n}期",
    "开展巡查{n}次",
    "发放手册{n}份",
    "组织志愿者{n}名",
    "慰问老人{n}人",
    "新建站点{n}个",
    "整改隐患{n}处",
)


def report_text(number: int, *, sentences: int = 6, version: int = 0) -> str:
    """Report *number*; *version* changes what it says, not what it is about."""
    draw = random.Random(number * 1000 + version)  # noqa: S311 - the same on every machine is what is wanted
    area, month, day = draw.choice(AREAS), draw.randint(1, 12), draw.randint(1, 28)
    year = 2015 + number % 9
    lines = [f"{area}第{number}期工作简报", f"{year}年{month}月{day}日，{area}{draw.choice(BODIES)}召开工作会议。"]
    for _ in range(sentences):
        body, act = draw.choice(BODIES), draw.choice(ACTS).format(n=draw.randint(2, 900))
        other = f"，{draw.choice(AREAS)}{draw.choice(BODIES)}参加" if draw.random() < 0.3 else ""
        lines.append(f"{area}{body}{act}{other}。")
    return "\n".join(lines) + "\n"
