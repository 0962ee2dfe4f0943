"""What lines of web pages look like: buttons, sources and times, records, breadcrumbs, wire lines, credits."""

from __future__ import annotations

import re
from collections.abc import Callable

from publish.structure.lines.patterns import DATE_TEXT

LONGEST = 200
SOURCE_RULE = "source-line", "网页的来源、时间、编辑等信息，未排入正文"
# Words of buttons and links; a line made of nothing else is no text.
BUTTONS = (
    "关闭→|联系我们|网站地图|设为首页|加入收藏|下载地址|点击此处下载|点击下载|点击这里|移动版|手机阅读|网站首页|下载文字版|下载|打印本页|打印|全屏|收藏|分享到|分享|字号|字体大小|字体|加大|还原|减小|放大|缩小|默认|关闭窗口|关闭本页|关闭|返回顶部|"
    "返回首页|返回列表|返回|首页|上一篇|下一篇|微信|微博|新浪|腾讯|朋友圈|QQ空间|QQ好友|复制链接|纠错|我要纠错|大|中|小|特大|听全文|"
    "语音播报|朗读|无障碍|繁體|简体|手机版|附件下载|扫一扫在手机打开当前页|扫一扫|移动客户端|点赞|评论|举报|相关报道|相关链接|相关新闻|"
    "相关阅读|相关稿件|延伸阅读|推荐阅读|更多|查看更多|展开全文|责任编辑|我要分享|订阅|转发|在看|阅读原文|点击阅读原文|写留言|留言|"
    "正文复制|复制正文|复制全文|全文复制|喜欢此内容的人还喜欢|预览时标签不可点|微信扫一扫关注该公众号|微信扫一扫|继续滑动看下一个|轻触阅读原文|长按二维码关注|T|A|A+|A-|PDF|WORD"
)
MARKS = r"[\s【】\[\]()（）<>〈〉《》:：|｜/、,，·+\-＋－]*+"
COUNTED = "点赞|在看|转发|评论|收藏|分享|阅读|留言|喜欢|赞"
COUNT = r"\s{0,4}\d[\d.,]{0,9}\s?[万wWkK]?\+?"
BUTTON_LINE = re.compile(rf"(?:{MARKS}(?>(?:{COUNTED}){COUNT}|{BUTTONS}))*+{MARKS}")
LABELS = (
    "来源|信息来源|文章来源|稿件来源|新闻来源|文件来源|稿源|原文来源|发布时间|发表时间|更新时间|时间|日期|发布日期|更新日期|公开日期|发文日期|"
    "责任编辑|责编|编辑|校对|审核人|值班编辑|浏览次数|浏览量|访问量|点击数|点击次数|点击率|点击量|阅读次数|阅读量|阅读|浏览|点击|字号|字体|发布机构|发布单位|"
    "信息类别|信息分类|供稿|供稿单位|来稿单位|信息提供|录入|编辑日期|文章作者|作者"
)
LABELLED = re.compile(rf"(?:^|[\s（(\[【])({LABELS})\s*[：:]\s*(.*?)(?=[）)\]】]?$|\s+(?:{LABELS})\s*[：:])")
# What a page puts behind its labels; a document that speaks of sources, sizes and readers puts other things there.
TIMES = re.compile("(?:发布|发表|更新|公开|发文|编辑)(?:时间|日期)")
TIME_VALUE = re.compile(r"^[（(\[【]?\s{0,4}(?:\d{2,4}\s{0,4}[-/.年]|\d{1,2}月\d|今天|昨天|刚刚).*")
COUNTS = re.compile("(?:浏览|点击|阅读|访问)(?:次数|数|率|量)?")
COUNT_VALUE = re.compile(r"[（(\[【]?[\d.,]*\s*[万wWkK]?\+?\s*(?:人?次)?[）)\]】]?(?:\s.*)?")
SIZES = re.compile("字号|字体(?:大小)?")
SIZE_VALUE = re.compile(r"[大中小特超默认加减还原放缩TA+\-＋－、,|｜/\s【】\[\]()（）]*")
PEOPLE = re.compile("责任编辑|责编|编辑|校对|审核人|值班编辑|录入|文章作者|作者")
PEOPLE_VALUE = re.compile("(?!负责|承担|应|须)[^，；的是这那、]{0,30}(?:、[^，；的是这那、]{2,4})*")
ORIGINS = re.compile(".*来源|稿源|供稿|供稿单位|来稿单位|信息提供")
# Who publishes; a speech, a poem or a form says 来源：生活, 来源：各单位报名.
OUTLET = (
    "局|网|队|报|社|台|厅|委|办|处|部|院|中心|政府|频道|新闻|公众号|微信|微博|杂志|周刊|月刊|客户端|站|室|司|协会|政协|人大|馆|科|集团|"
    "公司|学校|大学|学院|在线|发布|网络|求是|机关|工会|妇联|团委|法院|检察院|本站原创|资料图片?|视觉中国"
)
ORIGIN_VALUE = re.compile(
    rf"^(?:[^，；]{{0,60}}(?:{OUTLET})(?:[）)\]】\s].*)?|(?:https?://|www\.)\S+|[\w.]{{1,60}}\.(?:com|cn|net|org)\S*)"
)
VALUES = (
    (TIMES, TIME_VALUE), (COUNTS, COUNT_VALUE), (SIZES, SIZE_VALUE), (PEOPLE, PEOPLE_VALUE), (ORIGINS, ORIGIN_VALUE)
)  # fmt: skip
SOURCE_LINE = re.compile(
    rf"^(?:[（(\[【]?\s{{0,9}}(?:{LABELS})\s*[：:]\s*\S[^。！？]{{0,100}}[）)\]】]?"
    rf"|(?:{DATE_TEXT}|\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}})\s*(?:\d{{1,2}}:\d{{2}}(?::\d{{2}})?)?\s*(?:{LABELS})\s*[：:]?\s*\S[^。！？]{{0,60}}"
    rf"|\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}\s+\d{{1,2}}:\d{{2}}(?::\d{{2}})?\s*\S{{0,20}})"
)
# What minutes and bulletins say too: 时间：, 作者：, 供稿：. Only beside other furniture are they furniture.
WEAK_SOURCE_LINE = re.compile(
    r"(?:时间|日期|作者|文章作者|编辑|校对|审核人|录入|阅读|浏览|点击|供稿|供稿单位|来稿单位|信息提供|发布机构|发布单位|信息类别|信息分类)\s*[：:].*"
    r"|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\s+\d{1,2}:\d{2}(?::\d{2})?\s*[^\s:：\d][^\s:：]*"  # a line of an agenda
)
# Beside these 时间： is when a meeting is held.
MEETING_LINE = re.compile(
    r"(?:会议)?(?:地点|主持|主持人|出席|列席|参加人员|参会人员|与会人员|记录|记录人)\s*[：:].*"
    r"|[^。；]{2,30}(?:会议室|礼堂|会场|报告厅|会堂|宾馆|酒店|会议中心|多功能厅)"
)
STRONG_SOURCE_LINE = re.compile(
    r"(?:信息|文章|稿件|新闻|文件|原文)?(?:来源|发布时间|发布日期|更新时间|浏览次数)\s*[：:]"
)
TIMESTAMP = re.compile(
    r"(?:\d{4}年\d{1,2}月\d{1,2}日|\d{4}[-/.]\d{1,2}[-/.]\d{1,2})\s+\d{1,2}[:：]\d{2}(?:[:：]\d{2})?"
)
# What a public account puts above its article and below it.
ACCOUNT = re.compile(
    rf"""
    # 原创 张三 海州发布 2024-03-05 18:30 发表于河北
    原创\s+\S.{{0,60}}\s(?:{TIMESTAMP.pattern}.{{0,20}}|发表于\s*\S{{2,6}})
    # 海州发布 2024-03-05 18:30 河北
    | \S{{1,16}}(?:发布|网|公众号|微信|新闻|融媒体?|在线|频道|日报)\s+{TIMESTAMP.pattern}
      (?:\s+(?:发表于\s*)?[\u4e00-\u9fff]{{2,4}})?
    | 以下文章来源于\s{{0,4}}\S{{2,30}}(?:\s{{0,4}}[，,]?\s{{0,4}}作者\s{{0,4}}\S{{1,20}})?
    | (?:收录于)?(?:合集|话题)\s{{0,4}}\#.{{1,60}}
    | 点击(?:上方|下方)?\s{{0,4}}(?:蓝[字色]\S{{0,6}}|[“"]\S{{1,20}}[”"])\S{{0,4}}\s{{0,4}}关注\S{{0,10}}
    | [-—─·\s]{{0,8}}END[-—─·\s]{{0,8}}
    | 点(?:击|个|亮)?(?:右下角)?(?:的)?[“"]?(?:在看|阅读原文)[”"]?.{{0,20}}
    """,
    re.VERBOSE,
)
RECORD_LABELS = (
    "索引号|发文机构|制发机关|制发日期|内容概述|主题分类|发文机关|成文日期|标题|发文字号|发布日期|主题词|公文种类|文号|信息索引号|有效性|生效日期|废止日期|发布机构|公开方式|"
    "公开时限|公开范围|组配分类|体裁分类|文件类型|名称|服务对象|信息名称|效力状态|时效"
)
RECORD_LINE = re.compile(rf"[•·*\-]?[【\[]?(?:{RECORD_LABELS})[】\]]?[：:]?.{{0,80}}")
RECORD_LABEL = re.compile(rf"[•·*\-]?[【\[]?(?:{RECORD_LABELS})[】\]]?[：:]")
RECORD_LEAST = 3
# What a form's or a standard's own list of 标题, 名称, 时效 has none of: labels of a page alone, or a page's values.
RECORD_SURE = re.compile(
    r"""
    ^(?:
        [•·*\-]?[【\[]?
        (?:
            (?:信息)?索引号[】\]]?[：:]?(?:[A-Za-z0-9].*|[^：:]{0,20}\d.*)?  # 索引号：000014349/2024-00012
            | (?:组配分类|体裁分类|主题分类|信息名称)[】\]]?[：:]?.*
            | 公开方式[】\]]?[：:]?(?:主动|依申请|不予|免予)?公开
            | 公开时限[】\]]?[：:]?(?:长期|常年|及时|定期|限时|实时)(?:公开)?
            | (?:效力状态|有效性)[】\]]?[：:]?(?:现行)?(?:有效|失效|无效|废止|是|否)
        )
    )
    """,
    re.VERBOSE,
)
# The same (发文字号：国办发〔2024〕12号) below no title, or above one: a notice that repeals lists numbers too.
RECORD_DATED = re.compile(
    r"^[^：:]{0,12}[：:].{0,80}(?:[〔\[]\d{4}[〕\]]\d{1,6}号|\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?)"
)
RECORD_VALUE = 30
STEP = "[^。>＞»›→]{1,20}"
# Steps of a site, which tell a path of pages from a path of work (申请→受理→审核) or of menus (系统管理>用户管理>新增).
WORK = (
    "申请|受理|审核|审批|签发|起草|编辑|采访|印发|发证|办理|送达|归档|登记|备案|提交|审查|反馈|汇总|上报|校对|报送|复核"
)
SITE = "首页|正文|公开|公告|公示|新闻|要闻|动态|资讯|频道|栏目|专题|专栏|讲话|文件|政务|政策|法规|信息|门户"
BREADCRUMB = re.compile(
    rf"""
    (?:当前位置|您(?:现在)?(?:的位置|所在的?位置)|您当前的位置)  # 您的位置：首页 > 政务公开 > 讲话
    (?:
        \s{{0,9}}[：:]?(?:[^>＞»›→/]{{0,60}}[>＞»›→/].*|\s{{0,9}}(?:网站|政府)?首页(?:\s.*)?|[^，；]{{0,20}}(?:{SITE}))
        | \s{{0,9}}[：:]
    )
    # A notice names the place of a meeting by 位置：; a page's own has steps behind it, or lost them.
    | (?:所在)?位置\s*[：:]?(?:[^>＞»›→]{{0,60}}[>＞»›→].*|\s*(?:网站|政府)?首页(?:\s.*)?)?
    | (?:网站|政府)?首页\s*[>＞»›→].*  # 首页 > 领导讲话
    | (?!(?:.{{0,60}}[>＞»›])?\s{{0,4}}(?:{WORK})\s{{0,4}}(?:[>＞»›]|$))
      (?=(?:.{{0,60}}[>＞»›])?[^>＞»›]{{0,12}}(?:{SITE})\s*(?:[>＞»›]|$))  # 省政府>信息公开>文件
    {STEP}(?:[>＞»›]{STEP}){{2,}}+[>＞»›]?
    """,
    re.VERBOSE,
)
# The same, each step and each > on a line of its own.
PATH = re.compile(r"(?:当前位置|您(?:现在)?(?:的位置|所在的?位置)|您当前的位置|所在位置|位置)\s*[：:]?")
PATH_BEGUN = re.compile(rf"{PATH.pattern}(?:[^>＞。，；]{{1,20}}[>＞]\s{{0,4}})*")
STEPS = re.compile(r"(?:[^>＞。，；]{1,20}[>＞]\s{0,4})+[^>＞。，；]{0,30}")
HOME = re.compile("(?:网站|政府)?首页")
ARROW = re.compile("[>＞»›→/]")
PARTED_LABEL = re.compile(rf"(?:{LABELS})\s*[：:]")
REPORT = re.compile(
    rf"(?!关于|在|.{{0,100}}(?:请|由|听取|欢迎))(?:(?:{DATE_TEXT}|[0-9]{{1,2}}月[0-9]{{1,2}}日)[^。！？；]{{0,60}}[，。]?)?[^。！？；：]{{0,60}}(?<![工合运写协操动著])作(?:了)?"
    r"(?:题为.{2,40}的|政府|工作|主题|总结|重要|的|法院|检察院|常委会)*(?:报告|讲话|发言|致辞)。?"
)
DAY = r"(?:[0-9０-９]{4}年)?[0-9０-９]{1,2}月[0-9０-９]{1,2}日"
WIRE_LINE = re.compile(
    r"[（(【]?(?:(?:新华社|新华网|人民网|中新社|中新网|央视网|中国网|中国政府网|中国新闻网|光明网|本报|本网)"
    rf"[\u4e00-\u9fff]{{0,12}}\s*(?:{DAY})?|[\u4e00-\u9fff]{{2,14}}\s*{DAY})(?:电|讯|消息)[）)】]?"
    r"(?:\s*[（(](?:记者|通讯员)[^）)]{1,40}[）)])?"
)
PHOTOGRAPHER = re.compile(r"[（(]?(?:新华社|中新社|本报)?(?:记者|通讯员)\s*\S{2,12}\s*摄(?:影)?[）)]?")
PHOTO_CREDIT = re.compile(
    rf"""
    ^(?:
        # A list of works names photographers too, a notice the places it has for them; a speech says how one works.
        (?!《|.*(?:作品|获奖|等奖|由.{{0,12}}摄))
        # What stands before him in his clause is his paper: 这张照片是本报记者张三摄 is a sentence.
        (?:.{{0,80}}[。！？，；、\s（(）)])?(?:[^。！？，；、\s是由请让]{{1,10}}[报社网台刊])?  # 会议现场。海州日报
        (?:[\u4e00-\u9fff]{{0,4}}(?:新闻|全媒体|融媒体?|客户端))?(?:记者|通讯员|摄影)  # 全媒体|记者
        [^。！？，]{{0,20}}(?<![谈讲学教说拍作搞爱的])\s*摄(?:影)?[）)]?  # 张三|摄, not 谈摄影
    | [（(]?(?:
            图片来源[：:]?[^\d，]{{0,26}}(?:{OUTLET})  # 图片来源：海州日报
            # 摄影：本报记者张三; not 摄影：三十名
            | 摄影[：:]\s*(?:本报|新华社)?(?:记者|通讯员)?\s*(?:[\u4e00-\u9fff·]{{2,4}}[、\s]*){{1,4}}(?<![名人元项台])
        )[）)]?
    )
    """,
    re.VERBOSE,
)
# 编剧：李四 beside 摄影：张三: a list of who does what.
CREW = re.compile(r"[\u4e00-\u9fff]{2,6}[：:]\s*[^\s：:。]{2,20}")
# Below the text of a page, its people without brackets; minutes and bulletins name theirs so, too.
CREDITED = re.compile(r"(?:编辑|校对|审核|审核人|值班编辑|录入|记者|通讯员)\s{0,4}[：:]\s{0,4}[^，。；：]{2,20}")
EDITOR_LINE = re.compile(
    r"[（(\[【]\s*(?:责任编辑|责编|编辑|作者单位|来源|稿件来源)[：:\s].{1,60}[）)\]】]|(?:责任编辑|责编)[：:].{1,60}"
    r"|[【\[]?(?:上|下)一[篇条][】\]]?\s{0,4}[：:].{1,100}"
)
# Of these one alone is the text's own: the source of what is quoted, a document's second half.
WEAK_EDITOR_LINE = re.compile(r"[（(\[【]\s*(?:来源|稿件来源)[：:\s].*《.*|[【\[]?(?:上|下)一[篇条].*")
NEWSLETTER = re.compile("(?:简报|快报|专报|动态|通讯|简讯|月报|周报|内刊|期刊)(?:[（(].{1,20}[）)])?$")
RELATED = re.compile(
    r"[【\[]?(?:相关(?:新闻|链接|阅读|稿件|报道|文档)|更多新闻|热门推荐|猜你喜欢|往期(?:推荐|回顾|精选|精彩))[】\]]?\s{0,4}[：:]?"
)
# What a document may call its own list too: only beside other furniture.
WEAK_RELATED = re.compile(r"[【\[]?(?:相关(?:文件|解读|政策|文章)|(?:延伸|推荐)阅读)[】\]]?\s{0,4}[：:]?")
BOOK = re.compile("[^《]{0,8}《[^》]+》.{0,12}")
# 版权所有 in a line's first clause, with nothing behind it but who and what is forbidden; the marks of a registered
# site with their numbers. A speech on copyright or on sites speaks of them in other words.
FORBIDDEN = "侵权|未经|不得|翻版|翻印|转载|违者|如需|请勿|严禁|盗版|否则|须|请|应"
COPYRIGHT = re.compile(
    rf"""
    ^(?:
    [^，。！？；“"写说《]{{0,60}}版权所有(?:
        [\s：:©（(|｜归].*  # 版权所有：海州日报
        # 版权所有，未经授权不得转载
        | (?:[，、,。；]?(?:{FORBIDDEN})[^，、,。；]{{0,60}}(?:[，、,；](?:{FORBIDDEN})[^，、,。；]{{0,60}})*+)?[。！]?
    )
    # Copyright © 2024 海州日报
    | [^，。！？；写说]*(?:©|All\ Rights\ Reserved|Copyright[^。]{{0,40}}(?:19|20)\d\d)[^。！？；写说]*
    | .*(?:网站标识码|网站备案号)\s{{0,4}}(?:
        [：:]\s{{0,4}}(?:[A-Za-z]{{0,4}}\d{{6,}}.*)?  # 网站标识码：bm12000001
        | [A-Za-z]{{0,4}}\d{{6,}}.*  # 网站标识码bm12000001
    )
    | .*(?:ICP备|公网安备)\s{{0,4}}案?号?[：:]?\s{{0,4}}\d{{5,}}.*  # 京ICP备12345678号
    )
    """,
    re.IGNORECASE | re.VERBOSE,
)
# Several labels strung together in one line, with or without their values: 浏览量:  时间:2024-01-17 23:45
STRUNG_LABEL = re.compile(rf"(?:{LABELS}|人气|热度|推荐人|小编|上传日期|上传时间|格式)\s{{0,4}}[：:]")
STRUNG_SURE = re.compile(
    "(?:浏览|点击|阅读|访问)(?:次数|数|率|量)|人气|热度|推荐人|小编|(?:发布|发表|更新|上传)(?:时间|日期)|字号"
)
STRUNG_VALUE = re.compile(
    r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}:\d{2}|\d\s{0,4}次|[\d.]{1,9}[wW万]|(?:次数|量|人气|热度)\s{0,4}[：:]\s{0,4}\d"
)
STRUNG_LEAST = 2  # labels
STRUNG_REST = 40  # characters of a value, or of what stands before the first label
COUNTED_LINE = re.compile(
    r"(?:\S{1,12}\s{1,4})?(?:人气|热度|浏览量|阅读量|点击量)\s{0,4}[：:]\s{0,4}[\d.]{1,9}\s?[wW万]?次?"
)
INVITES = re.compile(
    rf"[^。！？；，]{{0,40}}{TIMESTAMP.pattern}[^。！？；，]{{0,20}}(?:我要投稿|下载本文|我要收藏|发表评论)"
)
# A notice says where its forms are: 报名表下载地址：市人社局网站.
DOWNLOAD = re.compile(
    r"(?:[^。；：:]{0,60}(?:本文|全文|范文|文档|[Ww]ord版?|PDF版?)[^。；：:]{0,12})?下载地址\s{0,4}[：:]"
    r"\s{0,4}(?:点[击此].{0,40}|(?:https?://|www\.)\S{1,200})?"
)
# A collection's own words above the text it gives.
# A speech to those who write for a paper's readers speaks of them: 我们的小编为了一条稿件熬到深夜.
NARRATOR = re.compile(
    "(?<![的位名些多个])小编(?:(?:今天|就)?(?:[为给帮](?:大家|[您你]|各位)|来|带|和|跟)|精心|收集|整理)"
    "|不代表本站(?:观点|立场)|(?:来源于|由)网友上传"
)
SENTENCE_END = "。！？；"
# A word that a list or a title may be as well, or several with 、 between: a button only beside other furniture.
BARE_WORD = re.compile(r"[\u4e00-\u9fff]{1,3}|(?!.*字[号体])[\u4e00-\u9fff]+(?:[、，,][\u4e00-\u9fff]+)+")
BARE_LEAST = 3  # such lines together are furniture, above the title or when one of them speaks of the page
OF_PAGE = re.compile("打印|关闭|返回|下载|字体|字号|首页|更多|全屏|复制|微信|微博|朋友圈|新浪|腾讯")
LINK_LEAST = 6  # characters of a title that a list of links gives


