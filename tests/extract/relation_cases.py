"""Sentences of our own with the relations that they state: (subject, predicate, object) by name."""

from __future__ import annotations

STATED = [
    (  # a department behind an office of its party committee, or of its area's head
        "清河县委常委、宣传部部长李明到会。",
        {("李明", "holdsPost", "清河县委宣传部部长"), ("清河县委宣传部部长", "postIn", "清河县委宣传部")},
    ),
    (
        "清河县副县长、公安局局长李明到会。",
        {("李明", "holdsPost", "清河县公安局局长"), ("清河县公安局局长", "postIn", "清河县公安局")},
    ),
    (  # the title tells of which of two bodies it is
        "清河县水利局党组书记、局长李明到会。",
        {("李明", "holdsPost", "清河县水利局局长"), ("清河县水利局局长", "postIn", "清河县水利局")},
    ),
    (  # the deputies of the body whose head the sentence names
        "清河县人大常委会主任李明主持会议；副主任周立民、高文秀，秘书长孙国强出席会议。",
        {
            ("周立民", "holdsPost", "清河县人大常委会副主任"),
            ("高文秀", "holdsPost", "清河县人大常委会副主任"),
            ("孙国强", "holdsPost", "清河县人大常委会秘书长"),
        },
    ),
    (
        "清河县宏大有限责任公司党委副书记、副董事长、总经理李明到会。",
        {
            ("李明", "holdsPost", "清河县宏大有限责任公司总经理"),
            ("清河县宏大有限责任公司总经理", "postIn", "清河县宏大有限责任公司"),
        },
    ),
    (
        "清河县委副书记、政府县长李明到会。",
        {("李明", "holdsPost", "清河县政府县长")},
    ),
    (
        "清河县人民法院副院长、审判委员会委员李明到会。",
        {("清河县人民法院审判委员会委员", "postIn", "清河县人民法院审判委员会")},
    ),
    (  # one office by two names
        "清河县政府副县长李明到会。副县长周立民讲话。",
        {("李明", "holdsPost", "清河县政府副县长"), ("周立民", "holdsPost", "清河县政府副县长")},
    ),
    (  # a past office is the office
        "清河县水利局原局长李明受审。清河县水利局局长周立民讲话。",
        {("李明", "holdsPost", "清河县水利局局长"), ("周立民", "holdsPost", "清河县水利局局长")},
    ),
    (  # where somebody goes is not where he holds office
        "副市长周立民率队赴杭州市考察。",
        {("周立民", "holdsPost", "副市长")},
    ),
    (  # a list before the verb, the gathering behind it
        "县长周立民、副县长高文秀等出席全县春耕生产现场会。",
        {("全县春耕生产现场会", "participant", "周立民"), ("全县春耕生产现场会", "participant", "高文秀")},
    ),
    (  # the gathering told before
        "5月8日，清河县安全生产工作会议在清河县召开。县长周立民主持会议。副县长高文秀列席会议。",
        {
            ("清河县安全生产工作会议", "participant", "周立民"),
            ("清河县安全生产工作会议", "participant", "高文秀"),
        },
    ),
    (  # who has the floor
        "5月8日，清河县安全生产工作会议召开。县长周立民在会上强调，要守住底线。",
        {("清河县安全生产工作会议", "participant", "周立民")},
    ),
    (  # behind the verb
        "5月8日，清河县安全生产工作会议召开。参会的副县长高文秀表示，将抓紧落实。",
        {("清河县安全生产工作会议", "participant", "高文秀")},
    ),
    (  # a session bears the name of its body
        "清河县人大常委会第九次会议5月8日举行。",
        {("清河县人大常委会第九次会议", "carriedOutBy", "清河县人大常委会")},
    ),
    (  # the body before its document
        "清河县教育局《关于做好防汛工作的通知》已经下发。",
        {("关于做好防汛工作的通知", "issuedBy", "清河县教育局")},
    ),
    (  # what a letter answers
        (
            "清河县人民政府关于同意建设文化馆的批复\n清河县文化局：\n你局《关于建设文化馆的请示》收悉。现批复如下：\n"
            "同意建设文化馆。\n清河县人民政府\n2024年5月8日\n"
        ),
        {
            ("清河县人民政府关于同意建设文化馆的批复", "issuedBy", "清河县人民政府"),
            ("关于建设文化馆的请示", "issuedBy", "清河县文化局"),
        },
    ),
    (  # the role of a label holds for the rows below; the list's roles are in the body that it is of
        (
            "关于调整清河县教材管理委员会组成人员的通知\n各镇人民政府：\n县政府决定调整清河县教材管理委员会组成人员。名单如下：\n"
            "主　任：周立民　　县长\n副主任：高文秀　　副县长\n孙国强　　县教育局局长\n委　员：\n（一）部门委员\n"
            "王建军　　县财政局副局长\n（二）专家委员\n马　敏　　教授\n委员会的日常工作由县教育局承担。\n"
        ),
        {
            ("周立民", "holdsPost", "清河县教材管理委员会主任"),
            ("孙国强", "holdsPost", "清河县教材管理委员会副主任"),
            ("孙国强", "holdsPost", "清河县教育局局长"),
            ("王建军", "holdsPost", "清河县教材管理委员会委员"),
            ("马敏", "holdsPost", "清河县教材管理委员会委员"),
            ("清河县教材管理委员会委员", "postIn", "清河县教材管理委员会"),
        },
    ),
    (  # offices in brackets
        (
            "关于成立青山镇森林防火指挥部的通知\n经研究，决定成立青山镇森林防火指挥部。名单如下：\n"
            "总指挥：周立民（镇长）\n副总指挥：高文秀（副镇长）\n　　　　　孙国强（林业站站长）\n"
            "成员：李明（司法所所长）\n王建军（财政所所长）\n"
        ),
        {
            ("周立民", "holdsPost", "青山镇森林防火指挥部总指挥"),
            ("孙国强", "holdsPost", "青山镇森林防火指挥部副总指挥"),
            ("王建军", "holdsPost", "青山镇森林防火指挥部成员"),
            ("王建军", "holdsPost", "财政所所长"),
        },
    ),
    (  # offices before the names
        (
            "关于成立青山镇禁毒工作领导小组的通知\n组长：镇党委书记周立民\n副组长：副镇长高文秀\n司法所所长王建军\n"
            "成员：李明、赵亮\n"
        ),
        {
            ("周立民", "holdsPost", "青山镇禁毒工作领导小组组长"),
            ("王建军", "holdsPost", "青山镇禁毒工作领导小组副组长"),
            ("赵亮", "holdsPost", "青山镇禁毒工作领导小组成员"),
        },
    ),
    (  # the body in the name of an office that somebody holds
        "清河县青山遗址管理处主任周立民介绍情况。清河县教育局局长高文秀、商务局长孙国强参加。",
        {
            ("清河县青山遗址管理处主任", "postIn", "清河县青山遗址管理处"),
            ("商务局长", "postIn", "商务局"),
        },
    ),
    (  # where it is held, said between its name and the verb
        "县人社局举办的家政服务培训班在青山镇开班。5月8日，清河县人才招聘会在人民广场顺利举行。",
        {("家政服务培训班", "heldAt", "青山镇"), ("清河县人才招聘会", "heldAt", "人民广场")},
    ),
    (  # those who are brought, and where: the activity is the noun of the verb
        "近日，青山镇组织党员干部到县廉政教育基地开展警示教育活动。",
        {
            ("警示教育活动", "carriedOutBy", "青山镇"),
            ("警示教育活动", "participant", "党员干部"),
            ("警示教育活动", "heldAt", "县廉政教育基地"),
        },
    ),
    (  # a city by the one character that stands for it
        "北京市天气晴好。5月8日，全国义务教育现场会在京召开。",
        {("全国义务教育现场会", "heldAt", "北京市")},
    ),
    (  # what is set up and ends like a body is one
        "近日，青山镇成立矛盾纠纷调解中心。",
        {("矛盾纠纷调解中心", "establishedBy", "青山镇")},
    ),
    (  # a list of moves, and offices left, in brackets
        "财政局副局长周立民调任水利局副局长、民政局科长高文秀调升商务局局长。\n青山区区长孙国强（原教育局局长）",
        {
            ("周立民", "holdsPost", "水利局副局长"),
            ("高文秀", "holdsPost", "民政局科长"),
            ("高文秀", "holdsPost", "商务局局长"),
            ("孙国强", "holdsPost", "教育局局长"),
        },
    ),
    (  # the short name that a bracket defines
        "清河县青山矿业有限责任公司（以下简称青矿公司）停产。青矿公司董事长周立民到场。",
        {("清河县青山矿业有限责任公司董事长", "postIn", "清河县青山矿业有限责任公司")},
    ),
    (  # a villagers' committee is over its village
        "清河县河西村村民委员会主任周立民到会。",
        {("清河县河西村民委员会", "governs", "河西村")},
    ),
    (  # where a village lies
        "青山镇新风村位于清河县西部。",
        {("新风村", "locatedIn", "青山镇"), ("新风村", "locatedIn", "清河县")},
    ),
    (  # who undergoes it, told in the clause before
        "周立民涉嫌严重违纪，目前正接受监察调查。",
        {("监察调查", "participant", "周立民")},
    ),
    (  # the activity is the noun of a light verb
        "清河县教育局对清河县第二中学进行安全检查。",
        {("安全检查", "carriedOutBy", "清河县教育局"), ("安全检查", "participant", "清河县第二中学")},
    ),
    (  # an office that one body has
        "国务院召开会议。总理王建平主持会议。",
        {("总理", "postIn", "国务院")},
    ),
    (  # one 局 for the body and for the title
        "清河县司法局长王建国、县第一中学校长何明到会。",
        {
            ("王建国", "holdsPost", "清河县司法局长"),
            ("清河县司法局长", "postIn", "清河县司法局"),
            ("何明", "holdsPost", "清河县第一中学校长"),
            ("清河县第一中学校长", "postIn", "清河县第一中学"),
        },
    ),
]

