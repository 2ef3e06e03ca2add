"""Replies of many kinds, composed together with their records."""

from __future__ import annotations

import random
from dataclasses import dataclass

from summarise.document import Document
from summarise.record import Certainty, Comparator, ProposalFields, ReaderWarning, Record, ReplyFields
from tests.support.composed_letter import Letter

PLACES = ("岚川市", "澄浦县", "望麓区", "禾渡市", "墨陂县", "雁汀区", "枫澜县", "沐阳湾区")
SURNAMES = "沈顾裴闻荀岑邵蔺褚"
GIVEN = ("知远", "若谷", "听澜", "予安", "秋白", "明澈")


@dataclass(frozen=True)
class Subject:
    """What one field's replies are about."""

    body: str
    partner: str
    topic: str
    done: tuple[tuple[str, str, str], ...]
    promised: tuple[tuple[str, str, str, Comparator], ...]
    plain: tuple[str, ...]


SUBJECTS = (
    Subject(
        "教育局",
        "财政局",
        "扩大城区公办幼儿园学位供给",
        (("已建成公办幼儿园{n}所", "{n}所", "所"), ("累计新增学位{n}个", "{n}个", "个")),
        (("新建改扩建幼儿园{n}所", "{n}所", "所", "="), ("公办园在园幼儿占比达到{p}以上", "{p}以上", "%", ">=")),
        ("完善教师轮岗交流机制", "鼓励街道利用闲置用房办园"),
    ),
    Subject(
        "卫生健康局",
        "医疗保障局",
        "提升乡镇卫生院服务能力",
        (("为{n}家卫生院配齐数字化影像设备", "{n}家", "家"), ("签约服务重点人群{n}名", "{n}名", "名")),
        (("招录乡镇医生不少于{n}名", "不少于{n}名", "名", ">="), ("基层就诊率稳定在{p}左右", "{p}左右", "%", "~")),
        ("推动检查检验结果互认", "完善家庭医生签约激励办法"),
    ),
    Subject(
        "交通运输局",
        "公安局",
        "优化老城区公交线网和停车秩序",
        (("新开公交线路{n}条", "{n}条", "条"), ("施划停车泊位{n}个", "{n}个", "个")),
        (("新增公共停车泊位超{n}个", "超{n}个", "个", ">"), ("改造港湾式站台{n}座", "{n}座", "座", "=")),
        ("优化学校周边上下学时段交通组织", "推进公交与轨道接驳"),
    ),
    Subject(
        "水利局",
        "农业农村局",
        "加快中小河流综合治理",
        (("完成河道清淤{n}公里", "{n}公里", "公里"), ("加固山塘{n}座", "{n}座", "座")),
        (("治理中小河流{n}公里", "{n}公里", "公里", "="), ("农村自来水普及率达到{p}", "{p}", "%", "=")),
        ("健全河长巡查和群众监督机制", "开展灌区标准化管理"),
    ),
    Subject(
        "生态环境局",
        "城市管理局",
        "完善农村生活污水治理",
        (("建成集中处理设施{n}座", "{n}座", "座"), ("覆盖行政村{n}个", "{n}个", "个")),
        (("污水治理行政村覆盖率提升到{p}", "{p}", "%", "="), ("改造老旧管网{n}公里以上", "{n}公里以上", "公里", ">=")),
        ("引入第三方开展设施运维评估", "开展黑臭水体回头看"),
    ),
    Subject(
        "经济和信息化局",
        "科技局",
        "支持中小制造企业数字化改造",
        (("培育省级专精特新企业{n}家", "{n}家", "家"), ("兑现奖补资金{n}万元", "{n}万元", "元")),
        (
            ("推动规上企业数字化改造{n}家", "{n}家", "家", "="),
            ("安排专项资金不低于{n}万元", "不低于{n}万元", "元", ">="),
        ),
        ("搭建行业共性技术服务平台", "组织链主企业开放应用场景"),
    ),
    Subject(
        "民政局",
        "住房和城乡建设局",
        "健全社区居家养老服务",
        (("建成老年食堂{n}个", "{n}个", "个"), ("完成适老化改造{n}户", "{n}户", "户")),
        (("新增护理型床位{n}张", "{n}张", "张", "="), ("培训养老护理员{n}人次", "{n}人次", "人次", "=")),
        ("推广时间银行互助养老", "支持物业企业提供上门服务"),
    ),
    Subject(
        "文化广电旅游局",
        "体育局",
        "盘活乡村旅游资源",
        (("评定等级民宿{n}家", "{n}家", "家"), ("举办群众文化活动{n}场", "{n}场", "场")),
        (("打造精品线路{n}条", "{n}条", "条", "="), ("接待游客增长{p}", "{p}", "%", "=")),
        ("整理口述史并建设线上展馆", "引导村集体入股经营"),
    ),
)

