"""Texts of our own and the acts a careful reader takes from them: `who | verb | what`, `| status` where it matters."""

from __future__ import annotations

# Each row: a text, acts that must be told, and verbs with which none must be (`no act 改善`).
TOLD: tuple[tuple[str, tuple[str, ...]], ...] = (
    # meetings without a name of their own, and what points to them
    (
        "县教育局近日召开会议，学习有关文件。会议传达了全市教育工作会议精神。会议要求，要抓好落实。",
        ("县教育局 | 召开 | 会议", "县教育局会议 | 传达 | 全市教育工作会议精神", "县教育局会议 | 要求 | 要抓好落实"),
    ),
    ("县委常委会召开第12次（扩大）会议，研究我县防汛工作。", ("县委常委会 | 研究 | 我县防汛工作",)),
    ("会议集中学习了有关讲话。", (" | 学习 | 有关讲话",)),
    # nouns of what is done: before the verb of the clause, before a figure, behind 的, in what is heard
    ("县教育局要为全县发展提供有力支撑。", ("县教育局 | 提供 | 有力支撑", "no act 发展")),
    ("沙河镇茶叶种植面积3万亩。", ("no act 种植",)),
    ("感谢您对我局工作的关心、理解和支持！", (" | 感谢 | 您对我局工作的关心、理解和支持",)),
    ("县教育局听取各校落实情况。", ("县教育局 | 听取 | 各校落实情况", "no act 落实")),
    ("开展社区运营，是一项重要举措。", ("no act 开展",)),
    # a feeling towards what 对 names; what is said behind a phrase of place
    ("县教育局对王建国代表的支持表示诚挚的感谢。", ("县教育局 | 表示诚挚的感谢 | 王建国代表的支持",)),
    ("王建国表示在下一步工作中，将增加投入。", ("王建国 | 表示 | 将增加投入",)),
    # nouns before verbs of progress, what somebody does in an area, what stands behind a semicolon
    ("“三个沙河”建设迈出新步伐。", ("no act 建设",)),
    ("县长王建国在湖南省考察调研。", ("王建国 | 考察调研 |",)),
    ("沙河大桥建成投入使用。", (" | 建成投入使用 | 沙河大桥",)),
    ("走进沙河镇第三生产村，该村转移群众20人。", ("第三生产村 | 转移 | 群众",)),
    # who signs a letter speaks in it
    (
        "关于提案的答复\n\n王建国委员：\n您提出的提案收悉。现答复如下：\n首先感谢您的支持！\n县教育局\n2022年9月23日\n",
        ("县教育局 | 感谢 | 您的支持",),
    ),
    ("要统筹安排好岁末各项工作。", (" | 统筹安排 | 岁末各项工作",)),
    ("全年投入防控资金50万元。", (" | 投入 | 防控资金",)),
    ("县教育局统筹推进防汛工作。", ("县教育局 | 统筹推进 | 防汛工作",)),
    # who is sent and not known, by what means, a way from here to there, thanks for what somebody does
    ("县教育局派专人开展摸底工作。", ("县教育局 | 开展 | 摸底工作",)),
    ("县教育局很重视。通过专题培训，已派专人对问题进行清理，并确定责任人。", ("县教育局 | 确定 | 责任人",)),
    ("该项目由县水利局承建。", ("县水利局 | 承建 | 项目",)),
    ("县教育局感谢你们对工作提出批评。", ("县教育局 | 感谢 | 你们对工作提出批评",)),
    # whom a letter addresses, and who writes it
    (
        "关于河道管理的批复\n\n杭州市水利局：\n你局的请示收悉。原则同意河道管理规划。请你局做好备案工作。\n浙江省水利厅\n2022年9月23日\n",
        ("浙江省水利厅 | 原则同意 | 河道管理规划",),
    ),
    # a cue inside what describes the noun of a preposition
    ("县教育局对一些不能及时解决的问题耐心向群众宣传解释。", ("县教育局 | 宣传解释 | 不能及时解决的问题",)),
    # a list of persons of whom one is described
    (
        "县政府召开会议，镇党委书记王建国、分管安全生产的副镇长李志强参会。",
        ("王建国、李志强 | 参会 |",),
    ),
    # who leads others somewhere does there what is told
    ("县长王建国率队到东沙、西沙、石岭等镇检查内湖防汛工作。", ("王建国 | 检查 | 内湖防汛工作",)),
    ("县长王建国带队调研防汛工作。", ("王建国 | 调研 | 防汛工作",)),
    # areas before 等 say where those are who act; nobody stands between the verb and its noun
    ("江苏、四川等各地农户抢抓农时。", ("各地农户 | 抢抓 | 农时",)),
    ("县委办主任王建国陪同此次调研。", ("王建国 | 陪同 | 调研",)),
    # where somebody goes, and what he does there
    ("县长王建国到学校调研，看望一线教师。", ("王建国 | 调研 | 学校", "王建国 | 看望 | 一线教师")),
    ("县长王建国来到东风镇调研防汛工作。", ("王建国 | 来到 | 东风镇", "王建国 | 调研 | 防汛工作")),
    # a clause with somebody, a word that could be a verb and a noun has that verb
    ("杭州市副市长李志强走访企业。", ("李志强 | 走访 | 企业",)),
    # who is pointed to by office, or by the side he speaks for
    ("县教育局局长王建国到会。局长表示，将增加投入。", ("王建国 | 表示 | 将增加投入",)),
    ("沙河镇中心医院收治患者。据院方介绍，3名患者已转移。", ("沙河镇中心医院 | 介绍 | 3名患者已转移",)),
    ("杭州市第二中学召开家长会。校方表示，将加强管理。", ("杭州市第二中学 | 表示 | 将加强管理",)),
    # the act first, then the list of who did it
    ("一同出席的有副县长李志强、局长王建国。", ("李志强、王建国 | 出席 |",)),
    ("参加会议的有县教育局、县水利局等12家单位。", ("县教育局、县水利局 | 参加 | 会议",)),
    ("包括议员李志强、里长王建国等人也一同出席。", ("李志强、王建国 | 出席 |",)),
    # nobody deals with himself
    (
        "县长王建国受贿。经县纪委研究，决定给予王建国开除党籍处分；收缴其违纪所得。",
        ("县纪委 | 决定 | 给予王建国开除党籍处分", "县纪委 | 收缴 | 其违纪所得"),
    ),
    # 我们 is nobody who is named later
    ("我们深化改革。杭州银行贷款增长。二是建设学校12所。", (" | 建设 | 学校",)),
    # a level word as the subject; papers that say something; an adverbial before the verb of saying
    ("向阳社区居民不少。去年，社区建成食堂2家。", ("向阳社区 | 建成 | 食堂",)),
    (
        "杭州市政府印发《河道管理办法》。办法规定，河道保洁每周不少于2次。",
        ("河道管理办法 | 规定 | 河道保洁每周不少于2次",),
    ),
    ("“再也不用挑水了。”村民张大爷高兴地说。", ("张大爷 | 说 | 再也不用挑水",)),
    # behind the noun of a preposition
    ("杭州市教育局将自查报告报送县安委办。", ("杭州市教育局 | 报送 | 自查报告",)),
    # somebody's name and a verb before an object that could be a name of its own
    ("县财政局拨付专项资金300多万元。", ("县财政局 | 拨付 | 专项资金",)),
    ("截至目前，县水利局整改问题20余处。", ("县水利局 | 整改 | 问题",)),
    # what is asked for has its own subject, also behind the next comma
    ("县教育局要求各学校开展自查，整改问题20处。", ("各学校 | 整改 | 问题",)),
    # a further object with its count behind the clause of its verb; loads
    (
        "东风街道出动干部120人，保洁员60余人、铲车3台，清运垃圾35车。",
        (
            "东风街道 | 出动 | 干部",
            "东风街道 | 出动 | 保洁员",
            "东风街道 | 出动 | 铲车",
            "东风街道 | 清运 | 垃圾",
        ),
    ),
    # what something is done with a view to, or taken for, is no act
    (
        "东风街道以改善居住环境为目标，以治脏、治乱为突破口，拆除围挡12处。",
        ("东风街道 | 拆除 | 围挡", "no act 改善", "no act 治乱为"),
    ),
    # everyday work in streets and homes; adverbs in a list of means
    (
        "东风街道以更大决心、更实举措推进整治。志愿者捡拾垃圾，拆除围挡，向居民讲解知识。",
        ("东风街道 | 推进 | 整治", "志愿者 | 捡拾 | 垃圾", "志愿者 | 讲解 | 知识"),
    ),
    # a count that is told to be there, and what those counted do; a topic in a clause of its own
    ("本次行动共有600人次参与，清理房屋20处。", ("| 参与 |",)),
    ("针对网络贷款诈骗、冒充亲友诈骗，东风社区制作宣传资料。", ("东风社区 | 制作 | 宣传资料", "no act 诈骗")),
    ("杭州市应急管理局及其他乡镇街道相关负责人观摩了演练。", ("杭州市应急管理局、乡镇街道相关负责人 | 观摩 | 演练",)),
    # groups called by what they do
    ("抢险组搬运沙袋，通讯组将险情上报县应急局。", ("抢险组 | 搬运 | 沙袋", "通讯组 | 上报 | 险情")),
    # verbs with a short object on either side of a pause; what is cleared, put in order, carried out from door to door
    (
        "保洁小组擦洗围栏、清理杂物。镇党委班子成员交流前期成果。",
        ("保洁小组 | 擦洗 | 围栏", "保洁小组 | 清理 | 杂物", "镇党委班子成员 | 交流 | 前期成果"),
    ),
    (
        "县城管局清理宣传条幅21条，规范店外经营100余处，排查整治问题46条，开展入户宣传。",
        (
            "县城管局 | 清理 | 宣传条幅",
            "县城管局 | 规范 | 店外经营",
            "县城管局 | 排查整治 | 问题",
            "县城管局 | 开展 | 入户宣传",
        ),
    ),
    ("县城管局做好加强宣传、开展巡查等工作。", ("县城管局 | 做好 | 加强宣传、开展巡查等工作",)),
    ("党员志愿者发扬奉献精神，擦洗桌椅20套。", ("党员志愿者 | 擦洗 | 桌椅",)),
    # whoever does so: a condition, and not who acts then
    (
        "国家机关工作人员玩忽职守的，依法给予处分。伪造证明的，由公安机关收缴证明。",
        ("公安机关 | 收缴 | 证明", " | 给予处分 |", "no act 玩忽", "no act 伪造"),
    ),
    # a verb that only dates the next one
    ("校舍建成后移交县教育局。", (" | 移交 | 县教育局", "no act 建成")),
    ("县教育局应当在收到申请之日起15日内作出决定。", ("县教育局 | 作出 | 决定", "no act 收到申请")),
    # departments by their field
    ("各级教育行政部门要做好移交工作。", ("各级教育行政部门 | 做好 | 移交工作",)),
    ("县城乡建设主管部门检查工地12处。", ("县城乡建设主管部门 | 检查 | 工地",)),
    # a phrase that is nothing without a verb behind it
    ("志愿者向过往行人宣传交通安全知识。", ("志愿者 | 宣传 | 交通安全知识",)),
    ("志愿者向商户宣传城市管理的有关规定。", ("志愿者 | 宣传 | 城市管理的有关规定",)),
    # the matter of a paper; a check that will do something; whom something is to be done about
    (
        "关于将沙河园区列入规划的建议收到。督查组实地督查将聚焦问题整改。",
        ("督查组 | 聚焦 | 问题整改", "no act 列入", "no act 督查"),
    ),
    ("对未达到进度要求的项目，县政府办要制定方案。", ("县政府办 | 制定 | 方案", "no act 达到")),
    # what is wanted or planned in a clause without its verb holds for the next
    ("县教育局将对未办手续的学校，进行重点检查。", ("县教育局 | 进行 | 重点检查 | planned",)),
    ("县直各部门要按照有关规定，加强指导。", ("县直各部门 | 加强 | 指导 | required",)),
    ("县教育局要求各学校必须以负责的态度，抓好整改。", ("各学校 | 抓好 | 整改",)),
    # a clock
    ("县应急局每天18:00前向县政府报送信息。", ("县应急局 | 报送 | 信息",)),
    # a meeting goes on deciding; who gives an office is not who holds one
    (
        "德清县人大常委会第九次会议召开。会议审议并表决通过任免事项，任命李志强为副县长；免去张立新的副县长职务。",
        (
            "德清县人大常委会第九次会议 | 审议并表决通过 | 任免事项",
            "德清县人大常委会第九次会议 | 免去 | 张立新的副县长职务",
        ),
    ),
    (
        (
            "德清县人大常委会第九次会议召开。会议讨论了召开德清县第十届人民代表大会第二次会议的事项。"
            "会议审议并通过了预算议案；听取报告。新任命人员进行了宣誓。"
        ),
        (
            "德清县人大常委会第九次会议 | 审议并通过 | 预算议案",
            "德清县人大常委会第九次会议 | 听取 | 报告",
        ),
    ),
    ("1月8日，县人大常委会审议并通过了报告。", ("县人大常委会 | 审议并通过 | 报告",)),
    # how it was done is no part of the verb
    ("县民政局违规发放月饼。", ("县民政局 | 发放 | 月饼",)),
    # a cause before what was done to somebody
    ("李志强因涉嫌受贿罪被立案调查。", (" | 立案调查 | 李志强",)),
    # what somebody is, before his name
    ("中国共产党党员、杭州市第二中学教师李志强同志，因病逝世。", ("李志强 | 逝世 |",)),
    # an adverb before the verb is no activity
    ("清河县人民法院一审公开宣判王建国受贿案。", ("清河县人民法院 | 宣判 | 王建国受贿案",)),
    # the area of an office is nobody
    ("江西省吉安市委书记、市长李志强涉嫌违纪。", ("李志强 | 涉嫌 | 违纪",)),
    # a sentence without a verb says of whom the next tells
    ("李志强，男，汉族。1990年7月参加工作。", ("李志强 | 参加 | 工作",)),
    # offices behind an organ, and behind a level with the word for what they are there for
    ("县委办、县政府办印发通知。", ("县委办、县政府办 | 印发通知 |",)),
    ("县政府办要制定方案。", ("县政府办 | 制定 | 方案 | required",)),
    ("县清洁办邀请人大代表到会。", ("县清洁办 | 邀请 | 人大代表到会",)),
    ("县政府办理建议12件。", ("县政府 | 办理 | 建议",)),
    ("县委办了三件实事。", ("县委 | 办 | 实事",)),
    # what is drawn up, though the word in front could be a verb
    ("县教育局将制定优化调整方案。", ("县教育局 | 制定 | 优化调整方案 | planned",)),
    # what one goes by, with the verbs that describe it
    ("县教育局按照布局集中、产业集聚的要求，加快园区建设。", ("县教育局 | 加快 | 园区建设", "no act 集聚")),
    ("县教育局按照积极稳妥、有序推进原则，做好修编工作。", ("县教育局 | 做好 | 修编工作", "no act 推进")),
    ("县水利局按照要求整改问题12处。", ("县水利局 | 整改 | 问题",)),
    ("现提出如下意见。", (" | 提出 | 意见",)),
    # handled things are nouns; what is heard of a matter; courtesies
    ("县政协听取县住建局关于提案办理情况的汇报。", ("县政协 | 听取 | 县住建局关于提案办理情况的汇报", "no act 办理")),
    ("有关部门在办理过程中不断完善机制。", ("有关部门 | 完善 | 机制", "no act 办理")),
    ("党员们走访困难家庭，并送去关心和慰问。", ("党员们 | 走访 | 困难家庭", "党员们 | 送去 | 关心和慰问")),
    # in, before a time, is no sign that it goes on
    ("分公司在今年6月底正式成立。", (" | 成立 | 分公司 | done",)),
    # the word behind begins with a department's last character
    ("清河县政协组织部分委员视察工地。", ("清河县政协 | 组织 | 委员视察工地",)),
    # any noun with the mark of the plural; a number of bodies is none named before; we are not done to
    ("委员们一致认为工作扎实。", ("委员们 | 认为 | 工作扎实",)),
    ("高塘社区5个党支部完成选举工作。选举撤销社工党支部。", ("党支部 | 完成 | 选举工作",)),
    ("我们将严肃核查处置。", (" | 核查处置 |",)),
    # what something is done for opens the sentence
    ("为便于对问题进行调查，县水利局召开推进会。", ("县水利局 | 召开 | 推进会", "no act 进行调查", "no act 进行")),
    ("为全面提升获得用水办理效率，县水利局召开推进会。", ("县水利局 | 召开 | 推进会", "no act 获得")),
    # the whole line of who signs is the name
    (
        "关于征集线索的公告\n我们面向社会征集线索，督促各单位整改。\n清河县治理顽疾为基层减负办公室\n2024年3月5日",
        ("清河县治理顽疾为基层减负办公室 | 督促 | 各单位整改",),
    ),
    # who a check is led by; what opinions are given on; what something becomes or is taken up in
    ("此次视察由县政协副主席刘立军带队。", ("刘立军 | 带队 |", "no act 视察")),
    (
        "委员们就优化项目管理、提升服务效能等方面提出了具体建议。",
        ("委员们 | 提出了 | 具体建议", "no act 优化", "no act 提升"),
    ),
    ("清河水务公司将该址纳入获得用水试点项目。", ("清河水务公司 | 纳入 | 该址", "no act 纳入获得")),
    # a verb that is over describes no noun; a length belongs to what is so long
    ("公司就新建了一条长达280米的管线接到园区。", (" | 新建 | 长达280米的管线",)),
    # 切实 alone asks for nothing
    ("县水利局采取措施，切实提高供水质量。", ("县水利局 | 提高 | 供水质量 | done",)),
    # a preposition behind a department is no part of a word with its last character
    ("清河县教育局对学校进行检查。", ("清河县教育局 | 进行检查 | 学校",)),
)
