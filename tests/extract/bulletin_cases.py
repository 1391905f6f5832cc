"""Sentences of bulletins, accident news and releases, of our own, and the acts that they tell (rows as in `told_cases`)."""

from __future__ import annotations

BULLETINS: tuple[tuple[str, tuple[str, ...]], ...] = (
    # under way, without anybody
    ("事故原因正在进一步调查中。", (" | 调查 | 事故原因 | under_way",)),
    ("火灾原因和损失正在调查中。", (" | 调查 | 火灾原因和损失 | under_way",)),
    ("现场明火被扑灭。", (" | 扑灭 | 明火",)),
    # a cause that a clause of its own only names
    ("县气象局发布消息，受冷空气影响，部分乡镇出现大风。", ("县气象局 | 发布 | 消息", "no act 受")),
    # nobody does what a share tells
    (
        "县统计局公布，上半年粮食产量5万吨，增长3%。分季度看，一季度下降2%。",
        (" | 增长 | 粮食产量", " | 下降 | 粮食产量"),
    ),
    # members of lists that a count sums up
    (
        "县应急局设立人员疏散、灭火作战、物资供应等三个小组。",
        ("县应急局 | 设立 | 人员疏散、灭火作战、物资供应等小组", "no act 灭火"),
    ),
    ("沙河镇光伏整县推进等6个文化旅游项目开工。", ("no act 推进",)),
    ("该县做实项目谋划、签约、投产三个环节。", ("no act 投产", "no act 签约")),
    # compounds of verbs
    ("沙河镇举行优秀教师表扬活动。", ("沙河镇 | 举行 | 优秀教师表扬活动", "no act 表扬")),
    ("县长王建国了解项目开工建设情况。", ("王建国 | 了解 | 项目开工建设情况", "no act 开工")),
    ("总投资5亿元的造纸项目落户沙河镇。", ("no act 投资",)),
    ("农作物受灾面积30公顷。", ("no act 受灾",)),
    # on behalf of
    ("副处长李志强代表市长王建国出席活动。", ("李志强 | 出席 | 活动",)),
    ("副市长李志强偕议员在县礼堂举办记者会。", ("李志强、议员 | 举办 | 记者会",)),
    ("水利部副部长兼应急管理部副部长李志强率工作组赴灾区。", ("no act 兼",)),
    # when something was said
    ("副市长李志强出席活动时表示，将加强管理。", ("李志强 | 出席 | 活动", "李志强 | 表示 | 将加强管理")),
    ("王建国接受采访时说，情况良好。", ("王建国 | 接受 | 采访", "王建国 | 说 |")),
    # casualties
    ("沙河县1人死亡、5人轻伤。", (" | 死亡 |", " | 轻伤 |")),
    ("暂无人员伤亡。", ("no act 暂无",)),
    # who signs speaks of itself
    (
        "停水公告\n我公司将对供水管道进行改造。停水单位：沿线用户。\n沙河市自来水有限公司\n2024年3月4日",
        ("沙河市自来水有限公司 | 进行改造 | 供水管道", "no act 停水"),
    ),
    ("消防处署理助理处长李志强对传媒说，情况稳定。李志强指，该处已派员。", ("李志强 | 指 | 该处已派员", "no act 署理")),
    # what is made use of
    ("消防队利用云梯、拉梯搭设救生通道。", (" | 搭设 | 救生通道", "no act 利用")),
    # what is asked for goes on behind a semicolon
    (
        "县长王建国要求，全力搜救；切实排查隐患；全力救治伤员。",
        (" | 救治 | 伤员 | required", " | 排查 | 隐患 | required"),
    ),
)
