"""Regular expressions for dates and periods, one for each kind of wording; they match text normalised by `fold`."""

from __future__ import annotations

from summarise.lazy_pattern import lazy_pattern

__all__ = [
    "AFTER",
    "BARE",
    "BEGINNING",
    "BUDGET",
    "DAYS",
    "DOTTED",
    "DRAWS_ON",
    "EVERY_YEAR",
    "FULL",
    "IMPOSSIBLE",
    "LOOSE",
    "LUNAR",
    "NAMES_A_PERIOD",
    "NAMES_A_YEAR",
    "NEXT",
    "OCCASION",
    "OF_A_YEAR",
    "PLAN",
    "RECENT",
    "RELATIVE",
    "SEASONS",
    "SHARED",
    "SPAN",
    "TO",
    "TOGETHER",
    "UNDATED",
    "UNKNOWN",
    "WITHIN",
    "YEAR",
    "YEAR_BEGINS",
]

_Y4 = r"(?:(?<![0-9])|(?<=[^0-9][0-9]))(?:19|20)[0-9]{2}"
"""Pattern of a year in digits; one mistyped digit in front is allowed (22021年)."""
_CN_YEAR = r"[一二][九零0Oo][零0Oo一二三四五六七八九]{2}(?![零一二三四五六七八九])"
"""Pattern of a year in Chinese characters; its zeros may be written 零, 0, O or o."""
_Y2 = (
    r"(?<![0-9A-Za-z.第近每满前后去这超逾-])2[0-9]"
    r"(?=年(?:[底末](?!蕴)|[上下]半年|第?[一二三四1-4]季度|(?:1[0-2]|0?[1-9])月))"
)
"""The last two digits of a year, before a part of it: 25年底, 25年6月."""
_COUNT = r"(?:[0-9]{1,3}|[一二两三四五六七八九十]{1,3})"
_FIGURES = "一二两三四五六七八九十几数"
"""Characters behind which the number of a number of days or years cannot begin, because they belong to a longer
numeral."""
_MONTH = r"元(?=月)|1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]"
_DAY = r"3[01]|[12][0-9]|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九]"
_BEFORE = (
    r"(?P<before>之前|以前"
    r"|前(?:(?<=[底末日旬]前)(?=[0-9一二三四五六七八九十两])"
    r"|(?<=月前)(?=(?:[0-9.]{1,5}|[一二三四五六七八九十两]{1,3})[万余多]?"
    r"(?:[座处所条套台辆栋幢间盏亩户家项口根株]|公里|个(?![月季星工学周百千]|批次)))|(?![三两二一四几0-9景期沿来往后身列提端置])))?"
)
_TO = r"(?:[-—~]{1,2}|至|到)"
_NOT_EACH = "(?!(?<=一季度)一[次调评检通考总会研更公报督例分讲小巡排轮曝])"
"""What must not follow 一季度 in 一季度一调度, which means every quarter."""
_SHARED_OUT = r"[底末]?前?[^。；\n0-9]{0,16}?分别"
"""What follows two quarters that are two dates, because 分别 gives each of them a number of its own."""
_QUARTER = (
    rf"(?:第?[一二三四1-4](?:季度)?(?:{_TO}|[、和](?!第?[一二三四1-4]季度{_SHARED_OUT}))|[一二三](?=[二三四]季度))?"
    rf"(?P<quarter>第?[一二三四1-4]季度){_NOT_EACH}(?:末|底)?|(?P<three>前三季度)"
    rf"|(?P<listed>第?[一二三四1-4](?=[、和]第?[一二三四1-4]季度{_SHARED_OUT}))"
)
"""Pattern of a quarter, or of a period of quarters; `listed` is the first of two quarters with one 季度: 三、四季度."""
_HALF = r"(?P<half>[上下]半年)"
_BOTTOM = r"[底末](?![线层座下部数端])"
_INSIDE = r"内(?![蒙涝部外河容需循科])"
_AFTER_ITEM = r"(?<=[0-9][.])(?=[半一二两三四五六七八九十])"  # behind 1. in 1.三年内
_MONTHS = (
    rf"(?:(?P<m0>{_MONTH})(?:月份?)?{_TO})?(?P<m>{_MONTH}) ?月"
    r"(?![租薪均饼嫂子度息]|供(?![热暖水电气应])|(?<=三月)三(?![日号十])|(?<=[^十]一月)一(?![日号十]))份?"
    rf"(?: ?(?:(?:{_DAY})[日号]?{_TO})?(?P<d>{_DAY}) ?[日号]"
    r"|(?P<part>上?中旬|中?下旬|上旬|底|末|初(?![步中级期])|中(?![学国旬小央考心秋标等医期])))?"
)
_SEVERAL_MONTHS = rf"(?:(?:{_MONTH})[、和](?=(?:(?:{_MONTH})[、和]){{0,4}}(?:{_MONTH}) ?月)){{0,5}}"
"""Pattern of all but the last of several months of a year: 5、 in 2025年5、6月."""
_SHORT = (
    rf"(?:[Qq][1-4]{_TO})?[Qq](?P<letter>[1-4])(?![0-9])|[Hh](?P<h>[12])(?![0-9])"
    r"|第(?P<short>[一二三四1-4])季(?![度节])|(?P<opening>首季度?)"
    rf"|[头前首](?P<first>{_MONTH}|两)个月"
)
"""Pattern of short forms for parts of a year: Q1, H1, 第一季, 头三个月."""
_TAIL = (
    rf"{_QUARTER}|{_SHORT}|{_HALF}|(?P<yearend>年?度?{_BOTTOM}|年终|年?{_INSIDE}|全年|度{_INSIDE}|度(?![假量过]))"
    r"|(?P<early>年?初(?![步中级期始高审心评定]))"
    rf"|(?P<mid>年?中(?:期|(?=[，。、；,;)]|$|前|完成|建成|投|启动|开|实现|全面|基本|竣工|达)))|{_SEVERAL_MONTHS}{_MONTHS}"
)
_SIGN = r"[“”\"‘’'「」]"


