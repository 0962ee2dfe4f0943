"""What single lines look like: dates, document numbers, names, organs, salutations, furniture. Shapes only; whether a
line *is* what it looks like is decided by where it stands."""

from __future__ import annotations

import re

from publish.structure.lines.titles import KIND
from publish.structure.lines.traditional import simplify

NUMBER = "[0-9０-９〇○ＯOo零一二三四五六七八九十×ＸXx*＊]"  # O, ○: typed for 〇; ×, X, *: not given yet
YEAR = f"(?:{NUMBER}{{4}}|{NUMBER}{{2}})"
DATE_TEXT = rf"{YEAR}\s*年\s*{NUMBER}{{1,3}}\s*月\s*(?:{NUMBER}{{1,3}}\s*日)?"
DATE = re.compile(DATE_TEXT)
NUMERIC_DATE = re.compile(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?")
WEEKDAY = r"\s{0,4}[（(]?\s?(?:星期|周|礼拜)\s?[一二三四五六日天]\s?[）)]?"
LABELLED = r"(?:(?:成文|发文|落款|倡议|申请|承诺|填报|填表|签订|报告)?(?:日\s{0,2}期|时\s{0,2}间))\s{0,2}[：:]\s{0,4}"
PLACE = r"\s{0,2}于\s{0,2}[\u4e00-\u9fff]{2,10}"  # 2024年5月1日于海州
REMARK = r"\s{0,2}[（(][\u4e00-\u9fff]{2,10}[）)]"  # 2026年10月16日（世界粮食日）
HOUR = r"\s{0,2}[0-9]{1,2}时(?:[0-9]{1,2}分)?"  # of a telegram
FESTIVAL = rf"{YEAR}\s?年(?:春节|元旦|除夕|新年|新春|元宵|清明|五一|端午|教师|中秋|国庆|重阳)节?(?:前夕)?"
WHOLE_DATE = re.compile(rf"(?:{LABELLED})?{DATE_TEXT}(?:{WEEKDAY}|{PLACE}|{REMARK}|{HOUR})?|{FESTIVAL}")
# 日期：2026/9/28; 时间：2026-09-28 is what a web page says of itself.
LABELLED_DATE = re.compile(
    rf"{NUMERIC_DATE.pattern}|(?:(?:成文|发文|落款|填表)?日\s{{0,2}}期|(?:倡议|申请|承诺|填报|签订)时间)\s{{0,2}}[：:]\s{{0,4}}\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}"
)
# A date nobody has filled in yet: 2024年  月  日, ____年__月__日, ×年×月×日.
OPEN = r"[\s_＿×ＸXx*＊…]{0,12}"
OPEN_DATE = re.compile(
    rf"(?:{LABELLED})?{OPEN}(?:{NUMBER}{{2,4}})?{OPEN}年{OPEN}(?:{NUMBER}{{1,3}})?{OPEN}月{OPEN}(?:{NUMBER}{{1,3}})?{OPEN}[日号]"
)
DATE_IN_BRACKETS = re.compile(rf"[（(]\s*{DATE_TEXT}.{{0,90}}[）)]")
ADOPTION = re.compile(
    rf"""
    ^(?:
        [（(]?\s{{0,4}}{DATE_TEXT}.{{0,80}}  # （2024年3月1日某市第十六届人民代表大会第四次会议通过）
        (?:通过|发布|公布|施行|实施|批准|修订|修正|印发|废止|生效)[^。]{{0,20}}
        | 自?(?:发布|公布)之日起?施行
    )
    """,
    re.VERBOSE,
)
# The organ's code may hold blanks or letters (×教发, A市教) or be missing; the number may not be given yet.
DOCUMENT_NUMBER = re.compile(
    rf"""
    ^(?:
        [\u4e00-\u9fffA-Za-zＸ×（）()、·\s]{{0,24}}  # 国办发〔2024〕12号, ×教发〔2024〕  号
        [〔［\[（(【﹝]\s{{0,4}}{NUMBER}{{4}}\s{{0,4}}[〕］\])）】﹞]\s{{0,4}}
        (?:第\s{{0,4}})?(?:[0-9０-９×ＸX]{{1,5}}|[_＿]{{0,9}})\s{{0,9}}号
        | [（(]总第?\s{{0,4}}[{NUMBER[1:-1]}百]{{1,6}}\s{{0,4}}期[）)]  # （总第128期）
    | [（(〔]?(?:{NUMBER}{{4}}\s?(?:年|[〕）)])\s?)?  # 2024年第3期（总第128期）, 〔2026〕第8期
        第\s{{0,4}}[{NUMBER[1:-1]}百]{{1,6}}\s{{0,4}}期[）)〕]?
        (?:\s{{0,4}}[（(]总第?\s{{0,4}}[{NUMBER[1:-1]}百]{{1,6}}\s{{0,4}}期[）)])?
        | [（({NUMBER}{{2,4}}[）)]\s*[\u4e00-\u9fff]{{1,10}}\s*第?\s*[0-9０-９]{{1,5}}\s*号  # （2024）某政字第12号
        | (?:[\u4e00-\u9fff（）()·]{{0,16}}令?\s*|{NUMBER}{{4}}\s?年\s?)?  # 中华人民共和国国务院令 第743号
        第\s*[{NUMBER[1:-1]}百]{{1,6}}\s*号
    )
    """,
    re.VERBOSE,
)
SIGNER_OF_ISSUE = re.compile(r"签发人\s*[：:]\s*\S.{0,30}")
SIGNED_FOR = re.compile(r"(?<!\s)\s+签发人\s*[：:].*")
POSTS = (
    "总书记|书记|主席|总理|省长|市长|县长|区长|州长|镇长|乡长|旗长|盟长|行署专员|主任|局长|厅长|部长|司长|处长|科长|所长|站长|署长|行长|"
    "校长|院长|检察长|秘书长|会长|理事长|董事长|总经理|总裁|总工程师|主任委员|委员长|司令员|政委|政治委员|代表|委员|常委|主编|社长|台长|"
    "村长|队长|组长|首席执行官|教授|先生|女士|同志|特派员|大使|总领事|行政长官|审计长|参事"
)
SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳"
    "酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅"
    "庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣"
    "邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲"
    "伊宫宁仇栾暴甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申"
    "扶堵冉宰郦雍璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙"
    "东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公肖仝闫付岳帅涂"
)
CHAR = "[\\u4e00-\\u9fff]"
NAME = (
    rf"(?:[{SURNAMES}]\s*{CHAR}{{1,2}}|[{SURNAMES}]\s*{CHAR}\s+{CHAR}"
    rf"|{CHAR}{{1,8}}·[\u4e00-\u9fff·]{{1,12}}|{CHAR}?[×ＸX]{{2,3}})"
)
SPACED_POST = re.compile(r"(?<!\S)([省市县区州镇乡部厅局司校院会主书])\s{1,4}([长任席记])(?=[\s：:])")  # 省　长　赵四海
PERSON = re.compile(rf"[（(]?{NAME}[）)]?")
POST_AND_NAME = re.compile(
    rf"""
    ^[（(]?
    [^\s，。：；]{{0,40}}(?:{POSTS})  # 市委书记
    (?:[、兼，\s][^\s。：；]{{1,30}}(?:{POSTS}))?  # 、市人大常委会主任
    (?:[\s?]*{NAME}|[\s?]+[\u4e00-\u9fff·]{{2,12}})  # 王建国; behind a space any name
    [）)]?
    """,
    re.VERBOSE,
)
BODY_AND_NAME = re.compile(rf"[^\s，。：；]{{2,30}}[\s?]+{NAME}")
NAME_AND_POST = re.compile(rf"[（(]?{NAME}[\s，,]+[^\s。：；]{{0,30}}(?:{POSTS})[）)]?")
POST_COLON_NAME = re.compile(rf"\S{{0,20}}(?:{POSTS})\s*[：:]\s*{NAME}")
# 倡议人：李小红; several may sign, and say of which place they are: 申请人：上河村村民  李小红  王大明
SIGNER = re.compile(
    rf"""
    [^，。：；\s]{{1,12}}\s*[：:]\s*{NAME}  # 述职人：李小红
    | [^，。：；\s]{{1,8}}人\s*[：:]\s*  # 申请人：
    (?:[\u4e00-\u9fff]{{2,20}}\s+)?{NAME}(?:[\s、，]{{1,8}}{NAME}){{0,9}}  # 上河村村民 李小红 王大明
    | (?:倡议|发起|申请|承诺|填报|报告|编制)(?:单位|部门|组织|团体)  # 倡议单位：校团委、学生会
    \s*[：:]\s*[^。；：:]{{2,60}}
    | (?:[^，。：；\s]{{1,12}}[：:\s]\s*)?{NAME}\s*(?:敬上|谨上|敬启|谨启|拜上|谨识|上)  # 患者家属：李小红敬上
    """,
    re.VERBOSE,
)
# Who signs for a court or a committee: 审判长　周立, 仲 裁 员　李　红
OFFICER = re.compile(
    r"(?:首席|代理|人民)?\s{0,4}"
    r"(?:审\s{0,4}判\s{0,4}[长员]|(?:陪\s{0,4}审|仲\s{0,4}裁|书\s{0,4}记|检\s{0,4}察|公\s{0,4}证)\s{0,4}员)"
    rf"[\s：:]{{1,8}}{NAME}"
)
CREDIT = re.compile(r"(?:报告人|发言人|讲话人|主讲人|演讲人|致辞人|汇报人|宣讲人|述职人|作者|撰稿)\s*[：:]\s*\S.{0,30}")
ORGAN_END = (
    "国务院|中共中央|中央|人民政府|政府|委员会|军委|纪委|政协|人大|联|协|办|办公厅|办公室|党委|市委|省委|县委|区委|工委|党组|总局|局|厅|部|委|署|院|社|会|室|司|处|科|所|站|中心|公司|集团|"
    "大学|学院|学校|中学|小学|医院|银行|法院|检察院|支队|总队|大队|队|组|团|联合会|协会|学会|基金会|工会|妇联|共青团|军区|指挥部|司令部|政治部|研究所|"
    "杂志社|报社|出版社|街道|镇|乡|村|处|关|馆|台|店|厂|场|矿|港|园|行|库|网|省|市|县|区|州|盟|旗|国"
)
ORGAN = re.compile(
    rf"^[\u4e00-\u9fff（）()“”·、×ＸXx*＊\s]{{1,40}}(?:{ORGAN_END})(?:[（(][\u4e00-\u9fff]{{1,12}}[）)])?"
)
# An organ by its place and kind, and no phrase that happens to end like one (建设服务型政府).
LOCAL_ORGAN = re.compile(
    r"""
    (?!建|打|推|办好|争|创|全面|努力|服务|加强|构|走|做|当|以|让|为|奋|迈)
    (?:中共)?[^\s，。：；、的]{0,8}[省市县区州盟旗乡镇村街道]  # 中共某某县
    [^\s，。：；、的]{0,12}  # 城关镇
    (?:党委|党组|支部|总支|政府|委员会|[县市区省工]委|局|厅|部|办公室|办|院|学校|中学|小学|公司|中心|协会|联合会)
    """,
    re.VERBOSE,
)
# An organ beyond doubt, by what it is and not by a character at its end, and no phrase of deeds (建设先进单位).
SURE_ORGAN = re.compile(
    r"(?![^，。]{0,12}(?:建设|推进|努力|共创|服务|打造|争创|构建|实现|加强|发展|走进|致|为|让|做|向|给))[\u4e00-\u9fff×ＸXx*＊（）()]{1,24}"
    r"(?:委员会|办公室|人民政府|党委|党组|党支部|党总支|团委|工会|学生会|妇联|公司|集团|学校|中学|小学|幼儿园|大学|学院|医院|协会|学会|局|厅)"
    "|工会|[\u4e00-\u9fff]{0,8}(?:办公室|党支部|团支部|学生会|村委会|居委会)"
)
ADDRESSED = re.compile(
    "各位|同志|先生|女士|朋友|来宾|嘉宾|代表|委员|老师|同学|领导|主席|书记|主任|市长|省长|部长|阁下|乡亲|战友|父老|职工|家长|校友|员工|"
    "尊敬|敬爱|亲爱|各省|各市|各县|各区|各乡|各镇|各街道|各地|各有关|各部|各科|各处|各单位|各学校|各院|各党|各分|各直|各局|各企|各委|"
    f"(?:{ORGAN_END})"
)
ANNOUNCES = re.compile(
    "如下|以下|下列|主要是|包括|现将|要求是|目标是|认为|指出|强调|原则|问题|情况|内容|措施|意见：$|方面"
)
BRACKETED_NOTE = re.compile(r"[（(].{2,80}[）)]")
DASHES = re.compile(r"^(?:[—―─﹘–－\-━]{2,}|—|―|──)\s*(?=\S)")
CAPTION = re.compile(
    r"""
    ^(?:图|表|图表|附图|附表)\s*
    [0-9０-９一二三四五六七八九十]{1,3}(?:[-－.．][0-9]{1,2})?  # 图1, 表2-1
    [\s　:：.．]+\S
    """,
    re.VERBOSE,
)
PARTICULAR = re.compile(
    r"(?:会议|活动)?(?:时\s{0,4}间|地\s{0,4}点|主持人?|出席|列席|参加人员?|参会人员|记录人?|缺席|请假|主题|议题|议程|联系人|电话|"
    r"主办单位|承办单位|主办|承办)\s*[：:]"
)
CONTACT = re.compile(
    "(?:联系|地址|邮编|邮政编码|电子邮[箱件]|邮箱|传真|网址|电话|手机|咨询|监督|举报|承办|经办)[^：:，。]{0,8}[：:].{1,80}"
)
COPY_TO = re.compile(r"^(?:抄送|抄报|主送|分送|报|送|发)\s{0,4}[：:]\s{0,4}\S")
# The space between the organ and the date gets lost on the way: ××市人民政府办公室2026年5月6日印发
IMPRINT = re.compile(
    rf"""^(?:主题词|印发机关)\s{{0,4}}[：:]
    | ^[（(]?共\s{{0,4}}印\s{{0,4}}[0-9０-９×ＸX]{{1,5}}\s{{0,4}}份[）)]?$
    | ^(?:[\u4e00-\u9fffＸX×（）()、]{{2,40}}(?:\s+|(?<=[办厅局委部院处室会府])))?{DATE_TEXT}\s{{0,4}}印发$""",
    re.VERBOSE,
)
ATTENDANCE = re.compile(
    r"(?:出\s?席|列\s?席|请\s?假|缺\s?席|参\s?加|主\s?持|记\s?录)(?:人员|人|单位|领导|会议)?\s{0,4}[：:](?=\s{0,4}\S)"
)
# What is said to the one who turns the pages: （翻页）, 【PPT第2页】, （掌声）, （全文完）
CUE = re.compile(
    r"""
    [（(【〔\[]\s{0,4}
    (?:
        (?:PPT|ppt|幻灯片?)?\s?第?\s?[0-9一二三四五六七八九十]{1,3}\s?[页张屏]  # PPT第2页
        | PPT\s?[0-9]{0,3} | [翻换]页 | 下一[页张] | 点击 | 停顿 | 掌声 | 鼓掌 | 音乐 | 播放 | 切换 | 全文完 | 完
    )
    [^）)】〕\]]{0,12}[）)】〕\]]
    | (?:PPT|ppt|幻灯片|第)\s?[0-9一二三四五六七八九十]{1,3}\s?[页张]?\s?[：:].{0,30}  # 幻灯片2：目录
    """,
    re.VERBOSE,
)
CONTENTS = re.compile(r"目\s*[录次]")
# What parts an entry of a typed contents from its page. One narrow space before a number is part of a name: 附件 1.
PAGE_BEHIND = re.compile(r"(?<=\S)(?:\s{2,}|[\t\u3000]|(?<=[.．·…]{2}))(?=[0-9０-９]{1,3}\s*$)")
SENTENCE_MARK = re.compile("[。！？；]")


