"""Chinese, Japanese and Korean names without a space, by the words beside them: an honorific, an office, an introduction."""

from recognizers.lexicon.names import CALLED, FREQUENT
from recognizers.lexicon.pools.people import culture_of_family, origins_of_given
from recognizers.rules import Rule

LIMITS = (
    "A name beside nothing of the kind, and one of which the pools do not know the family name, are left to the model."
)

PERSON = "PERSON"
SCORE = 0.8
HAN = r"[\p{Han}々ヶ]"
NO_KOREANS = frozenset("이용자 신청자 주문자 고객사 이사장 조교수 이사회".split())
KOREAN_OFFICES = (
    "과장|대리|부장|사장|팀장|차장|이사|교수|선생|박사|선배|사원|주임|실장|원장|기자|변호사|간호사|소장|센터장|매니저"
)
KOREAN_BEHIND = (
    rf"[ ]?(?:씨(?!앗)|님|(?:{KOREAN_OFFICES})(?!\p{{Hangul}}{{3}}))|(?:입니다|이라고|라고[ ]합니다|이에요|예요)"
)
JAPANESE_BEHIND = "様|さん|さま|氏(?!名)|殿|くん|部長|課長|社長|係長|主任|専務|常務|先生|教授|と申します|と言います"
CHINESE_BEFORE = (
    "我是|我叫|本人|我名叫|姓名[:：]?|名叫|叫做|联系|聯繫|联系人[:：]?|客户|患者|员工|同事|通知|转告|收件人[:：]?"
)
CHINESE_BEHIND = "先生|女士|小姐|经理|經理|老师|老師|医生|醫生|主任|教授|总监|同学|的(?:电话|電話|手机|手機|邮箱|地址|身份证|账号|订单|合同)"
CALLED_BEFORE = "请|叫|找|联系|和|跟|给|让|问|由|是|与|等"


def is_korean(value: str) -> bool:
    """Return whether a value is a family name and a given name of the pools, without a space."""
    is_name = culture_of_family(value[0]) == "ko" and "ko" in origins_of_given(value[1:])
    return is_name and value not in NO_KOREANS


def is_korean_given(value: str) -> bool:
    """Return whether a value is a given name of the pools."""
    return "ko" in origins_of_given(value)


def is_korean_family(value: str) -> bool:
    """Return whether a value begins with a family name of the pools."""
    return culture_of_family(value[0]) == "ko"


def is_japanese(value: str) -> bool:
    """Return whether a value is a family name of the pools of two characters or more, alone or before a given name."""
    ends = range(min(len(value), 3), 1, -1)
    return any(culture_of_family(value[:end]) == "ja" and len(value) - end <= 3 for end in ends)


def is_chinese(value: str) -> bool:
    """Return whether a value begins with a frequent Chinese family name."""
    return value[0] in FREQUENT


# fmt: off
RULES = (
    Rule("person_korean_with_an_honorific", PERSON,
        rf"(?<!\p{{Hangul}})\p{{Hangul}}{{3}}(?={KOREAN_BEHIND})", SCORE, check=is_korean,
        true=("⟦김민준⟧ 과장님께", "안녕하세요, ⟦박지영⟧입니다.", "⟦이서준⟧씨", "⟦이서준⟧ 대리와"),
        false=("고객님 안녕하세요", "이용자님", "담당자입니다", "회원님", "이것은 책입니다")),
    Rule("person_korean_given_name_with_an_honorific", PERSON,
        r"(?<!\p{Hangul})\p{Hangul}{2}(?=[ ]씨(?!\p{Hangul}{2}))", SCORE, check=is_korean_given,
        true=("⟦민준⟧ 씨의 번호", "⟦지영⟧ 씨"), false=("해바라기 씨", "김치 씨")),
    Rule("person_korean_with_an_office", PERSON,
        rf"(?<!\p{{Hangul}})\p{{Hangul}}[ ](?:{KOREAN_OFFICES})(?=님?(?:[이가은는을를의과와도]|께서?|에게)?(?!\p{{Hangul}}))", SCORE, check=is_korean_family,
        true=("⟦김 과장⟧님께 전해 주세요", "⟦최 과장⟧이 참석합니다", "⟦박 대리⟧"), false=("그 과장님", "새 팀장이", "두 교수")),
    Rule("person_japanese_with_an_honorific", PERSON,
        rf"(?<!{HAN}|[おご]){HAN}{{2,6}}?(?={JAPANESE_BEHIND})", SCORE, check=is_japanese,
        true=("⟦佐藤花子⟧様", "⟦田中⟧部長。", "高橋商事の⟦鈴木一郎⟧と申します", "⟦山本⟧課長によろしく", "⟦田中⟧さん"),
        false=("お客様", "皆様", "神様", "各位殿", "担当者様", "営業部長", "技術課長", "学校の先生")),
    Rule("person_chinese_after_an_introduction", PERSON,
        rf"(?<=(?:{CHINESE_BEFORE})[ ]?){HAN}{{2,3}}(?=[，。,.、；;！!？?\s的]|$|已|会|將|将|的)", SCORE, check=is_chinese,
        true=("您好，我是⟦李娜⟧，我的", "我叫⟦王小明⟧。", "请联系⟦张伟⟧。"), false=("我是学生。", "联系客服。", "联系我们。")),
    Rule("person_chinese_with_an_honorific", PERSON,
        rf"(?<!{HAN}|[a-zA-Z]){HAN}{{2,3}}(?={CHINESE_BEHIND})", SCORE, check=is_chinese,
        true=("⟦王小明⟧的电话是", "⟦张伟⟧经理会联系您", "⟦李娜⟧女士您好", "，⟦陈静⟧老师"), false=("公司的电话", "客户经理", "我的电话", "尊敬的先生")),
    Rule("person_chinese_called_old_or_little", PERSON,
        rf"(?:(?<!{HAN})|(?<={CALLED_BEFORE}))[{''.join(sorted(CALLED))}](?:{'|'.join(sorted(FREQUENT))})(?=[，。,.、；;！!？?\s]|$|的|说|說|来|去|会|已|和|请)", SCORE,
        true=("请小明联系⟦老王⟧。", "⟦小李⟧说", "找⟦老张⟧，"), false=("老师说", "小时。", "老板来")),
)
# fmt: on
