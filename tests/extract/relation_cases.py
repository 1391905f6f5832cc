"""Sentences of our own with the relations that they state: (subject, predicate, object) by name."""

from __future__ import annotations

STATED = [
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
]

NOT_STATED = [
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
