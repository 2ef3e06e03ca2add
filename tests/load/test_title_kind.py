"""A text whose title or mark says that it is no reply in force is refused, whatever its body looks like."""

from __future__ import annotations

import pytest

from summarise.document import Document
from summarise.errors import InputError
from summarise.load import require_reply

BODY = (
    "林某代表：\n您提出的关于增设校车的建议收悉，现答复如下：\n我局已开通校车线路12条。明年将再开通8条，覆盖全部乡镇。\n"
    "感谢您对我市教育工作的关心。\n青澜市教育局\n2024年5月6日"
)
TITLE = "关于市人大第31号建议的答复"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (f"建议答复格式范文\n{BODY}", "a template"),
        (f"政协提案答复模板\n{BODY}", "a template"),
        (f"{TITLE}（样本）\n{BODY}", "a template"),
        (f"范文：{TITLE}\n{BODY}", "a template"),
        (f"答复函样式\n{TITLE}\n{BODY}", "a template"),
        (f"青澜市人大代表建议办理征询意见表\n{BODY}", "a form that asks"),
        (f"提案办理情况意见反馈表\n{BODY}", "a form that asks"),
        (f"关于交办市人大第31号建议的通知\n{BODY}", "a note that hands"),
        (f"政协提案交办通知\n{BODY}", "a note that hands"),
        (f"【本答复已作废】\n{TITLE}\n{BODY}", "no longer holds: it says “本答复已作废”"),
        (f"{TITLE}（已废止）\n{BODY}", "no longer holds: it says “（已废止）”"),
        (f"本文件已失效\n{TITLE}\n{BODY}", "no longer holds: it says “本文件已失效”"),
        (f"{TITLE}\n{BODY}\n本复函现已失效，请以新的复函为准。", "no longer holds: it says “本复函现已失效”"),
    ],
)
def test_what_its_title_or_mark_says_is_no_reply_is_refused(text: str, reason: str) -> None:
    with pytest.raises(InputError, match=reason) as caught:
        require_reply(Document("page", text))
    assert caught.value.kind == "not_a_reply"


@pytest.mark.parametrize(
    "title",
    [
        TITLE,
        "关于推广劳动合同示范文本的建议的答复",
        "关于规范提案答复格式的建议的答复",
        "关于建立医学样本库的提案的答复",
        "关于完善督办通知制度的提案的复函",
        "关于改进征询意见表的建议的答复（第31号）",
        "关于废止旧版停车收费办法的建议的答复",
        "废止日期：\n有效性：有效\n关于市人大第31号建议的答复",
    ],
)
def test_a_reply_whose_title_only_speaks_of_such_things_passes(title: str) -> None:
    require_reply(Document("page", f"{title}\n{BODY}"))
    require_reply(Document("page", f"{title}\n{BODY}\n附件：征询意见表"))
    require_reply(
        Document("page", f"{title}\n{BODY.replace('我局', '您所引的办法自2023年起调整，此文件已经废止。我局')}")
    )
    require_reply(Document("page", f"{title}\n{BODY.replace('我局', '原办法（已废止）施行以来，我局')}"))
