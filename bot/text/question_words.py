"""The words that make a question, in standard Arabic and in dialects, by what they ask for."""

from __future__ import annotations

from enum import StrEnum

from bot.text.folding import fold


class QuestionKind(StrEnum):
    """The kind of thing that would answer."""

    WHEN = "when"
    HOW_MANY = "how_many"
    """A count: كم ولاية؟"""
    HOW_MUCH = "how_much"
    """A measure, a price, a share, a length of time: كم مساحة؟"""
    WHERE = "where"
    WHY = "why"
    WHO_IS = "who_is"
    """Who a named person is: من هو ابن بطوطة؟"""
    WHO = "who"
    HOW = "how"
    WHICH = "which"
    """One of a kind: أي معركة؟ ما أطول نهر؟ ما الدولة التي تحد …؟"""
    DEFINITION = "definition"
    """What a named thing is or a word means: ما هو الرادار؟"""
    WHAT = "what"
    YES_NO = "yes_no"
    OTHER = "other"


NUMBER_KINDS = frozenset({QuestionKind.HOW_MANY, QuestionKind.HOW_MUCH})


def _joined(words: str) -> list[str]:
    """Return folded words, each also with the و that a question goes on with."""
    return [prefix + word for word in fold(words).split() for prefix in ("", "و")]


# These ask wherever they stand: السد العالي فين؟
_ANYWHERE = {
    QuestionKind.WHEN: """
        متى فمتى لمتى امتى إمتا لامتى ايمتى ايمتا أيمت يمتى يمتا امتين وقتاش وقيتاش فوقاش فوقتاش وقتيش وينتا
        شوقت
    """,
    QuestionKind.HOW_MANY: """
        كم فكم بكم كام بكام قديش أديش قديه قداش قداه قدش بقديش بقداش بقديه شحال بشحال اشحال شكد شقد اشكد اشقد
    """,
    QuestionKind.WHERE: "أين فأين وين لوين فين لفين منين منوين وينه وينها وينهم وينو فينه فينها فينهم فينو",
    QuestionKind.WHY: "لماذا فلماذا لمادا لمذا ليش بليش ليه علاش علاه لويش علويش لاش لواش لشو لشنو لايش",
    QuestionKind.HOW: "كيف فكيف إزاي ازى ازاى شلون اشلون كيفاش كفاش كيفاه",
    QuestionKind.WHO: "مين لمين بمين منو شكون اشكون شكونو لشكون بشكون منهو منهي مينهو مينهي",
    QuestionKind.WHAT: """
        ماذا فماذا بماذا مادا بمادا شو بشو عشو وشهو وشهي إيش بايش ايشو اش وش ويش وشو شنو بشنو شنوه شنوا شنهو
        شنهي شنهم شني شنية اشنو اشنوا اشنوه اشنهو اشني اشنية اشنهي فاش
    """,
    QuestionKind.WHICH: "أيهما أيهم اشمن",
    QuestionKind.YES_NO: "هل فهل واش",
}
# These ask where a question begins; further on they are other words: the from of من, the not of ما.
_FIRST = {
    QuestionKind.WHO: "من فمن لمن بمن ممن",
    QuestionKind.WHAT: "ما فما ماهو ماهي ماهم ماهما ماالذي مالذي إيه بم مم فيم علام اذكر اذكري",
    QuestionKind.DEFINITION: "عرف عرفي",
    QuestionKind.WHICH: "أي",
    QuestionKind.WHY: "لم فلم",
}
# The same, and words of content elsewhere: the Bey, to finish, a verse.
_FIRST_ONLY = {
    QuestionKind.HOW_MANY: "جم شكثر",
    QuestionKind.WHICH: "بأي لأي فأي أنهي بأنهي أنهو أنهين أنو",
    QuestionKind.YES_NO: "أليس أليست أهو أهي أكان أكانت أيجوز أيمكن أيوجد أتوجد",
    QuestionKind.WHEN: "متين شوكت",
    QuestionKind.WHAT: "بايه باش مناش وضح اشرح أعط أعطي أعطني هات احكي",
}
ANYWHERE = {word: kind for kind, words in _ANYWHERE.items() for word in _joined(words)}
FIRST_ONLY = {word: kind for kind, words in _FIRST_ONLY.items() for word in _joined(words)}
FIRST = {word: kind for kind, words in _FIRST.items() for word in _joined(words)} | FIRST_ONLY
BY_KIND = {
    kind: frozenset(word for word, its in (ANYWHERE | FIRST).items() if its is kind) for kind in QuestionKind
}
"""The words that ask for each kind of thing, wherever."""
LAST = {**dict.fromkeys(_joined("إيه"), QuestionKind.WHAT), fold("من"): QuestionKind.WHO}
"""These ask as the last word, too: شرم الشيخ فيها إيه؟ على يد من؟"""
_SPOKEN_WHAT = fold("إيه ايش اش شو").split()
_PAIRS = {QuestionKind.HOW_MANY: "أد كد قد", QuestionKind.WHY: "عشان علشان"}
PAIRS = {
    (word, what): kind
    for kind, words in _PAIRS.items()
    for word in fold(words).split()
    for what in _SPOKEN_WHAT
}
"""Two words that ask together: قد إيه؟ عشان شو؟"""
TALK = frozenset(fold("اللي يلي هيك هكا هكاك ديال بتاع بتاعت هالشي لحد عشان علشان").split())
"""What a dialect says where the standard has a particle."""
TELL = frozenset(_joined("اذكر اذكري عرف عرفي"))
"""Name, define: what follows is asked for."""
_ENGLISH = frozenset(
    [
        "what",
        "who",
        "whom",
        "whose",
        "when",
        "where",
        "why",
        "how",
        "which",
        "many",
        "much",
        "does",
        "do",
        "did",
    ],
)
QUESTION_WORDS = frozenset(ANYWHERE) | (frozenset(FIRST) - frozenset(FIRST_ONLY)) | TELL | _ENGLISH
"""The question words that are never words of content."""
SPELT = {
    fold(word): word for group in (_ANYWHERE, _FIRST) for words in group.values() for word in words.split()
}
"""The Arabic ones as they are written, by their folded forms."""
