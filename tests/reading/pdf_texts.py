"""The words of the sample PDFs: what is printed, and what must be read of it."""

from __future__ import annotations

from dataclasses import dataclass, field

TITLE = "دفتر الأرشيف"


@dataclass(frozen=True)
class Heading:
    text: str


@dataclass(frozen=True)
class Paragraph:
    text: str


@dataclass(frozen=True)
class Table:
    rows: tuple[tuple[str, ...], ...]
    ruled: bool = False
    """Lines part its cells, which hardly stand apart."""


Block = Heading | Paragraph | Table


@dataclass(frozen=True)
class Text:
    """A document to be printed."""

    blocks: tuple[Block, ...]
    columns: int = 1
    header: str = ""
    """Stands on every page; the page's number stands below."""
    paragraphs: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        spoken = (block.text for block in self.blocks if not isinstance(block, Table))
        object.__setattr__(self, "paragraphs", tuple(spoken))


LETTERS = Text(
    (
        Heading("دفتر الأرشيف القديم"),
        Paragraph(
            "لأن الأرشيف لا يُغلق إلا ليلًا، قال الأمين: «لا تؤجّلوا الإعارة إلى الآن»، ثم سلّم الأوراق "
            "لإبراهيم وللآنسة آلاء، ولم يبقَ عنده إلا السجلات الأولى والأخيرة."
        ),
        Paragraph(
            "في عام ٢٠١٩ بلغ عدد الزوار ٣٤٬٥٦٧ زائرًا (بزيادة ١٢٫٥٪)، وفي عام 2024 بلغ 48,210 زائرًا "
            "(بزيادة "
            "39.4٪)، وكان ثمن التذكرة 2.50 دينار ثم صار 3 دنانير."
        ),
        Paragraph(
            "كتبت Ada Lovelace ملاحظاتها عام 1843، وأُطلقت Apollo 11 في 16/07/1969 عند الساعة 13:32، "
            "وعنوان "
            "الموقع https://example.org/isnad?page=2 والبريد info@example.org لمن أراد."
        ),
        Paragraph("كُتِبَ هٰذا السَّطْرُ بِالشَّكْلِ الكامِلِ؛ فَاقْرَأْهُ مُتَأَنِّيًا، وَلا تَعْجَلْ بِالحُكْمِ عَلَيْهِ."),
        Paragraph(
            "المواد [1] و[2] في الفهرس: (أ) الخرائط، (ب) الصور؛ والمساحة ½ فدان، والحجم 30 م²، "
            "والسنة ١٤٤٥هـ تقابل "
            "2023/2024م، والمدة من 1990 إلى 1995."
        ),
    )
)

_STORY = (
    "بُني المخزن الأول قرب السوق، وكان فيه ثلاثة رفوف من خشب الأرز. ثم جاء السيل فأخذ نصف "
    "الدفاتر، فنُقل الباقي إلى "
    "دار أعلى على التل. واشترى الناس بعد ذلك صناديق من الحديد لا يصل إليها الماء.",
    "كان الكاتب يبدأ عمله بعد الفجر، فيفتح الدفتر ويكتب اليوم والشهر والسنة، ثم يقيّد ما دخل "
    "وما خرج. ولا يترك سطرًا "
    "فارغًا، لأن السطر الفارغ باب للزيادة. وإذا أخطأ وضع خطًا فوق الكلمة ولم يمحها.",
    "في الشتاء تقلّ الحركة، فيُصلح العمال الرفوف ويجلّدون ما انفكّ من الدفاتر بخيط من "
    "الكتان. ويأتي الأطفال ليتعلموا "
    "الخط من الكاتب، فيجلسون حول المدفأة ويكتبون الحروف حرفًا حرفًا حتى تستقيم أيديهم.",
    "لم يكن كل ما في المخزن مكتوبًا؛ ففيه خرائط للآبار، ورسوم للأبواب، وأختام من النحاس. "
    "وكان الأمين يعرف موضع كل "
    "شيء، فإذا سُئل عن ورقة قام إليها في الظلام ولم يخطئ.",
)

COLUMNS = Text((Heading("حكاية المخزن"), *map(Paragraph, _STORY)), columns=2)

_LONG = " ".join(
    f"وفي اليوم {number} من الرحلة قطعنا {number * 7} ميلًا، ونزلنا عند بئر عمقها {number + 3} أذرع، "
    "وكتب الدليل ذلك في دفتره ثم ختمه."
    for number in range(1, 31)
)

REPORT = Text(
    (
        Heading("رحلة القافلة"),
        Paragraph(_STORY[0]),
        Heading("الطريق إلى الآبار"),
        Paragraph(_LONG),
        Heading("رسوم الإعارة"),
        Paragraph("يدفع كل قارئ رسمًا بحسب المدة، كما في هذا الجدول:"),
        Table(
            (
                ("المدة", "الرسم", "عدد الكتب"),
                ("أسبوع واحد", "3 دنانير", "2"),
                ("شهر كامل", "8 دنانير", "5"),
                ("سنة كاملة", "40 دينارًا", "12"),
            )
        ),
        Paragraph("ويُعفى من الرسم من تبرّع للمكتبة بكتاب لم يكن فيها من قبل، مهما كان ثمنه."),
    ),
    header="أوراق القافلة — الجزء الأول",
)

RULED = Text(
    (
        Paragraph("هذا جدول ضيق الأعمدة، في خلاياه أسطر كثيرة."),
        Table(
            (
                ("السنة", "عدد القراء المسجلين في الفرع", "الكتب المعارة خلال السنة كلها", "النسبة"),
                ("2019", "عشرة آلاف قارئ وخمسمئة من الطلاب", "34,567 كتابًا بين ورقي ورقمي مسموع", "12٪"),
                ("2020", "تسعة آلاف قارئ", "21,004 كتب", "9٪"),
                ("2021", "أحد عشر ألف قارئ ومئتان من غير الطلاب", "40,120 كتابًا", "15٪"),
            ),
            ruled=True,
        ),
    )
)

TEXTS = {"letters": LETTERS, "columns": COLUMNS, "report": REPORT, "ruled": RULED}