def is_particular(text: str) -> bool:
    """Whether a line gives one particular of a meeting or an event (时间：…, 地点：…)."""
    return bool(PARTICULAR.match(text))


def is_imprint(text: str) -> bool:
    """Whether a line can be one of the 版记 (抄送：…, …办公室 2024年3月20日印发)."""
    return bool(COPY_TO.match(text) or IMPRINT.match(text))


def is_date(text: str) -> bool:
    """Whether a line is a date and nothing else (2024年5月6日, 二〇二四年五月六日 星期一, 2024年  月  日)."""
    return bool(WHOLE_DATE.fullmatch(text) or LABELLED_DATE.fullmatch(text) or OPEN_DATE.fullmatch(text))


def is_document_number(text: str) -> bool:
    """Whether a line is a 发文字号 (国办发〔2024〕1号, 第12号)."""
    return bool(DOCUMENT_NUMBER.fullmatch(SIGNED_FOR.sub("", text)))


def is_person(text: str) -> bool:
    """Whether a line names a person, with or without post or body."""
    text = SPACED_POST.sub(r"\1\2", text)
    if KIND.fullmatch(text.rsplit(maxsplit=1)[-1]):
        return False  # 方案, 计划, 通知 begin like surnames
    return any(
        pattern.fullmatch(text)
        for pattern in (PERSON, POST_AND_NAME, NAME_AND_POST, POST_COLON_NAME, CREDIT, BODY_AND_NAME)
    )


def is_signer(text: str) -> bool:
    """Whether a line says as what somebody signs (述职人：李小红), and not who was there (记录：李小红)."""
    return is_officer(text) or (bool(SIGNER.fullmatch(text)) and not ATTENDANCE.match(text))


def is_officer(text: str) -> bool:
    """Whether a line names who signs for a court or a committee (审判员　周立)."""
    return bool(OFFICER.fullmatch(text))


def is_local_organ(text: str) -> bool:
    """Whether a line names an organ of a place beyond doubt (城关镇党委), even below a line that is no whole title."""
    return bool(LOCAL_ORGAN.fullmatch(text))


def is_organ(text: str) -> bool:
    """Whether a line names an organ and nothing else."""
    return bool(ORGAN.fullmatch(simplify(text))) and not SENTENCE_MARK.search(text)


def is_sure_organ(text: str) -> bool:
    """Whether a line names an organ even where nothing else speaks for it."""
    return bool(SURE_ORGAN.fullmatch(text))
