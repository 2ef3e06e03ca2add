"""What is offered for the title, the body and the other fields of a reply."""

from summarise.workbench.views.field_offers import field_offers

TITLE = "青浦屿镇关于区政协第12号提案的答复"


def test_neither_the_trail_of_a_page_nor_a_label_is_offered_for_a_field() -> None:
    page = [
        "您现在的位置：首页 > 政务公开 > 提案办理",
        "首页 » 建议提案",
        "• 索 引 号：",
        "• QPY-2025-0012",
        "• 发布机构：",
        "• 青浦屿镇人民政府",
        "| 名　　称： | 屿镇函〔2025〕9号 | 发布日期： | 2025-03-04 |",
        "发布时间：2025-03-05　　来源：区农业农村局",
        TITLE,
        "于见山委员：",
        "打印本页",
        "下一篇：青浦屿镇关于区政协第13号提案的答复",
    ]
    assert field_offers(page) == {
        "lines": [
            "QPY-2025-0012",
            "青浦屿镇人民政府",
            "屿镇函〔2025〕9号",
            "2025-03-04",
            "2025-03-05",
            "区农业农村局",
            TITLE,
            "于见山委员：",
        ],
        "days": ["2025-03-04", "2025-03-05"],
    }


def test_a_title_that_has_a_word_of_web_pages_in_it_is_offered() -> None:
    titles = ["关于推广微信办事和二维码门牌的建议的答复", "关于小区停车：收藏与返回的提案"]
    assert field_offers(titles)["lines"] == titles
