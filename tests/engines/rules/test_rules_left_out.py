"""What is in no item: other people's words, courtesies, problems, parts of pages; what may be missed is a warning."""

from __future__ import annotations

import pytest

from summarise.record import ReaderWarning, Record
from tests.support.replies import CLOSING, OPENING, commitments, measures, reply, targets


@pytest.mark.parametrize(
    "body",
    [
        "由于该规范没有设置车位的明文规定，县交警大队没有设置车位的依据。",
        "但由于没有专项建设资金，渡槽加固需立项后方能开展。",
        "通过提案的办理，我局认识到发展托育服务的重要性。",
        "县政府对这件建议十分重视，安排人员研究办理。",
        "建议发动群众把机耕道修整一遍，以方便农机下田。",
        "您指出的流动摊贩问题，与我局日常检查掌握的情况基本吻合。",
        "您提出的标明食材信息、制定监管政策等建议，我们高度赞同。",
        "我县山路里程长、财力薄，无更多的资金投入道路建设。",
        "敬请您的谅解。",
        "我们经研究认为，应当坚持因地制宜的原则，鼓励农村地区加快布局。",
        "下一步，重点做好三个“加强”。",
        "下一步，突出四个“精准”。",
        "下一步，建议由属地村组先行报建后实施。",
        "建议青溪县进一步深化选址论证。",
    ],
)
def test_what_is_lacking_learned_advised_or_agreed_to_is_neither(body: str) -> None:
    record = reply(body)
    assert (measures(record), commitments(record)) == ([], [])


def test_courtesies_and_opinions_with_words_of_a_promise_are_neither() -> None:
    record = reply(
        "现提出涉及我局工作的会办意见。\n我单位认为这将丰富资源投入。\n我局将新增站点2个。\n"
        "相信在您的支持下，改造工作一定会早日落地。"
    )
    assert (measures(record), commitments(record)) == ([], ["我局将新增站点2个。"])


def test_generic_overviews_announcements_and_closing_promises_are_neither() -> None:
    record = reply(
        "近年来，我局深入贯彻上级决策部署，坚持以人民为中心，不断推动交通运输工作高质量发展。\n"
        "下一步，我局将重点做好以下几方面工作：\n一是加密巡查频次，每周不少于2次。\n我们将以此次提案办理为契机，为群众出行提供更好保障。"
    )
    assert measures(record) == []
    assert commitments(record) == ["一是加密巡查频次，每周不少于2次。"]


def test_what_the_proposal_asks_for_is_no_commitment() -> None:
    record = reply(
        "您建议将该路段拓宽至8米，并在2025年底前新增路灯60盏。\n经核实，该路段位于生态保护红线内，无法拓宽。"
    )
    assert commitments(record) == []
    assert targets(record) == []


def test_the_printed_text_of_the_proposal_is_left_out() -> None:
    record = reply(
        "我局已安装减速带6道。",
        opening="提案内容\n近年来车流激增。\n建议新增公交线路3条，投入资金500万元。\n答复意见\n李木子委员：\n"
        "您提出的提案收悉，现答复如下：\n",
    )
    assert [*measures(record), *commitments(record)] == ["我局已安装减速带6道。"]


def test_problems_and_reasons_are_context() -> None:
    record = reply(
        "一、存在的主要困难\n养护资金缺口较大，每公里仅有2000元。\n二、下一步工作\n争取上级资金，完善养护体系。"
    )
    assert measures(record) == []
    assert commitments(record) == ["争取上级资金，完善养护体系。"]


def test_page_furniture_is_in_no_item() -> None:
    record = reply(
        "我局已增设标志牌30块。",
        opening="首页 > 政务公开 > 建议提案\n索引号: | 1234/2024-01 | 发布日期: | 2024-06-20 |\n"
        "关于县政协十届三次会议第12号提案的答复\n浏览次数：58 字号：大 中 小\n"
        "周一帆委员：\n您的提案收悉，现答复如下：\n",
        closing=CLOSING
        + "上一篇：关于新建学校3所的提案的答复\n下一篇：将新增停车位500个的建议答复\n版权所有 网站标识码：000\n",
    )
    assert [*measures(record), *commitments(record)] == ["我局已增设标志牌30块。"]


def test_what_reads_like_a_promise_and_is_not_chosen_is_a_warning() -> None:
    promise = "您提出将该路段纳入明年计划的意见很有针对性，将认真参考。"
    record = reply(promise + "\n我局将在3个路口各安装监控2套，工期30天。")
    text = {(warning.kind, record_text(record, promise, warning)) for warning in record.warnings}
    assert ("unselected_commitment", True) in text
    assert any(kind == "unselected_quantity" for kind, _ in text)


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("目前6个小区已完工，4个正在施工，预计年底前全部完成，工期30天。", ["30天"]),
        ("现有站点12处，我局将把覆盖率由61%提高到80%，由5人值守。", ["5人"]),
        ("18座泵站已纳入明年计划，将由2家单位建成。", ["18座", "2家"]),
    ],
)
def test_a_figure_that_is_reached_already_is_no_missed_target(body: str, told: list[str]) -> None:
    record = reply(body)
    text = f"{OPENING}{body}{CLOSING}"
    shown = {text[one.start : one.end] for one in record.warnings if one.kind == "unselected_quantity"}
    assert shown <= set(told)
    assert set(told) <= shown | set(targets(record))


