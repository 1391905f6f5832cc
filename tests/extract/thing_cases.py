"""Sentences of our own and the things that a careful reader would write down from them: `type name`."""

from __future__ import annotations

# Names by their head word, announced by a verb.
HEADS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("河口镇开展秋季河道专项整治。", ("activity 秋季河道专项整治",)),
    ("县水利局召开水库移民座谈会，听取意见。", ("activity 水库移民座谈会",)),
    ("社区举办了4期茶艺讲座。", ("activity 茶艺讲座",)),
    ("市商务局组织开展3次夜市安全检查。", ("activity 夜市安全检查",)),
    ("全镇建立驻村联络员轮换机制。", ("measure 驻村联络员轮换机制",)),
    ("局里搭建起林区管护平台，方便群众报险。", ("measure 林区管护平台",)),
    ("镇政府制定防汛应急预案。", ("document 防汛应急预案",)),
    ("企业签订安全承诺书120份。", ("document 安全承诺书",)),
    ("全县实施农村电网改造工程，惠及12个村。", ("project 农村电网改造工程",)),
    ("会议审议通过渔港建设规划。", ("document 渔港建设规划",)),
)

# The phrase begins behind the verb, the adverb, the count; what modifies the head stays.
BOUNDARIES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("各村积极推进移风易俗专项行动。", ("activity 移风易俗专项行动",)),
    ("街道进一步完善老年人助餐服务体系。", ("measure 老年人助餐服务体系",)),
    ("县里建立县、乡、村三级防火网络。", ("measure 县、乡、村三级防火网络",)),
    ("昨天召开第三次城市规划工作会议。", ("activity 第三次城市规划工作会议",)),
    ("商会开办裁缝、电工等培训班6期。", ("activity 裁缝、电工等培训班",)),
    ("县里建立干部包联、限期办结、定期回访机制。", ("measure 干部包联、限期办结、定期回访机制",)),
    ("乡里组织一次避险转移演练。", ("activity 避险转移演练",)),
    ("开展常规巡察5轮、机动巡察2轮。", ("activity 常规巡察", "activity 机动巡察")),
    ("牢守工地安全，开展工地安全“百日行动”。", ("activity 工地安全百日行动",)),
    ("社区推进垃圾清运、河道清淤等工作。", ("activity 垃圾清运", "activity 河道清淤")),
)

# A verb that may be a noun is not taken for one, and words that name nothing are left out.
NOT_NAMED: tuple[str, ...] = (
    "现将有关事项通知如下。",
    "他走进车间查看生产情况。",
    "要切实采取有效措施，解决“断头路”问题。",
    "居民的生态系统保护意识不断增强。",
    "该局去年检查了30家餐馆。",
    "30名干部走访农户。",
    "经县政府研究决定，时间另行通知。",
)

QUOTED: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("鹿鸣街道推出“邻里灯”，照亮小巷。", ("measure 邻里灯",)),
    ("学校开展“晨读十分钟”活动。", ("activity 晨读十分钟活动",)),
    ("民警参加“清网”“护渔”行动。", ("activity 清网", "activity 护渔行动")),
    ("县里推行“一户一策”的办法。", ("measure 一户一策",)),
    ("村民反映“停水难”问题突出。", ()),
)

DOCUMENTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("市政府印发《青川市湿地保护办法》。", ("document 青川市湿地保护办法",)),
    (
        "云溪县人民政府关于做好春耕备耕工作的通知",
        ("document 云溪县人民政府关于做好春耕备耕工作的通知", "activity 春耕备耕工作"),
    ),
    ("根据云政发〔2021〕15号精神", ("document 云政发〔2021〕15号",)),
    ("记者在《青川日报》上看到", ()),
)

# What the verb takes is a thing, whatever word it ends with.
OBJECTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("景区推行分时入园、错峰游览。", ("measure 分时入园", "measure 错峰游览")),
    ("渔政部门开展放流增殖。", ("activity 放流增殖",)),
)

CLAUSES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("县政府出台促进茶叶外销的五项措施。", ("measure 促进茶叶外销的措施",)),
    ("镇里上报了撤乡设镇的请示。", ("document 撤乡设镇的请示",)),
)

# Names that every report writes the same way are known whole.
FIXED: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("各地深入推进大众创业、万众创新。", ("activity 大众创业、万众创新",)),
    ("各县落实就业优先战略。", ("measure 就业优先战略",)),
)
