"""Reports of a few sentences, and the entities with the names under which they call them."""

from __future__ import annotations

# fmt: off
CASES: tuple[tuple[str, str, tuple[tuple[str, tuple[str, ...]], ...]], ...] = (
    ("a level word stands for the report's area",
     "攸县召开会议。县委要求，全县要抓好落实。该县还印发了方案。",
     (("攸县", ("全县", "该县")), ("攸县委", ("县委",)))),
    ("a short name is the area named in full",
     "绵阳市启动试点。绵阳将推广经验。",
     (("绵阳市", ("绵阳",)),)),
    ("the short form of a body is the body",
     "攸县人民政府发布通告。县政府要求各方配合。",
     (("攸县人民政府", ("攸县政府", "县政府")),)),
    ("a body with the level said twice",
     "湖南省省委召开会议。湖南省委指出。",
     (("湖南省委", ("湖南省省委",)),)),
    ("departments in a list are of one area",
     "株洲市公安局、民政局开展检查。市民政局通报。",
     (("株洲市公安局", ()), ("株洲市民政局", ("民政局", "市民政局")))),
    ("the abbreviation that a report defines",
     "攸县土地调查工作领导小组（以下简称领导小组）成立。领导小组负责协调。",
     (("攸县土地调查工作领导小组", ("领导小组",)),)),
    ("the office of a group that is called by its common noun",
     "攸县土地调查工作领导小组成立，领导小组办公室设在县水利局。",
     (("攸县土地调查工作领导小组办公室", ("领导小组办公室",)),)),
    ("posts of one list share their body",
     "攸县县委副书记、县长沈若川讲话。",
     (("攸县县委副书记", ()), ("攸县县长", ("县长",)))),
    ("a mayor is of the area before his name",
     "株洲市沈若川市长到会。",
     (("株洲市市长", ("市长",)),)),
    ("a shorter name of the same words",
     "宏达木材加工厂复工。宏达木材厂的职工到岗。",
     (("宏达木材加工厂", ("宏达木材厂",)),)),
    ("the plural of people is the same people",
     "看望居民。居民们很高兴。",
     (("居民们", ("居民",)),)),
    ("what points back to a body",
     "攸县疾病预防控制中心开展培训。该中心还编印了手册。",
     (("攸县疾病预防控制中心", ("该中心",)),)),
)
# fmt: on
