"""Sentences of our own with their names marked, and the acts that a careful reader would write down from them."""

from __future__ import annotations

# Each act: `agents | verb | object`, then its count, time, place, and its status where it has not happened.
ACTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("[Organization|安平县水利局]将[Measure|河道巡查记录]录入系统。", ("安平县水利局 | 录入 | 河道巡查记录",)),
    ("[Organization|安平县水利局]把[Document|巡查手册]发给村民。", ("安平县水利局 | 发给 | 巡查手册",)),
    ("三名[Group|船员]被渔船救起。", ("| 救起 | 船员 | count 三名",)),
    (
        "[Activity|趣味运动会]由[Organization|镇工会]主办、[Organization|镇中学]承办。",
        (
            "镇工会 | 主办 | 趣味运动会",
            "镇中学 | 承办 | 趣味运动会",
        ),
    ),
    ("[Organization|县卫健委]对[Organization|民营诊所]开展检查。", ("县卫健委 | 开展检查 | 民营诊所",)),
    ("[Organization|县卫健委]对[Group|护士]给予表扬。", ("县卫健委 | 给予表扬 | 护士",)),
    ("[Organization|县卫健委]就[Project|医院扩建]征求意见。", ("县卫健委 | 征求 | 意见",)),
    ("[Organization|镇党委]带领[Group|村民]种植茶树300亩。", ("镇党委 | 种植 | 茶树 | count 300亩",)),
    ("[Organization|镇党委]让[Group|村民]参加[Activity|丰收节]。", ("村民 | 参加 | 丰收节",)),
    ("[Organization|安平县]与[Organization|柳林县]签订[Document|合作协议]。", ("安平县、柳林县 | 签订 | 合作协议",)),
    (
        "[Organization|县农业农村局]会同[Organization|县气象局]发布[Document|霜冻预警]。",
        ("县农业农村局、县气象局 | 发布 | 霜冻预警",),
    ),
    (
        "[Organization|县图书馆]开办的[Activity|夜间讲堂]吸引读者2000人次。",
        (
            "县图书馆 | 开办 | 夜间讲堂",
            "夜间讲堂 | 吸引 | 读者 | count 2000人次",
        ),
    ),
    (
        "在走访[Group|种粮大户]过程中，[Person|何立新]了解了收成情况。",
        (
            "何立新 | 走访 | 种粮大户",
            "何立新 | 了解 | 收成情况",
        ),
    ),
    ("经过调解，双方签订了[Document|和解书]。", ("| 签订 | 和解书",)),
    (
        "[Organization|县供销社]新建冷库4座，改建门店12家，培训[Group|农技员]150名。",
        (
            "县供销社 | 新建 | 冷库 | count 4座",
            "县供销社 | 改建 | 门店 | count 12家",
            "县供销社 | 培训 | 农技员 | count 150名",
        ),
    ),
    ("[Organization|治沙办公室]设在[Organization|县林业局]。", ("| 设在 | 治沙办公室",)),
    (
        "[Person|何立新]一行先后来到[Place|粮站]、[Place|码头]，查看防汛物资。",
        (
            "何立新 | 来到 | 粮站、码头 | at 粮站",
            "何立新 | 查看 | 防汛物资",
        ),
    ),
    (
        "据[Organization|县气象局]介绍，今年降雨量达到600毫米。",
        (
            "县气象局 | 介绍 | 今年降雨量达到600毫米",
            "| 达到 | 降雨量 | count 600毫米 | on 今年",
        ),
    ),
    (
        "[Document|《实施细则》]要求，各乡镇于9月底前上报名单。",
        (
            "《实施细则》 | 要求 | 各乡镇于9月底前上报名单",
            "| 上报 | 名单 | on 9月底 | required",
        ),
    ),
    (
        "[Person|何立新]主持会议并讲话。",
        (
            "何立新 | 主持 | 会议",
            "何立新 | 讲话 |",
        ),
    ),
    ("[Organization|县委]任命[Person|赵春燕]为[Post|县图书馆馆长]。", ("县委 | 任命 | 赵春燕为县图书馆馆长",)),
    (
        "[Person|赵春燕]担任[Post|县图书馆馆长]，[Person|何立新]不再担任[Post|县图书馆馆长]职务。",
        (
            "赵春燕 | 担任 | 县图书馆馆长",
            "何立新 | 不再担任 | 县图书馆馆长职务",
        ),
    ),
    ("[Person|何立新]因公款宴请受到党内警告处分。", ("何立新 | 受到 | 党内警告处分",)),
    (
        "6月3日，[Organization|县文旅局]在[Place|柳湖公园]举办[Activity|民歌展演]，发放宣传册500份。",
        (
            "县文旅局 | 举办 | 民歌展演 | on 6月3日 | at 柳湖公园",
            "县文旅局 | 发放 | 宣传册 | count 500份 | on 6月3日",
        ),
    ),
    ("[Organization|县交通局]为[Group|老年人]办理乘车卡1800张。", ("县交通局 | 办理 | 乘车卡 | count 1800张",)),
    ("[Organization|县总工会]向[Group|环卫工人]赠送雨衣200件。", ("县总工会 | 赠送 | 雨衣 | count 200件",)),
    (
        "[Organization|县人社局]通过[Activity|直播带岗]帮助[Group|毕业生]找到工作。",
        ("县人社局 | 帮助 | 毕业生找到工作", "毕业生 | 找到 | 工作"),
    ),
    ("[Organization|县财政局]听取和审阅[Document|决算报告]。", ("县财政局 | 听取和审阅 | 决算报告",)),
    ("[Organization|县财政局]不断加强[Measure|预算管理制度]建设。", ("县财政局 | 加强 | 预算管理制度建设",)),
    ("[Organization|县医院]没有向[Group|患者]收取押金。", ("县医院 | 收取 | 押金 | negated",)),
    ("[Organization|安平县]以[Activity|技能大赛]为抓手，培养工匠36名。", ("安平县 | 培养 | 工匠 | count 36名",)),
    (
        "[Organization|清河区教育局]举办4期[Activity|教师培训班]，培训[Group|教师]200多名。",
        (
            "清河区教育局 | 举办 | 教师培训班 | count 4期",
            "清河区教育局 | 培训 | 教师 | count 200多名",
        ),
    ),
    ("[Activity|教师培训班]在[Place|区文化馆]举行。", ("| 举行 | 教师培训班 | at 区文化馆",)),
    ("[Organization|区卫生局]对全区学校进行卫生检查。", ("区卫生局 | 进行卫生检查 | 全区学校",)),
    ("[Organization|区卫生局]对[Person|陈志远]的建议给予肯定。", ("区卫生局 | 给予肯定 | 陈志远的建议",)),
    ("[Organization|区政府]把[Measure|便民清单]纳入年度考核。", ("区政府 | 纳入 | 便民清单",)),
    ("[Organization|区政府]将[Project|老旧厂房]改造为[Place|创业园]。", ("区政府 | 改造为 | 老旧厂房",)),
    ("[Group|群众]被转移到安全地带。", ("| 转移到 | 群众",)),
    ("[Project|老旧厂房]被列为重点工程。", ("| 列为 | 老旧厂房",)),
    ("[Organization|临川镇]组织[Group|党员]开展[Activity|义务植树]。", ("临川镇 | 开展 | 义务植树",)),
    (
        "[Organization|临川镇]组织[Group|党员]赴[Place|红旗纪念馆]参观学习。",
        (
            "党员 | 赴 | 红旗纪念馆 | at 红旗纪念馆",
            "党员 | 参观学习 |",
        ),
    ),
    (
        "[Organization|区政府]推动[Organization|企业]开展[Activity|技能培训]。",
        (
            "区政府 | 推动 | 企业开展技能培训",
            "企业 | 开展 | 技能培训",
        ),
    ),
    ("[Organization|区政府]联合[Organization|区妇联]举办[Activity|招聘会]。", ("区政府、区妇联 | 举办 | 招聘会",)),
    (
        "[Organization|区政府]携手[Organization|区妇联]，举办[Activity|招聘会]。",
        (
            "区政府 | 携手 | 区妇联",
            "区政府、区妇联 | 举办 | 招聘会",
        ),
    ),
    ("[Activity|招聘会]由[Organization|区妇联]承办。", ("区妇联 | 承办 | 招聘会",)),
    (
        "[Organization|区水务局]公布的数据显示，水质达标率提高到98%。",
        (
            "区水务局 | 公布 | 数据",
            "| 显示 | 水质达标率提高到98%",
            "| 提高到 | 水质达标率 | count 98%",
        ),
    ),
    (
        "[Organization|区政府]成立[Organization|防汛指挥部]，组建[Organization|抢险队]3支。",
        (
            "区政府 | 成立 | 防汛指挥部",
            "区政府 | 组建 | 抢险队 | count 3支",
        ),
    ),
    (
        "[Person|陈志远]强调，要落实安全责任。",
        (
            "陈志远 | 强调 | 要落实安全责任",
            "| 落实 | 安全责任 | required",
        ),
    ),
    ("[Person|陈志远]要求各部门加强值班。", ("陈志远 | 要求 | 各部门加强值班",)),
    (
        "[Organization|区委]决定，任命[Person|李明远]为[Post|区教育局局长]。",
        (
            "区委 | 决定 | 任命李明远为区教育局局长",
            "区委 | 任命 | 李明远为区教育局局长",
        ),
    ),
    ("[Organization|区委]免去[Person|王立新]的[Post|区教育局局长]职务。", ("区委 | 免去 | 王立新的区教育局局长职务",)),
    ("[Person|李明远]任[Post|区教育局局长]。", ("李明远 | 任 | 区教育局局长",)),
    ("[Person|王立新]因严重违纪受到留党察看处分。", ("王立新 | 受到 | 留党察看处分",)),
    (
        "[Organization|区政府]印发[Document|《防汛预案》]，明确值守职责。",
        (
            "区政府 | 印发 | 防汛预案",
            "《防汛预案》 | 明确 | 值守职责",
        ),
    ),
    (
        "2023年5月，[Organization|区政府]新建[Place|公园]2个，改造[Place|菜市场]1个。",
        (
            "区政府 | 新建 | 公园 | count 2个 | on 2023年5月",
            "区政府 | 改造 | 菜市场 | count 1个 | on 2023年5月",
        ),
    ),
    ("为方便群众办事，[Organization|区政府]设立[Place|服务窗口]。", ("区政府 | 设立 | 服务窗口",)),
    (
        "通过建立[Measure|联络机制]，[Organization|区政府]解决了欠薪问题。",
        (
            "区政府 | 建立 | 联络机制",
            "区政府 | 解决 | 欠薪问题",
        ),
    ),
    (
        "在参观[Place|展厅]的过程中，[Person|陈志远]询问了运营情况。",
        (
            "陈志远 | 参观 | 展厅",
            "陈志远 | 询问 | 运营情况",
        ),
    ),
    (
        "[Organization|区政府]加强巡查、完善[Measure|排水系统]。",
        (
            "区政府 | 加强 | 巡查",
            "区政府 | 完善 | 排水系统",
        ),
    ),
    (
        "[Organization|区政府]宣读决定并部署工作。",
        (
            "区政府 | 宣读 | 决定",
            "区政府 | 部署 | 工作",
        ),
    ),
    ("教育行政部门要参与验收工作。", ("| 参与 | 验收工作 | required",)),
    (
        "[Organization|区政府]有关[Group|负责人]来到[Place|工地]调研。",
        (
            "负责人 | 来到 | 工地 | at 工地",
            "负责人 | 调研 |",
        ),
    ),
    ("[Organization|中央督导组]进驻[Area|清河区]。", ("中央督导组 | 进驻 | 清河区 | at 清河区",)),
    ("[Organization|县水利局]整改问题43处。", ("县水利局 | 整改 | 问题 | count 43处",)),
    ("[Organization|县水利局]排查整治问题46条。", ("县水利局 | 排查整治 | 问题 | count 46条",)),
    ("[Organization|县水利局]发现问题46处。", ("县水利局 | 发现 | 问题 | count 46处",)),
    ("[Organization|县财政局]检查、翻晒粮食。", ("县财政局 | 检查、翻晒 | 粮食",)),
)

