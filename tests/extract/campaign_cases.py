"""Sentences of our own as reports on campaigns in communities have them, and their acts (rows as in `told_cases`)."""

from __future__ import annotations

CAMPAIGNS: tuple[tuple[str, tuple[str, ...]], ...] = (
    # what the campaign is said to have used and achieved, those did who carry it out
    (
        "东风街道开展清洁行动。本次行动共出动车辆20台，清理垃圾3吨。",
        ("东风街道 | 出动 | 车辆", "东风街道 | 清理 | 垃圾"),
    ),
    # who has others do something goes on acting
    ("县中医院组织医务人员走村串户，对农民进行体检。", ("县中医院 | 进行体检 | 农民",)),
    # behind a matter the last verb is the clause's own; a list of means ends with what they are
    ("镇长王建国就全镇开展好主题教育提出意见。", ("王建国 | 提出 | 意见", "no act 开展好")),
    (
        "杭州市第一小学通过手抄报、国旗下讲话、红领巾广播站等形式对学生进行教育。",
        ("杭州市第一小学 | 进行教育 | 学生",),
    ),
    ("县气象台发布大风蓝色预警信号。", ("县气象台 | 发布 | 大风蓝色预警信号",)),
    # a common noun as the subject is the body named so, or the one of its kind
    ("县公安局交警大队开展行动。行动中，大队设置卡点2个。", ("县公安局交警大队 | 设置 | 卡点",)),
    ("杭州市第一小学举办活动。学校组织学生签名，发放资料300份。", ("杭州市第一小学 | 发放 | 资料",)),
    (
        "县公安局交警大队查处违法行为36起，其中酒驾7起，散发资料500份。",
        ("县公安局交警大队 | 散发 | 资料", "no act 酒驾"),
    ),
    # names of campaigns with a verb before what they are for or against; to whom something is told
    ("县教育局开展小学生防溺水教育活动。", ("县教育局 | 开展 | 小学生防溺水教育活动", "no act 防")),
    ("东风街道组织开展反诈宣传进小区活动。", ("东风街道 | 组织开展 | 反诈宣传进小区活动", "no act 进")),
    ("东风街道向群众宣传“清洁家园”活动的重要意义。", ("东风街道 | 宣传 | 清洁家园活动的重要意义",)),
    ("执勤民警逐车检查驾驶人员。", ("执勤民警 | 检查 | 驾驶人员",)),
    ("镇党委书记梅岭以“不忘本来”为题讲党课。", ("梅岭 | 讲 | 党课",)),
    # who is brought to do something; in spite of what; what is told passively
    ("县城管局教育引导经营业主自觉遵守规定。", ("县城管局 | 教育引导 | 经营业主自觉遵守规定",)),
    (
        "志愿服务队冒着寒风对小区垃圾进行清理，该小区多处死角被打扫干净。",
        ("志愿服务队 | 进行清理 | 小区垃圾", "| 打扫 | 小区多处死角", "no act 冒着"),
    ),
    # what two things are made to do closes the clause
    ("县城管局将志愿服务与下沉社区工作有机结合。", ("县城管局 | 结合 | 志愿服务与下沉社区工作", "no act 下沉")),
    ("县委班子成员分片包村，整改问题20处。", ("县委班子成员 | 包村 |", "县委班子成员 | 整改 | 问题")),
    # two words that the segmenter takes for one, and a verb with a meeting that it takes for a noun
    ("镇党委书记王建国主持会议并作专题党课。", ("王建国 | 主持 | 会议", "王建国 | 作 | 专题党课")),
    # those of a body who are counted; in a list a level word is no subject; behind a word of place
    ("县城管局系统共30名党员干部下沉社区。", ("党员干部 | 下沉 | 社区",)),
    (
        "派出所民警、社区包居干部及志愿者利用傍晚时间，发放传单。",
        ("派出所民警、干部、志愿者 | 发放 | 传单", "no act 包居"),
    ),
    ("东风社区党员在辖区楼院内清理广告栏。", ("东风社区党员 | 清理 | 广告栏",)),
    ("志愿者们来到小区，带上工具清除杂物。", ("志愿者们 | 清除 | 杂物",)),
)