DEADLINES = (
    ("2024年底前", "2024-12-31"),
    ("2025年6月底前", "2025-06-30"),
    ("2025年", "2025-12-31"),
    ("2025年底前", "2025-12-31"),
    ("到2026年", "2026-12-31"),
    ("到2027年底", "2027-12-31"),
    ("“十五五”期间", "2030-12-31"),
    ("今年三季度", "2025-09-30"),
)


def composed_reply(number: int, paragraphs: int = 1) -> tuple[Record, Document]:
    """The reply with this number; the same number gives the same reply."""
    dice = random.Random(number)
    subject, place = dice.choice(SUBJECTS), dice.choice(PLACES)
    issuer = f"{place}{subject.body}"
    year, month = dice.choice((2023, 2024, 2025)), dice.randint(4, 11)
    npc = dice.random() < 0.4
    kind, title = ("人大建议", f"关于{subject.topic}的建议") if npc else ("政协提案", f"关于{subject.topic}的提案")
    person = dice.choice(SURNAMES) + dice.choice(GIVEN)
    letter = Letter()
    letter.line(f"{issuer}关于{kind}第{number}号的答复")
    letter.line(f"{person}{'代表' if npc else '委员'}：")
    letter.line(f"您提出的《{title}》（第{number}号）收悉，感谢您对我们工作的关心和支持，现答复如下：")
    _done(letter, dice, subject, year, paragraphs)
    _promised(letter, dice, subject, place)
    letter.line("再次感谢您的关心。")
    letter.line(issuer)
    letter.line(f"{year}年{month}月12日")
    if dice.random() < 0.12:
        span = letter.commitments[0].evidence[0]
        letter.warnings.append(
            ReaderWarning(kind="ungrounded", message="there is no sentence 214", start=span.start, end=span.end)
        )
    return letter.record(
        f"replies/{number:04d}.html",
        ReplyFields(
            title=f"{issuer}关于{kind}第{number}号的答复",
            issuer=issuer,
            document_number=f"{place[0]}{subject.body[0]}函〔{year}〕{number % 90 + 1}号",
            handling_class=dice.choice(("A", "B", "C")),
            issued_on=f"{year}-{month:02d}-12",
            lead_body=subject.body,
            co_bodies=(subject.partner,) if dice.random() < 0.5 else (),
        ),
        ProposalFields(
            kind="npc" if npc else "cppcc",
            number=str(number),
            title=title,
            topic=subject.topic,
            proposers=(person,),
        ),
    )


def _done(letter: Letter, dice: random.Random, subject: Subject, year: int, paragraphs: int) -> None:
    letter.heading("一、已开展的工作")
    for _ in range(paragraphs):
        for form, figure, unit in subject.done:
            n = dice.randint(3, 480)
            quote = figure.format(n=n)
            value = n * 10000 if "万" in quote else n
            letter.measure(f"截至{year}年一季度，全域{form.format(n=n)}。", quote, str(value), unit)
        letter.write("这项工作关系群众切身利益，各方面十分关注。")
        letter.measure(f"联合{subject.partner}印发实施方案，明确年度任务清单和责任分工。")
        letter.line()


def _promised(letter: Letter, dice: random.Random, subject: Subject, place: str) -> None:
    letter.heading("二、下一步工作打算")
    for order, (form, quoted, unit, comparator) in zip(("一是", "二是"), subject.promised, strict=True):
        n, p = dice.randint(2, 60) * 5, f"{dice.randint(40, 98)}.{dice.randint(1, 9)}%"
        when, by = dice.choice(DEADLINES)
        certainty: Certainty = dice.choice(("firm", "firm", "effort"))
        who = (f"{place[:2]}{subject.partner}",) if dice.random() < 0.4 else ()
        verb = "力争" if certainty == "effort" else "将"
        act = form.format(n=n, p=p)
        opening = f"{who[0]}{verb}{when}" if who else f"{verb}{when}"
        quote = quoted.format(n=n, p=p)
        name = letter.commit(
            f"{order}{opening}{act}。",
            "建立月调度、季通报机制，确保按期完成。",
            summary=f"{verb}{act}",
            who=who,
            certainty=certainty,
            when=when,
            by=by,
        )
        value = p.rstrip("%") if unit == "%" else str(n * 10000 if "万" in quote else n)
        letter.target(name, quote, act.split(quote)[0] or act, value=value, unit=unit, comparator=comparator)
        letter.line()
    for order, act in zip(("三是", "四是"), subject.plain, strict=True):
        explores = dice.random() < 0.4
        letter.commit(f"{order}{'探索' if explores else '将'}{act}。", certainty="explore" if explores else "firm")
        letter.line()
