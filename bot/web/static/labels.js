// The page's own words, Arabic first. What the bot says is never touched.

const WORDS = {
  ar: {
    title: "إسناد · ساحة التجربة",
    brand: "إسناد",
    tagline: "أجوبة من مستنداتك، بنصّها ومصدرها",
    chats: "المحادثات",
    writer: "تكتب باسم",
    otherLanguage: "English",
    skip: "إلى خانة الكتابة",
    back: "إلى قائمة المحادثات",
    admin: "إدارة البوت",
    creator: "منشئ المجموعة",
    administrator: "مشرف",
    member: "عضو",
    bot: "بوت",
    you: "أنت",
    loading: "لحظة واحدة…",
    lost: "انقطع الاتصال بالخادم المحلي. نعيد المحاولة تلقائيًا، وما كتبته محفوظ في خانته.",
    back_again: "عاد الاتصال.",
    typing: "يكتب…",
    typingIn: (name) => `\u2068${name}\u2069 يكتب…`,
    members: (count) => ["لا أعضاء", "عضو واحد", "عضوان"][count] ?? `${count} ${count <= 10 ? "أعضاء" : "عضوًا"}`,
    noMessages: "لا رسائل بعد",
    unread: (count) => `غير مقروءة: ${count}`,
    conversationWith: (name) => `الرسائل في ${name}`,
    today: "اليوم",
    yesterday: "أمس",
    edited: "عُدِّلت",
    reply: "ردّ",
    edit: "تعديل",
    copy: "نسخ",
    react: (emoji) => `تفاعل ${emoji}`,
    copied: "نُسخ النصّ.",
    replyingTo: (name) => `ردّ على \u2068${name}\u2069`,
    editing: "تعديل رسالتك",
    cancel: "إلغاء",
    goToMessage: "اذهب إلى الرسالة المقتبسة",
    messageGone: "لم تعد هذه الرسالة في المحادثة.",
    via: (name) => `عبر \u2068${name}\u2069`,
    forwarded: (name) => (name ? `مُعاد توجيهها من \u2068${name}\u2069` : "مُعاد توجيهها"),
    spoiler: "نصّ مخفيّ: اضغط لإظهاره",
    more: "المزيد",
    less: "أقلّ",
    code: "شيفرة",
    document: "مستند",
    download: (name) => `نزِّل ${name}`,
    photo: "صورة",
    unknownMessage: "رسالة من نوع لا تعرضه هذه الصفحة",
    joined: (name) => `انضمّ \u2068${name}\u2069`,
    left: (name) => `غادر \u2068${name}\u2069`,
    pinned: (name) => `ثبّت \u2068${name}\u2069 رسالة`,
    created: "أُنشئت المجموعة",
    topicCreated: (name) => `موضوع جديد: \u2068${name}\u2069`,
    titled: (name) => `صار اسم المجموعة: \u2068${name}\u2069`,
    messageAs: (name) => `اكتب باسم \u2068${name}\u2069…`,
    messageBox: "نصّ الرسالة",
    captionAs: "أضف تعليقًا على الملف…",
    send: "أرسل",
    save: "احفظ التعديل",
    attach: "أرفق ملفًا",
    removeFile: "أزل الملف",
    commands: "أوامر البوت",
    latest: "إلى آخر الرسائل",
    newMessages: (count) => `رسائل جديدة: ${count}`,
    samples: "جرّب سؤالًا:",
    allTopics: "الكل",
    general: "عام",
    topics: "مواضيع المجموعة",
    inlineResults: "نتائج البوت هنا",
    inlineNothing: "لا نتائج لهذا السؤال.",
    welcomeTitle: "أهلًا بك. اسأل، وخذ الجواب بنصّه ومصدره.",
    welcomeText:
      "هذا هو البوت نفسه الذي يعمل على تيليغرام، لا نسخة تجريبية منه: يجيبك هنا عبر خادم Bot API محلي. يبحث في المستندات، ويقتبس الجملة التي تجيب كما كُتبت، ويذكر مصدرها. وإن لم يجد قال ذلك.",
    documents: (count) =>
      count === 1 ? "مستند واحد يجيب منه الآن" : count === 2 ? "مستندان يجيب منهما الآن" : `${count} ${count <= 10 ? "مستندات" : count < 100 ? "مستندًا" : "مستند"} يجيب منها الآن`,
    private: "لا يغادر هذا الحاسوبَ شيء",
    start: "ابدأ",
    trySamples: "أو جرّب سؤالًا:",
    groupTitle: "في المجموعة يجيب إن خاطبتَه",
    groupText: "ويصمت عمّا سوى ذلك. ثلاث طرق لسؤاله، اضغط واحدة لتجرّبها:",
    groupAsk: (name) => `/ask@${name} `,
    groupAskNote: "بالأمر",
    groupMentionNote: "بذكر اسمه في أيّ موضع",
    groupReplyNote: "بالردّ على رسالة له",
    groupReply: "اضغط «ردّ» عند رسالته",
    groupHint: (name) => `ليجيبك البوت هنا: ابدأ بـ \u2066/ask\u2069 أو اذكر \u2066@${name}\u2069 أو ردّ على رسالته.`,
    connect: "صِله بتيليغرام الحقيقي",
    connectSteps: [
      "افتح محادثة \u2066@BotFather\u2069 في تيليغرام، وأرسل \u2066/newbot\u2069، واختر اسمًا للبوت.",
      "انسخ الرمز السرّي الذي يعطيكه، ولا تُطلع عليه أحدًا.",
      "أوقف هذا التشغيل، ثم شغّل البوت والرمز في متغيّر البيئة:",
    ],
    connectAfter: "فيصير هذا البوت نفسه على تيليغرام، وتجيب عنه مستنداتك أنت إن وضعتها في مجلّد corpus.",
    close: "إغلاق",
    ok: "حسنًا",
    botAlert: "رسالة من البوت",
    working: "ينتظر البوت…",
    tapSilent: "لم يُجب البوت عن هذه الضغطة في عشر ثوانٍ. أعد المحاولة بعد قليل.",
    serverGone: "الخادم المحلي لا يجيب. أما زال make run يعمل؟",
    refused: (why) => `رُفضت الرسالة: ${why}`,
    tooLong: (over) => `الرسالة أطول مما يقبله تيليغرام بـ ${over} وحدة (الحدّ 4096).`,
    fileRefused: (why) => `رُفض الملف: ${why}`,
    tapRefused: (why) => `رُفضت الضغطة: ${why}`,
    unsupportedButton: "هذا الزرّ لا يعمل خارج تيليغرام.",
    noStart: "تعذّر بدء الصفحة: الخادم المحلي لا يجيب. شغّل make run ثم أعد تحميل الصفحة.",
    from: (name, text) => `\u2068${name}\u2069: ${text}`,
    bytes: ["بايت", "ك.ب", "م.ب"],
  },
  en: {
    title: "Isnad · playground",
    brand: "Isnad",
    tagline: "Answers from your documents, quoted and cited",
    chats: "Chats",
    writer: "You write as",
    otherLanguage: "العربية",
    skip: "To the message box",
    back: "Back to the chats",
    admin: "Bot admin",
    creator: "Group owner",
    administrator: "Admin",
    member: "Member",
    bot: "Bot",
    you: "You",
    loading: "One moment…",
    lost: "The local server is out of reach. Trying again by itself; what you typed stays in its box.",
    back_again: "Connected again.",
    typing: "typing…",
    typingIn: (name) => `\u2068${name}\u2069 is typing…`,
    members: (count) => `${count} ${count === 1 ? "member" : "members"}`,
    noMessages: "No messages yet",
    unread: (count) => `Unread: ${count}`,
    conversationWith: (name) => `Messages in ${name}`,
    today: "Today",
    yesterday: "Yesterday",
    edited: "edited",
    reply: "Reply",
    edit: "Edit",
    copy: "Copy",
    react: (emoji) => `React with ${emoji}`,
    copied: "Text copied.",
    replyingTo: (name) => `Reply to \u2068${name}\u2069`,
    editing: "Editing your message",
    cancel: "Cancel",
    goToMessage: "Go to the quoted message",
    messageGone: "That message is no longer in this chat.",
    via: (name) => `via ${name}`,
    forwarded: (name) => (name ? `Forwarded from \u2068${name}\u2069` : "Forwarded"),
    spoiler: "Hidden text: press to show",
    more: "More",
    less: "Less",
    code: "Code",
    document: "Document",
    download: (name) => `Download ${name}`,
    photo: "Photo",
    unknownMessage: "A kind of message that this page does not show",
    joined: (name) => `\u2068${name}\u2069 joined`,
    left: (name) => `\u2068${name}\u2069 left`,
    pinned: (name) => `\u2068${name}\u2069 pinned a message`,
    created: "Group created",
    topicCreated: (name) => `New topic: \u2068${name}\u2069`,
    titled: (name) => `The group is now called \u2068${name}\u2069`,
    messageAs: (name) => `Write as \u2068${name}\u2069…`,
    messageBox: "Message text",
    captionAs: "Add a caption to the file…",
    send: "Send",
    save: "Save the edit",
    attach: "Attach a file",
    removeFile: "Remove the file",
    commands: "Bot commands",
    latest: "To the newest message",
    newMessages: (count) => `New messages: ${count}`,
    samples: "Try a question:",
    allTopics: "All",
    general: "General",
    topics: "Topics of the group",
    inlineResults: "What the bot offers here",
    inlineNothing: "Nothing found for this question.",
    welcomeTitle: "Welcome. Ask, and get the answer word for word, with its source.",
    welcomeText:
      "This is the very bot that runs on Telegram, not a demo of it: here it answers over a local Bot API server. It searches the documents, quotes the sentence that answers exactly as written, and names the source. When it finds nothing, it says so.",
    documents: (count) => `answers from ${count} ${count === 1 ? "document" : "documents"} now`,
    private: "nothing leaves this computer",
    start: "Start",
    trySamples: "Or try a question:",
    groupTitle: "In a group it answers when spoken to",
    groupText: "and stays silent otherwise. Three ways to ask it; press one to try:",
    groupAsk: (name) => `/ask@${name} `,
    groupAskNote: "by command",
    groupMentionNote: "by naming it anywhere",
    groupReplyNote: "by replying to a message of its own",
    groupReply: "Press “Reply” at its message",
    groupHint: (name) => `To get an answer here: start with /ask, mention @${name}, or reply to the bot.`,
    connect: "Connect the real Telegram",
    connectSteps: [
      "Open a chat with @BotFather in Telegram, send /newbot and choose a name.",
      "Copy the secret token it gives you, and show it to nobody.",
      "Stop this run, then start the bot with the token in the environment:",
    ],
    connectAfter: "The same bot is then on Telegram, and answers from your own documents once you put them into the corpus folder.",
    close: "Close",
    ok: "OK",
    botAlert: "Message from the bot",
    working: "Waiting for the bot…",
    tapSilent: "The bot did not answer this press within ten seconds. Try again in a moment.",
    serverGone: "The local server does not answer. Is make run still running?",
    refused: (why) => `The message was refused: ${why}`,
    tooLong: (over) => `The message is ${over} units longer than Telegram takes (the limit is 4096).`,
    fileRefused: (why) => `The file was refused: ${why}`,
    tapRefused: (why) => `The press was refused: ${why}`,
    unsupportedButton: "This button works in Telegram only.",
    noStart: "The page cannot start: the local server does not answer. Run make run, then reload the page.",
    from: (name, text) => `\u2068${name}\u2069: ${text}`,
    bytes: ["bytes", "KB", "MB"],
  },
};

