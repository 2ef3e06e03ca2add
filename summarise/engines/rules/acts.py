"""Recognise acts: clauses that begin with a verb of official work (建设, 完善, 开展), or state a result."""

from __future__ import annotations

from summarise.engines.rules.bodies import US
from summarise.engines.rules.word_lists import by_first, firsts
from summarise.lazy_pattern import lazy_pattern

__all__ = ["begins_with_an_act", "states_an_act"]

_VERBS = """
加强 加大 加快 加密 强化 完善 健全 优化 深化 细化 量化 推进 推动 推行 推广 推出 落实 实施 开展 建设 建立 建成 构建
搭建 打造 设立 成立 组建 制定 制订 出台 印发 修订 编制 发布 下发 明确 规范 规定 引导 鼓励 支持 扶持 培育 培养 培训
引进 招引 吸引 招聘 选派 选聘 安排 安装 配备 配置 配套 投入 投资 筹集 筹措 争取 拨付 发放 兑现 减免 补助 补贴 奖励
提高 提升 提供 增加 增设 增派 新增 新建 改建 扩建 改造 修建 修复 修缮 维修 维护 养护 整治 整改 整合 清理 清查 清运
疏通 排查 检查 巡查 监测 监控 监督 监管 督促 督导 督查 指导 协调 对接 联系 衔接 配合 协助 会同 召开 举办 举行 组织
参与 宣传 宣讲 普及 发动 动员 倡导 弘扬 保障 保护 保证 确保 维持 保持 保留 坚持 探索 创新 创建 创造 开发 开通 开放
开辟 开设 开办 启动 启用 运行 运营 使用 应用 利用 盘活 挖掘 拓展 拓宽 扩大 延伸 延长 覆盖 实现 完成 达到 形成 促进
带动 助推 助力 服务 满足 解决 化解 破解 缓解 消除 防范 防止 预防 打击 查处 查办 处置 处理 受理 办理 审批 审核 审查
核查 核实 评估 评价 考核 验收 简化 压缩 压减 缩短 降低 减少 减轻 取消 关闭 淘汰 退出 搬迁 迁移 拆除 征收 收储 出让
供应 调整 调度 调配 调研 统计 登记 备案 公开 公布 公示 通报 曝光 约谈 追究 问责 处罚 收取 实行 执行 采取 采用 列入
纳入 列支 设置 布局 布设 规划 设计 选址 施工 铺设 架设 种植 栽植 补植 绿化 美化 亮化 净化 抽检 抽查 检测 检验 溯源
回收 推荐 申报 申请 上报 报送 提请 签订 签约 合作 联合 联动 共建 共享 互认 转移 转化 转型 升级 更新 替换 置换 发展
壮大 做大 做强 做优 做好 做实 抓好 抓实 抓牢 用好 用足 管好 守住 筑牢 夯实 严格 严控 严禁 严查 控制 限制 遏制 牵头
负责 承担 主导 聘请 聘任 选拔 评选 评定 认定 授予 表彰 激励 约束 关注 关心 关爱 帮扶 救助 资助 慰问 走访 回访 接收
接纳 安置 吸纳 招募 招录 招生 扩容 扩招 倾斜 进行 予以 给予
加装 加固 更换 购置 采购 购买 兴建 修筑 修补 硬化 平整 回填 清淤 清除 清扫 清洗 冲洗 洒水 修剪 浇灌
施划 划定 划设 打通 连通 贯通 接通 分发 张贴 悬挂 编写 编印 录制 拍摄 播放 推送 刊发 转发 招标 引入
邀请 取得 立项 勘测 测绘 缴纳 退还 返还 减征 缓缴 免收 免征 免费 贴息 承接 承办 主办 参加 包联 结对 巡逻 值守
执勤 疏导 分流 劝导 纠正 制止 取缔 立案 调解 体检 筛查 接种 救治 展示 推介 命名 挂牌 签署 建档 公告
提醒 告知 责令 责成 指派 委托 下放 合并 接管 移交 交付 督办 跟踪 代办 上线 消毒 防控 储备 配送 投放
试点 试行 复制 复垦 灌溉
""".split()
_ADVERBS = """
进一步 积极 持续 不断 大力 着力 深入 主动 加快 重点 逐步 抓紧 充分 全力 有序 稳步 统筹 认真 切实 严格 全面 着重
努力 继续 及时 定期 有效 科学 合理 优先 集中 常态化 高标准 高质量 扎实 强力 坚决 依法 专门 联合 共同 先后 多次
组织 广泛 牢牢 精准 分类 分批 统一 适度 适当 一律 全部 全程 紧盯 严厉 依法依规 着手 开始
""".split()
_SUBJECTS = "局 委 厅 部 办 府 中心 部门 单位 公司 街道 乡镇 均 也 还 并 同时".split()
_FRAMES = (
    r"(?:通过|采取|以|对|针对|围绕|结合|依托|利用|按照?|会同)[^，；。]{2,30}",
    r"在[^，；。]{2,30}",
    r"[从由与为][^，；。]{2,20}",
)
_RESULT = lazy_pattern(
    r"进一步(?!研究)[\u4e00-\u9fff]|积极[\u4e00-\u9fff]|得到(?:了)?|帮助|位列|名列|居(?:全|[\u4e00-\u9fff]{2}市?)?第"
    r"|(?:稳步|有序|顺利|抓紧)(?:推进|进行|实施)中?[。；]"
    r"|获(?:得|评|批|省|国|市|全)?[^，。]{0,12}(?:奖|称号|荣誉|支持|批)"
)
"""Words of a result or an honour, anywhere in a clause."""
_VERB = (
    rf"(?:{by_first(_ADVERBS)})*"
    rf"(?:[将把][^，；。]{{2,40}}|向[^，；。]{{2,20}}倾斜|让[^，；。]{{2,}}|{by_first(_VERBS)})"
)
_DATE = r"(?:同年|20\d\d年?)?(?:\d{1,2}月)?(?:\d{1,2}日)?"
_CLAUSE = lazy_pattern(
    rf"(?:(?=[{firsts((*_VERBS, *_ADVERBS))}将把向让])|(?=[同\d]){_DATE}，?"
    rf"|[^，；。]{{0,16}}(?:{'|'.join((by_first(_SUBJECTS), US, *_FRAMES))})){_VERB}"
)
"""A clause that begins with a verb of official work, which a subject, a phrase such as 围绕… and adverbs may
precede."""
_STOP = lazy_pattern("[，；:、。]")


def states_an_act(text: str) -> bool:
    """Return True if a normalised text states a result or honour, or has a clause that begins with a verb of work."""
    if _CLAUSE.match(text) or _RESULT.search(text):
        return True
    return any(_CLAUSE.match(text, stop.end()) for stop in _STOP.finditer(text))


def begins_with_an_act(text: str) -> bool:
    """Return True if a normalised text begins with a verb of work or with the words of a result."""
    stop = _STOP.match(text)
    return bool(_RESULT.match(text) or _CLAUSE.match(text) or (stop and _CLAUSE.match(text, stop.end())))