NOT_STATED = [
    (  # the committee of a company is no organ of an area
        "清河县宏大有限责任公司党委开展慰问。",
        {("清河县宏大有限责任公司党委", "governs", "清河县")},
    ),
    (  # 科长 is in the 局 before it
        "清河县水利局科长李明到会。",
        {("清河县水利局科长", "postIn", "清河县水利局科")},
    ),
    (  # a label that is no role, or a sentence, ends the list
        (
            "组长：周立民　　县长\n副组长：高文秀　　副县长\n联系人：\n孙国强　　县教育局局长\n"
            "会议要求抓好落实。\n李明　　县财政局局长\n"
        ),
        {("孙国强", "holdsPost", "副组长"), ("李明", "holdsPost", "副组长")},
    ),
    (  # 民政部 is not in 民政部门
        "民政部印发通知。各地民政部门要抓好落实。",
        {("各地民政部门", "subOrganizationOf", "民政部"), ("民政部门", "subOrganizationOf", "民政部")},
    ),
    (  # named once in passing, sentences before
        "清河县第一纸业公司贷款增长。全年粮食丰收。物价平稳。成功举办春季农产品展销会。深入实施乡村振兴战略。",
        {("春季农产品展销会", "carriedOutBy", "清河县第一纸业公司")},
    ),
    (  # what a mechanism is set up with is no part of it, and no accident is a part of an undertaking
        "（一）建立长效管理机制。县教育局要完善定期检查制度，开展安全培训。",
        {("定期检查制度", "partOf", "长效管理机制"), ("安全培训", "partOf", "长效管理机制")},
    ),
    (  # what one takes is not what the next leaves
        "财政局副局长周立民调任水利局副局长、民政局科长高文秀调升商务局局长。",
        {("高文秀", "holdsPost", "水利局副局长")},
    ),
    (  # 民委 is not in 村民委员会
        "清河县河西村村民委员会主任周立民到会。",
        {("清河县河西村民委员会", "subOrganizationOf", "清河县河西村民委")},
    ),
    (  # 副主任 is no 主任
        "清河县财政局副主任周立民、主任高文秀到会。县文化馆主任是孙国强。秘书长：李明",
        {("李明", "holdsPost", "清河县财政局副主任")},
    ),
    (  # what a speaker asks for is not his doing
        "县长周立民强调，要改进作风。深入推进司法体制改革，开展安全生产检查。",
        {("司法体制改革", "carriedOutBy", "周立民"), ("安全生产检查", "carriedOutBy", "周立民")},
    ),
    (  # what is set up is established
        "清河县教育局建立家校联系机制。",
        {("家校联系机制", "carriedOutBy", "清河县教育局")},
    ),
    (  # joining a party or starting work is no gathering
        "周立民1990年7月参加工作，1995年5月参加清河县供销社工作。",
        {("工作", "participant", "周立民")},
    ),
]