def looks_like_link(text: str) -> bool:
    """Whether a line is a button, a link or a path of steps, and nothing that only a page says."""
    return bool(BUTTON_LINE.fullmatch(text) or BREADCRUMB.fullmatch(text))


def has_page_values(text: str) -> bool:
    """Whether what stands behind a line's labels (来源：, 字号：) is what pages put there."""
    for label, value in LABELLED.findall(text):
        of_kind = next((values for labels, values in VALUES if labels.fullmatch(label)), None)
        if of_kind and not of_kind.fullmatch(value.strip()):
            return False
    return True


def is_strung(text: str) -> bool:
    """Whether a line is made of a page's labels, strung together, one of them a page's beyond doubt."""
    if COUNTED_LINE.fullmatch(text) or INVITES.fullmatch(text):
        return True
    labels = list(STRUNG_LABEL.finditer(text))
    if len(labels) < STRUNG_LEAST or not STRUNG_SURE.search(text) or not STRUNG_VALUE.search(text):
        return False
    ends = [0, *(label.end() for label in labels)]
    starts = [*(label.start() for label in labels), len(text)]
    rests = [text[end:start].strip() for end, start in zip(ends, starts, strict=True)]
    return all(len(rest) <= STRUNG_REST and not re.search("[。！？；，]", rest) for rest in rests)


