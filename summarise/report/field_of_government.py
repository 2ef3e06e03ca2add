"""Finds the field of government of a public body, such as education, by words in its name."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["FIELDS", "OTHER", "Field", "field_of"]


@dataclass(frozen=True, slots=True)
class Field:
    """A field of government: key for programs, Chinese and English name, and words in the names of its bodies."""

    key: str
    chinese: str
    english: str
    cues: tuple[str, ...] = ()


FIELDS = (
    # In this order: a word that another contains, or that names a part of another's business, stands first.
    Field("medical_insurance", "医保", "Medical insurance", ("医疗保障", "医保")),
    Field("education", "教育", "Education", ("教育", "教体", "教科")),
    Field("health", "卫生健康", "Health", ("卫生健康", "卫健", "卫计", "卫生", "中医药", "疾控", "疾病预防")),
    Field("drugs_market", "市场监管", "Market regulation", ("市场监", "市监", "药品监督", "药监", "知识产权")),
    Field("transport", "交通运输", "Transport", ("交通", "公路", "铁路", "港航", "民航", "海事")),
    Field("water", "水利水务", "Water", ("水利", "水务", "河长", "水文")),
    Field("agriculture", "农业农村", "Agriculture", ("农业", "农村", "乡村振兴", "畜牧", "农委", "粮食")),
    Field("forestry", "林业草原", "Forestry", ("林业", "林草", "园林", "绿化")),
    Field("ecology", "生态环境", "Ecology", ("生态环境", "环境保护", "环保")),
    Field("resources", "自然资源规划", "Land and planning", ("自然资源", "自规", "国土", "规划", "海洋")),
    Field("housing", "住房城建", "Housing", ("住房", "住建", "城乡建设", "建设局", "建设厅", "建委", "房管", "公积金")),
    Field("city", "城市管理", "City management", ("城市管理", "城管", "综合执法", "综合行政执法", "市容")),
    Field("labour", "人力社保", "Labour", ("人力资源", "人社", "人力社保", "社会保障")),
    Field("civil_affairs", "民政", "Civil affairs", ("民政局", "民政厅", "民政部", "老龄", "残联", "残疾人")),
    Field("veterans", "退役军人", "Veterans", ("退役军人",)),
    Field("science", "科技", "Science", ("科学技术", "科技", "科协")),
    Field(
        "industry",
        "工业信息化",
        "Industry",
        ("工业和信息化", "经济和信息化", "工信", "经信", "大数据", "数据局", "通信"),
    ),
    Field("energy", "能源电力", "Energy", ("能源", "电力", "供电")),
    Field("commerce", "商务", "Commerce", ("商务", "招商", "投资促进", "供销")),
    Field("finance", "财政金融", "Finance", ("财政", "金融", "税务", "国资", "人民银行", "银保监")),
    Field("culture", "文化旅游体育", "Culture and sport", ("文化", "文旅", "文广", "旅游", "体育", "广电", "文物")),
    Field("justice", "公安司法", "Police and justice", ("公安", "司法", "法院", "检察", "政法", "信访")),
    Field("emergency", "应急消防", "Emergencies", ("应急", "消防", "气象", "地震")),
    Field("development", "发展改革", "Development", ("发展和改革", "发展改革", "发改", "统计", "开发区", "管委会")),
    Field("people", "群团统战", "People's bodies", ("妇联", "共青团", "团委", "工会", "民族", "宗教", "侨", "统战")),
    Field(
        "government",
        "政府综合",
        "Government offices",
        ("人民政府", "政府办", "办公室", "街道", "组织部", "宣传部", "编办"),
    ),
)

OTHER = Field("other", "其他", "Other")


def field_of(issuer: str) -> Field:
    """Return the field of government of the body `issuer` by the words of its name; `OTHER` if no field matches."""
    return next((field for field in FIELDS if any(cue in issuer for cue in field.cues)), OTHER)
