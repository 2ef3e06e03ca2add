"""Normalise a text for matching to half width and simplified characters; every character keeps its offset."""

from __future__ import annotations

import re
from unicodedata import decimal

from summarise.lazy_pattern import lazy_pattern

__all__ = ["INVISIBLE", "fold"]

INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
"""Characters that cannot be seen, such as zero-width spaces; `fold` replaces them with spaces."""

# Sentence punctuation and the comma keep their width: only a half-width comma may group thousands.
_KEPT = "，；。！？"
_WIDTH = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code) not in _KEPT}
_DASHES = dict.fromkeys("–―─━－", "—") | dict.fromkeys("﹣−‐‑", "-")
_TILDES = dict.fromkeys("～〜∼", "~")
_SPACES = dict.fromkeys(
    "\t\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000" + INVISIBLE, " "
)
_COMPARISONS = dict.fromkeys("≧⩾≮", "≥") | dict.fromkeys("≦⩽≯", "≤") | dict.fromkeys("≒≅≃", "≈")
_SCRIPTS = {sign: str(decimal(sign)) for sign in "٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९๐๑๒๓๔๕๖๗๘๙"}
"""Digits of other scripts, such as Arabic and Thai, with the ASCII digit for each."""
_FORMULAS = {sign: str(decimal(sign)) for sign in map(chr, range(0x1D7CE, 0x1D800))}
"""Mathematical digits of Unicode (five styles, such as bold), with the ASCII digit for each."""
_SIGNS = {"﹝": "〔", "﹞": "〕", "﹪": "%", "﹕": ":", "∶": ":", "︰": ":", "ː": ":", "〇": "零", "○": "零"}

# Characters of the words that enumerate, count, date, name bodies and mark tense, for pages in traditional script.
_TRADITIONAL = (
    "萬億個項條處戶輛臺畝頃噸裡間張幾餘兩約達過內農歲層棟盞對場級員號屆會議關於復複現將劃計擬爭繼續實強進開設來後從積極動區縣"
    "鄉鎮廳長體學業發務為與據當時還這們並協聯單辦謝見題採納應組織導創環構標準質優經濟國產資術轉僅無證確領執監護負責財稅勞衛醫"
    "養職專範圍總結報請該認說調論選適電話繫係統網點線綠療濕隊陸際雙難頭類風馬黨龍興舉獲規親觀許試誠誌評訂訓記賽貸費貫車較輕違"
    "運連遲鐵銀鋪鎖鏈門閉陽預顯飲驗權橋機樓樣檢歸殘氣決沒況測滿營獎狀畢異盡礎種穩築簡糧細給緊維編縮縱績聽腦藝藥蘇補製訪壓擴撥"
    "擇擾斷楊榮殼漢潔濱灣災煙燈牆瑪畫眾碼禮稱穀竊筆節簽紀紅紙絡絕綜緩繳聲肅腫艦蓋虛蟲裝視覽觸訊診詢詳誰課諮講識譜變讓貢貧購貴"
    "賃賠贈趨跡踐軌軍軟載輔輸辭遠遞鄰醞釋針錄鋼鍵閱隨隱雜離靜響順須頒頓頻願飛館騎鬆魚麗麥齊齡啟尋屬歷曆殺戰戲撐撫擔攜攝數暫書"
    "東棄棲櫃歡溝滅滬漲澤濃爐獨獻瓊盤眞矯碩禦窮競簾紛紮終絲緣縫繪聖腳膽舊莊華藍蘭衝衞覺誤諒謀譯貨賦趕輪轄辯邊鄭鈴錢鑒闊階隻雖"
    "顧饋馳駐鬥麼徵恆悅態慮憑懷懇戀幫幹庫廣廠廢彈彙匯徑師帶帳島嶺嚴團園圖圓壞塊墊壯夠夾奪媽孫寧寬寫審劇劉勁勝勵勸卻厲參叢喚問"
    "嘗嚮囑倉偉側傑備傳債傾價儀儘償儲兒冊凍則剛劑寶紹驅慶諾兌別"
)
_SIMPLIFIED = (
    "万亿个项条处户辆台亩顷吨里间张几余两约达过内农岁层栋盏对场级员号届会议关于复复现将划计拟争继续实强进开设来后从积极动区县"
    "乡镇厅长体学业发务为与据当时还这们并协联单办谢见题采纳应组织导创环构标准质优经济国产资术转仅无证确领执监护负责财税劳卫医"
    "养职专范围总结报请该认说调论选适电话系系统网点线绿疗湿队陆际双难头类风马党龙兴举获规亲观许试诚志评订训记赛贷费贯车较轻违"
    "运连迟铁银铺锁链门闭阳预显饮验权桥机楼样检归残气决没况测满营奖状毕异尽础种稳筑简粮细给紧维编缩纵绩听脑艺药苏补制访压扩拨"
    "择扰断杨荣壳汉洁滨湾灾烟灯墙玛画众码礼称谷窃笔节签纪红纸络绝综缓缴声肃肿舰盖虚虫装视览触讯诊询详谁课咨讲识谱变让贡贫购贵"
    "赁赔赠趋迹践轨军软载辅输辞远递邻酝释针录钢键阅随隐杂离静响顺须颁顿频愿飞馆骑松鱼丽麦齐龄启寻属历历杀战戏撑抚担携摄数暂书"
    "东弃栖柜欢沟灭沪涨泽浓炉独献琼盘真矫硕御穷竞帘纷扎终丝缘缝绘圣脚胆旧庄华蓝兰冲卫觉误谅谋译货赋赶轮辖辩边郑铃钱鉴阔阶只虽"
    "顾馈驰驻斗么征恒悦态虑凭怀恳恋帮干库广厂废弹汇汇径师带帐岛岭严团园图圆坏块垫壮够夹夺妈孙宁宽写审剧刘劲胜励劝却厉参丛唤问"
    "尝向嘱仓伟侧杰备传债倾价仪尽偿储儿册冻则刚剂宝绍驱庆诺兑别"
)