# Status, one table for each kind.
DONE = (("[Organization|安平县]已建成[Place|粮库]。", "建成"), ("[Organization|安平县]建起了[Place|粮库]。", "建起"))
UNDER_WAY = (
    ("[Organization|安平县]正在修建[Place|粮库]。", "修建"),
    ("[Organization|安平县]正加快修建[Place|粮库]。", "修建"),
)
PLANNED = (
    ("[Organization|安平县]将修建[Place|粮库]。", "修建"),
    ("[Organization|安平县]拟出台[Document|管理办法]。", "出台"),
    ("[Organization|安平县]将修建[Place|粮库]，培训[Group|保管员]。", "培训"),
)
REQUIRED = (
    ("[Organization|安平县]要完善[Measure|值班制度]。", "完善"),
    ("各乡镇必须完善[Measure|值班制度]。", "完善"),
)
NEGATED = (
    ("[Organization|安平县]未收取押金。", "收取"),
    ("[Organization|安平县]没有收取押金。", "收取"),
    ("严禁焚烧秸秆。", "焚烧"),
)

# Relations that acts state.
RELATIONS: tuple[tuple[str, str], ...] = (
    ("[Organization|县教育局]举办[Activity|书法班]。", "书法班 carriedOutBy 县教育局"),
    ("[Activity|书法班]由[Organization|县教育局]承办。", "书法班 carriedOutBy 县教育局"),
    ("[Organization|镇政府]组织[Group|党员]开展[Activity|义务植树]。", "义务植树 participant 党员"),
    ("[Activity|书法班]在[Place|文化馆]举行。", "书法班 heldAt 文化馆"),
    ("[Organization|县政府]印发[Document|《防汛预案》]。", "《防汛预案》 issuedBy 县政府"),
    ("[Organization|县政府]成立[Organization|防汛指挥部]。", "防汛指挥部 establishedBy 县政府"),
)