def record_text(record: Record, sentence: str, warning: ReaderWarning) -> bool:
    """Whether a warning spans exactly this sentence."""
    return warning.end - warning.start == len(sentence) and sentence not in commitments(record)


@pytest.mark.parametrize(
    "body",
    [
        "我局没有在2025年底前新增公交车40辆的计划。",
        "我局不会新增停车位20个。",
        "有群众反映将新增收费项目3项，经核实不属实。",
        "原计划2025年底前建成学校2所，因资金不足已取消。",
        "据平台企业测算，设备联网后平均响应时间可缩短到8分钟。",
        "如果按所提标准提高一倍，县财政每年将增支约1.1亿元。",
    ],
)
def test_what_is_denied_dropped_or_only_worked_out_promises_nothing(body: str) -> None:
    record = reply(body)
    assert commitments(record) == []
    assert targets(record) == []


@pytest.mark.parametrize("sentences", [1, 3, 12])
def test_a_second_letter_in_the_file_is_read_or_told(sentences: int) -> None:
    second = "我局将在年底前完成全部河道的清淤疏浚工作并落实长效管护机制。" * sentences
    record = reply("我局已安装减速带6道。", closing=CLOSING + "李木子代表：\n您的建议收悉，现答复如下：\n" + second)
    assert commitments(record) or "unread_text" in {warning.kind for warning in record.warnings}


@pytest.mark.parametrize("mark", ["", "① ", "注：", "2 "])
def test_a_promise_behind_the_signature_is_told(mark: str) -> None:
    note = f"{mark}2026年底前，我局还将新建立体停车库5座。"
    record = reply("我局将新建充电桩300个。", closing=f"{CLOSING}\n岚溪市住房和城乡建设局\n2025年4月12日\n{note}")
    (warning,) = [warning for warning in record.warnings if warning.kind == "unread_text"]
    assert warning.end - warning.start == len(note.removeprefix(mark)) or warning.end - warning.start == len(note)


@pytest.mark.parametrize(
    "line", ["感谢您今后继续关心和支持我们的工作，我们将不断努力。", "抄送：市政协提案委，将于近期报市政府办公室备案。"]
)
def test_courtesies_and_copies_behind_the_signature_are_none(line: str) -> None:
    record = reply("我局将新建充电桩300个。", closing=f"{CLOSING}\n岚溪市住房和城乡建设局\n2025年4月12日\n{line}")
    assert "unread_text" not in {warning.kind for warning in record.warnings}


@pytest.mark.parametrize(
    "body",
    [
        "目前并没有专门的管护队伍。",
        "每个站台应当配备垃圾箱。",
        "在村口安装路灯可有效改善夜间出行条件。",
        "该校现有在校学生900人。",
        "办复类别:A类",
        "经论证，可由村委会先行向镇里提出申请。",
        "烈士纪念设施由县级以上主管部门保护管理。",
        "受地形限制，该段进度缓慢。",
    ],
)
def test_states_obligations_benefits_advice_and_forms_are_neither(body: str) -> None:
    record = reply("我局已安装减速带6道。\n" + body)
    assert commitments(record) == []
    assert measures(record) == ["我局已安装减速带6道。"]


@pytest.mark.parametrize(
    "body",
    [
        "会议已召开3次，强调要加强排查，要扩大覆盖面。",
        "我县已建成站房2座，要实现并网仍需时日。",
        "交通要道已疏通，要素保障已到位。",
    ],
)
def test_what_others_say_must_be_done_is_not_promised(body: str) -> None:
    assert commitments(reply(body)) == []


@pytest.mark.parametrize(
    "body",
    [
        "国家能源局《抽水蓄能规划》提出，到2030年投产1亿千瓦左右。",
        "水利部要求，各地要在2025年底前基本建成监测网。",
        "国务院《河湖管护规划》明确，到2030年建成幸福河湖3000条。",
        "《青岚片区供水规划》提出：“到2030年，全国管网漏损率降到8%以下。”",
    ],
)
def test_what_the_state_plans_and_what_ends_of_itself_is_neither(body: str) -> None:
    record = reply(f"我局已更换闸门4座。{body}下一步，我局将疏通渠道。")
    assert measures(record) == ["我局已更换闸门4座。"]
    assert commitments(record) == ["下一步，我局将疏通渠道。"]


def test_what_a_body_of_the_place_plans_is_promised() -> None:
    body = "县供水公司《供水规划》明确，到2030年新建水厂2座。"
    assert commitments(reply(body)) == [body]