const KEPT_AS = "isnad.language";
let language = remembered();

function remembered() {
  try {
    return localStorage.getItem(KEPT_AS) === "en" ? "en" : "ar";
  } catch {
    return "ar"; // storage may be forbidden; the page then forgets the choice
  }
}

/** Return the page's words for a key, filled with `values` where it needs some. */
export function label(key, ...values) {
  const words = WORDS[language][key];
  return typeof words === "function" ? words(...values) : words;
}

/** Return the locale of dates and numbers. */
export const locale = () => (language === "ar" ? "ar-u-nu-latn" : "en-GB");

/** Return the direction of the page: "rtl" or "ltr". */
export const pageDirection = () => (language === "ar" ? "rtl" : "ltr");

/** Take the other language, keep the choice, and put it on the document. */
export function switchLanguage() {
  language = language === "ar" ? "en" : "ar";
  try {
    localStorage.setItem(KEPT_AS, language);
  } catch {
    // see remembered()
  }
  applyLabels();
}

/** Put the words on every element that asks for them by data-label or data-name (its accessible name). */
export function applyLabels() {
  document.documentElement.lang = language;
  document.documentElement.dir = pageDirection();
  document.title = label("title");
  for (const node of document.querySelectorAll("[data-label]")) node.textContent = label(node.dataset.label);
  for (const node of document.querySelectorAll("[data-name]")) {
    node.setAttribute("aria-label", label(node.dataset.name));
    if (node.tagName === "BUTTON") node.title = label(node.dataset.name);
  }
}