def is_bare_button(text: str) -> bool:
    """Whether a line is a button by its word alone, with nothing of a button's marks."""
    return bool(BARE_WORD.fullmatch(text) and BUTTON_LINE.fullmatch(text))


def furniture_rule(text: str) -> tuple[str, str] | None:
    """The rule that finds a line to be page furniture wherever it stands outside the body."""
    if len(text) > LONGEST:
        return None
    return next((rule for fits, rule in RULES if fits(text)), None)


# What finds a line to be furniture, and the code and message of its rule.
RULES: tuple[tuple[Callable[[str], object], tuple[str, str]], ...] = (
    (BUTTON_LINE.fullmatch, ("page-furniture", "网页的按钮、链接文字，未排入正文")),
    (
        lambda text: text[-1:] not in SENTENCE_END and BREADCRUMB.fullmatch(text),
        ("page-furniture", "网页的位置导航，未排入正文"),
    ),
    (PHOTO_CREDIT.fullmatch, ("photo-credit", "图片说明，图片不在文中，未排入正文")),
    (is_strung, SOURCE_RULE),
    (ACCOUNT.fullmatch, ("page-furniture", "公众号文章的署名、时间、提示，未排入正文")),
    (DOWNLOAD.fullmatch, ("page-furniture", "网页的下载链接，未排入正文")),
    (COPYRIGHT.fullmatch, ("page-furniture", "网页的版权信息，未排入正文")),
    (NARRATOR.search, ("page-furniture", "网页编者的话，未排入正文")),
)