def _counts(low: str, high: str) -> str:
    return rf"(?P<{low}>{_COUNT})(?:[-—~到至](?P<{high}>{_COUNT}))?"


RELATIVE = {
    "今年": 0,
    "本年度": 0,
    "下一个年度": 1,
    "下一年度": 1,
    "下年度": 1,
    "下一年": 1,
    "上一年度": -1,
    "上一年": -1,
    "本年": 0,
    "明年": 1,
    "来年": 1,
    "次年": 1,
    "翌年": 1,
    "后年": 2,
    "去年": -1,
    "上年度": -1,
    "上年": -1,
    "前年": -2,
}
"""Words for years, with the difference in years from the year of the letter's date (明年: 1)."""

_ENDS_OF_WORDS = {
    "来年": "年以月",
    "前年": "大目当此之以造建理改治革",
    "后年": "大成产用工营收施行毕期运满理造建束作",
    "上年": "以上",
    "去年": "过",
    "本年": "成基资样根文",
    "次年": "人车班场架批辆件户家每多",
    "明年": "文说证声申表",
    "今年": "迄",
}
"""Characters that form a word with the first character of a word for a year: 目前 and 年产量 in 目前年产量."""
_OF_A_YEAR_EACH = "(?!均|产[量值能出销0-9]|销售?[额量]|处理)"
_RELATIVE_YEAR = "|".join(
    f"(?<![{_ENDS_OF_WORDS[word]}]){word}{'' if word in ('今年', '明年') else _OF_A_YEAR_EACH}"
    if word in _ENDS_OF_WORDS
    else word
    for word in RELATIVE
)
YEAR_BEGINS = lazy_pattern("[12][90][0-9][0-9]|[一二][九零0Oo]")
"""Matches the first characters of a year: four digits (2024), or two Chinese characters (二零)."""
AFTER = lazy_pattern(
    "(?:或者?|、)?(?:之后|以后|过后)|起(?![草步点到来降诉义源初止重码])|后(?![续期勤台备方退者山沿花边排街门盾疫])"
)
"""Words such as 之后 behind a date: the phrase means the time after it, without a last day (2027年底以后, 2027年起)."""
BEGINNING = lazy_pattern(r"开始(?![建施工启])")
"""With 从 or 自 in front of a date and 开始 behind it, the phrase means the time after the date: 从明年开始."""
TO = lazy_pattern(rf" ?{_TO} ?")
"""Pattern of the sign or word between the first and the last date of a period: 2025年6月至2026年3月."""
DOTTED = lazy_pattern(
    rf"(?P<y>{_Y4}) ?(?:[-./]|年(?=[0-9]{{1,2}}(?:[底末]|[之以]?前))) ?(?P<m>1[0-2]|0?[1-9]) ?"
    rf"(?:月份?(?P<part>[上中下]旬|[底末初])?|(?P<bottom>[底末])|(?=[之以]?前)){_BEFORE}"
)
"""A year and a month with a separator other than 年: 2025.6月底前."""
_COUNTED = "[座处所条套台辆栋幢间盏亩户家项根株个名人件批次期个万亿千百余多%米吨]|公[里顷斤]"
"""Words behind a number that count things, so that the number is no day: 3座 in 2028年7月3座."""
FULL = lazy_pattern(
    rf"(?P<y>{_Y4}|{_CN_YEAR}) ?(?:年|[-./]) ?(?P<m>{_MONTH}) ?(?:月|[-./]) ?(?:(?:{_DAY})日?{_TO})?(?P<d>{_DAY})"
    rf"(?: ?[日号]|(?![0-9.年月日号零一二三四五六七八九十]|{_COUNTED}))"
)
LOOSE = lazy_pattern(
    r"(?<![0-9])(?P<y>(?:19|20)[0-9]{2})"
    r"(?:(?P<rest>[0-9]{2,4})日|年(?P<cut>[0-9]{3,4})(?:日|(?=[，。、；,;)）\s]|$|前|底|至|完成|建成|竣工|开工|投用|投产|印发|召开)))"
)
"""A full date in which some of the separators 年, 月 and 日 are missing: 2023420日, 2023年816."""
IMPOSSIBLE = lazy_pattern(
    rf"(?P<y>{_Y4}|{_CN_YEAR}) ?年 ?(?:(?:1[3-9]|[2-9][0-9]|0{{1,2}}) ?月份?"
    r"(?: ?[0-9]{1,2} ?[日号]|[上中下]旬|[底末初])?"
    rf"|第?[五六七八九5-9]季度[末底]?){_BEFORE}"
)
"""A year with a month or quarter that does not exist.

The last day of the whole phrase is unknown. Its year is not read as a date of its own.
"""
_ANY_YEAR = rf"(?:(?P<y>{_Y4}|{_CN_YEAR}) ?年|(?P<rel>{_RELATIVE_YEAR}))"
_OTHER_YEAR = _ANY_YEAR.replace("?P<y>", "?:").replace("?P<rel>", "?:")
_EARLIER = _BEFORE.replace("?P<before>", "?:")
_LUNAR_DAY = rf"(?:(?:初[一二三四五六七八九十]|[廿卅][一二三四五六七八九]?|{_DAY})[日号]?|[底末初]|[上中下]旬)"
_OLD = "(?:农历|阴历|旧历|夏历)"
LUNAR = lazy_pattern(
    rf"(?:{_ANY_YEAR} ?的?{_OLD}|{_OLD}的?(?:{_OTHER_YEAR}"
    rf"|(?=[正腊冬闰]|(?:{_MONTH})月|新?年[底末前])))[度新年]{{0,2}}"
    rf" ?(?:(?:闰?(?:{_MONTH})|[正腊冬])月{_LUNAR_DAY}?|[底末])?{_EARLIER}"
    rf"|{_OTHER_YEAR} ?"
    rf"(?:(?:[正腊冬]|闰(?:{_MONTH}))月|大年){_LUNAR_DAY}?{_EARLIER}"
    rf"|(?:{_OTHER_YEAR} ?)?(?:{_MONTH})月初[一二三四五六七八九十]"
    rf"(?![期批个项次年级所套]){_EARLIER}"
    rf"|[正腊冬]月(?:{_LUNAR_DAY}|(?=[之以]?前|之?内)){_EARLIER}"
)
"""A date of the lunar calendar, which is not converted to a day: 农历八月十五前, 2027年腊月底前."""
_FEAST = (
    "3[·.]15|元旦|春节|元宵|清明|五一|六一|端午|七一|七夕|八一|中秋|国庆|十一(?![一-鿿]{0,2}[月日号届个项条人户年万亿])|重阳|冬至|夏至|腊八"
    "|小年|除夕|教师节|儿童节|劳动节|立[春夏秋冬]"
)
_SEASON = (
    "[春夏秋冬](?:季(?:学期)?(?:开学)?|天|(?=[，。、；,;)]|$|完成|建成|竣工|开[工始]|启动|投[入用]|栽|实施|起))|[春秋]冬|冬春"
    "|(?:第[一二]|[上下])学期|开学|寒假|暑假|暑期|[上下]半季(?!度)|主?汛期|汛(?=[之以]?前)|入[汛冬夏]|雨季|旱季|台风季|春耕|秋收"
    "|[供采]暖[季期]?|[高中]考|年关|岁末(?:年初)?"
)
UNKNOWN = lazy_pattern(
    rf"{_ANY_YEAR} ?"
    rf"(?:{_SIGN}?(?:{_FEAST}|{_SEASON})"
    rf"{_SIGN}?节?(?:假期|期间|长假)?{_EARLIER}"
    rf"|度?(?:\(?[QqHh][1-4]\)?|前[Qq][1-4]|[头前后]半年|(?:第[一二三四1-4]个|最后一个)季度|末季度?|[一二三四1-4]季(?![度节])"
    rf"|[上中下]旬|第{_COUNT}周(?!年)){_EARLIER}"
    r"|(?:惊蛰|春分|秋分|谷雨|小满|芒种|处暑|[白寒]露|霜降|[大小][雪寒暑])(?:之前|以前|前)"
    r"|[^，。；、：:0-9前后底末内月半\s]{1,8}?[节假季期会春夏秋冬运](?:到来|来临|开始|结束|开幕|闭幕|举办|举行|召开)?(?:之前|以前|前(?![期沿来往后])))"
    rf"|{_Y4}岁末(?:年初)?{_EARLIER}"
    rf"|{_Y4}(?: ?[-—~至/] ?(?:{_Y4}|[0-9]{{2}}))?(?:学年度?|财年)(?:第?[一二]学期)?{_EARLIER}"
)
"""A year with an occasion whose day is not known, such as a festival or a season.

The last day of the whole phrase is unknown. Its year is not read as a date of its own.
"""
SPAN = lazy_pattern(
    rf"(?P<from>{_Y4}) ?年?度? ?{_TO} ?(?P<to>{_Y4})(?: ?年)?(?![-0-9]| ?年? ?[0-9]{{1,2}}月)(?:度|底|末|期间)?"
    r"(?:之前|以前|前(?!三|[期沿来往后]))?"
)
SHARED = lazy_pattern(rf"(?P<y>{_Y4})(?= ?[、和](?:{_Y4}[、和]){{0,12}}{_Y4}年)")
"""A year in a list in which only the last year is followed by 年: 2023 in 2023、2024年."""
TOGETHER = lazy_pattern(rf"(?:{_Y4}年?[、和]){{1,5}}(?P<y>{_Y4})年?(?P<count>[两二三四五2-5])(?:个年度|年)")
"""Several years and how many they are: 2024、2025两年."""
NEXT = lazy_pattern(rf"(?<![下上])(?P<which>[下本上这])(?:一个?|个)?(?P<unit>季度)(?:[末底]|之?内|期间)?{_BEFORE}")
"""A quarter named relative to the letter's date: 下一季度."""
RECENT = lazy_pattern(rf"(?:近|过去|最近)(?P<n>{_COUNT})(?P<unit>年|个月)(?![内以间后前])")
"""A number of years or months before the letter's date: 近三年, 过去两年."""
DAYS = lazy_pattern(
    rf"(?<![0-9.第近每至到为后起在者以{_FIGURES}])(?P<n>{_COUNT})(?P<unit>日|天|周|个星期|个自然日)(?:之内|以内|{_INSIDE})"
    r"|(?:(?<=[将应须会取争保要\n。；]在)|(?<=^在)|(?<=[0-9][.]))"
    rf"(?P<n2>{_COUNT})(?P<unit2>日|天|周|个星期)(?:之内|以内|{_INSIDE})"
)
"""A number of days or weeks from the letter's date; one from another event (受理后30日内) is excluded."""
YEAR = lazy_pattern(
    rf"(?:(?P<y>{_Y4}|{_CN_YEAR}|{_Y2}) ?(?:年|(?=全年|[上下]半年)|[-/.]?(?=[QqHh][1-4](?![0-9A-Za-z])))"
    r"(?!代(?!表|理|替)|级|会(?![同商])|报(?![送请批名建])|[鉴龄])"
    rf"|(?P<rel>{_RELATIVE_YEAR})(?!以来|级|龄))"
    rf"(?: ?(?:度 ?(?=[上下]半年|第?[一二三四1-4]季度|前三季度))?(?:{_TAIL}))?{_BEFORE}"
)
BARE = lazy_pattern(
    rf"(?:(?<![0-9每]){_QUARTER}|(?<![每0-9年])(?<!每个){_HALF}"
    r"|(?P<yearend>(?<!每个)(?<![0-9年每一二三四五六七八九十两几数多半学周少青成])"
    rf"(?:年(?:{_BOTTOM}|{_INSIDE}|终)|(?P<mid>年中(?=[，。、；,;)]|$|前|完成|建成|投|启动|开[工展通始]|实现|竣工)))|年度内|(?<![每健安完齐])全年(?!龄))"
    rf"|(?:(?<![0-9年每个.·])|(?<=个)(?=[0-9])|{_AFTER_ITEM})(?:{_MONTHS})"
    rf"|(?P<month>(?<![下上])(?:本月|下个?月)(?:[底末]|初(?![步中级])|[上中下]旬|(?P<of_month>{_DAY})[日号])?|(?<![0-9每月年一二三四五六七八九十正腊冬])月底)){_BEFORE}"
)
PLAN = lazy_pattern(
    rf"{_SIGN}?(?P<plan>十[一二三四五六])[·•・ ]?五{_SIGN}? ?"
    r"(?:(?P<opening>(?:规划)?的?(?:开局(?:之年|年)|首年|第一年))|前(?P<first>[两二三四2-4])年|规划(?:期(?:间|末|内)|末)"
    r"|的?(?:收官(?:之年|年)|最后[一两二1-2]年|(?:后|剩余?)[两二三2-3]年)|(?:期间[末内]?|时期[末内]?|末期|中后期|后期|期末|期内|末|内)(?!以来)(?:之前|前)?|(?=[，,将拟]|力争|争取))"
)
WITHIN = lazy_pattern(
    rf"(?:(?:未来|今后|接下来)的?|(?<![第近前后过去每0-9.{_FIGURES}])|{_AFTER_ITEM})"
    rf"(?:{_counts('n', 'to')}|(?P<some>半))"
    rf"(?P<unit>年|个月|个季度)(?P<more>半)?(?:左右)?(?:的?时间)?(?:之内|以内|{_INSIDE})"
    rf"|(?:用|利用|通过)(?P<coming>未来|今后)?(?:[暑寒]假期?的?)?(?:{_counts('n2', 'to2')}|(?P<some2>半))"
    r"(?P<unit2>年|个月|天)(?P<more2>半)?(?:左右)?(?:的?(?:时间|努力|攻坚)|(?(coming)(?!)|(?=完成|建成|实现|打造|建设|改造|整治|解决)))"
    rf"|(?:未来|今后|接下来)的?(?:{_counts('n3', 'to3')}|(?P<half>半))(?P<unit3>年|个月)"
    r"(?!行动|规划|计划(?:[^\u4e00-\u9fff]|$|书|的|任务|目标|方案)|工作|发展)"
)
OCCASION = lazy_pattern(
    rf"(?:(?P<y>{_Y4})年|(?P<rel>今年|明年|次年))?"
    rf"(?:{_SIGN}?(?P<name>春节|国庆|元旦|五一|六一|七一|八一|中秋|端午|清明|教师节|儿童节|劳动节|妇女节|植树节|青年节|元宵|重阳|(?<![第零一二两三四五六七八九十百])十一(?=[”\"’'」]|长假|假期|黄金周|之?前))"
    rf"{_SIGN}?节?(?:假期|小?长假|黄金周)?"
    r"|(?P<season>秋季学期开学|秋季学期|秋季开学|春季学期开学|春季学期|开学|主?汛期|入汛|汛(?=[之以]?前)|雨季|旱季|台风季|春耕"
    r"|入冬|冬季|[供采]暖[季期]|供暖|高考|年关|暑期|[暑寒]假|迎峰度[夏冬]|(?:全国)?两会))(?:到来|来临|开始)?(?:之前|以前|前(?!后))"
)
_TERM = "(?:任期|规划期|过渡期|合同期|协议期|试点期)"
UNDATED = lazy_pattern(
    rf"(?:(?:[本这下]一?|新一)届(?:[^，。；、：届任\d\s]{{1,6}})?)?{_TERM}(?:之?内|以内|间内|结束(?:之?前)?|届?满(?:之?前)?)"
    r"|(?:换届|(?:[省市县区]运|全运|亚运|大运|冬奥|运动|博览|党代|人代|旅发大)会(?:开幕|举办|召开)?|两节”?)(?:之前|以前|前(?!后))"
    r"|(?:[本下新](?:一?个?)学[期年])(?:开学|开始|结束)?(?:之?内|之?前|(?![的生制分]))"
    r"|(?:除夕|小年|腊八|冬至|夏至|七夕|立[春夏秋冬]|霜降|芒种|谷雨|惊蛰|[春秋]分|小满|处暑|白露|寒露|[大小][雪寒暑]"
    r"|母亲节|父亲节|丰收节|火把节|泼水节|三月三)(?:当[日天]|节)?(?:到来|来临)?(?:之前|以前|前(?![后来往期]))"
)
"""A term, a feast or a season whose day is not known and that has no year: 本届政府任期内, 下学期, 除夕前."""
SEASONS = lazy_pattern(r"(?P<two>今、?明两年|明、?后两年|明后年)|今冬明春|[上下]半季(?!度)")
EVERY_YEAR = lazy_pattern(r"每年(?:[0-9一二三四五六七八九十]{1,3}月份?[、，和及与至到—~-]){1,11}$")
"""Text in front of a month that shows that it recurs every year and is not a date: 每年3月、 in 每年3月、9月."""
NAMES_A_PERIOD = lazy_pattern(
    r"(?<![近中远]期)(?<!阶段)(?:行动计划|工作计划|实施计划|发展计划|年度计划|建设计划|计划 ?\(|规划|方案|纲要|行动"
    r"|意见|目标|任务|清单|名单|办法|目录|布局) ?\(?$"
)
"""Text in front of a period of years that is part of a name: 三年行动计划（ in 三年行动计划（2022—2024年）."""
NAMES_A_YEAR = lazy_pattern(r"(?:方案|纲要|意见|清单|名单|办法|目录|布局) ?\(?$|(?:计划|规划|行动|目标|任务) ?\($")
"""Text in front of a single year that is part of a name, such as 方案 or, with an opening bracket, 计划（."""
DRAWS_ON = lazy_pattern(r"(?:使用|利用|统筹|协调|列入|纳入|列为|申报|申请|争取)$")
_DOES = "完成|实现|建成|开工|启动|动工|竣工|完工|通车|投产|投用|投运|出台|解决|安排|落实|将|把"
BUDGET = lazy_pattern("度?(?:部门|财政)?预算(?!投资)")
"""Text behind a year that makes it the name of a budget (2025年部门预算), and no date."""
OF_A_YEAR = lazy_pattern(
    rf"(?:(?!{_DOES})[^，。；、\d]){{0,12}}?(?:资金|预算|计划|盘子|专项债|债券|补助|规划|目录|清单|项目)"
)
"""Text behind a year that makes it part of the name of a plan or fund, if `DRAWS_ON` matches in front of the year.

An example is 预算 in 纳入2025年度预算. In 争取2025年完成项目, the words behind the year say what is to be done, so it
does not match.
"""