_TABLE = {
    **_WIDTH,
    **_DASHES,
    **_TILDES,
    **_SPACES,
    **_SIGNS,
    **_COMPARISONS,
    **_SCRIPTS,
    **_FORMULAS,
    **dict(zip(_TRADITIONAL, _SIMPLIFIED, strict=True)),
}
_CHANGED = lazy_pattern(
    "[" + re.escape("".join(sign for sign in _TABLE if sign not in _FORMULAS)) + "\U0001d7ce-\U0001d7ff]"
)
"""Matches the characters that `fold` replaces; one range for the mathematical digits is faster than listing them."""


_BREAK = lazy_pattern(r"</?(?:br|p|div|li|tr|h\d)\b[^<>\n]{0,80}>", re.IGNORECASE)
_MARK_UP = lazy_pattern(
    r"</?(?:span|font|strong|b|i|em|u|td|th|table|tbody|a|o:p|st1:\w+|!--\w+--)\b[^<>\n]{0,200}>|<!--\w+-->|&(?:nbsp|emsp|ensp|amp|quot|ldquo|rdquo);",
    re.IGNORECASE,
)


def fold(text: str) -> str:
    """Return `text` with half-width digits and signs and simplified characters; the length and all offsets are kept.

    The punctuation marks ，；。！？ stay full-width. HTML tags and entities that remain in the text become spaces. A
    tag that ends a line, such as <br>, becomes a line break and spaces.
    """
    folded, at = text, 0
    while found := _CHANGED.search(folded, at):  # few signs, each of them many times
        folded, at = folded.replace(found[0], _TABLE[found[0]]), found.end()
    if "<" in text or "&" in text:
        folded = _BREAK.sub(lambda found: "\n" + " " * (len(found.group()) - 1), folded)
        folded = _MARK_UP.sub(lambda found: " " * len(found.group()), folded)
    return folded
