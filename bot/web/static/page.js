// Join the parts of the page: what happens in the state is shown, what the person does is sent.

import * as api from "./api.js";
import { showChats } from "./chats.js";
import { Composer } from "./composer.js";
import { Conversation } from "./conversation.js";
import { Deeds } from "./deeds.js";
import { element } from "./dom.js";
import { applyLabels, label, switchLanguage } from "./labels.js";
import { Live } from "./live.js";
import { author, summary } from "./messages.js";
import { announce, closable, toast } from "./notices.js";
import { face, fullName, showPeople } from "./people.js";
import { State } from "./state.js";
import { showTopics, topicOf } from "./topics.js";
import { groupWelcome, operatorsWelcome, privateWelcome } from "./welcome.js";

const find = (id) => document.getElementById(id);
const narrow = matchMedia("(max-width: 760px)");

class Page {
  state = new State();
  facts = { samples: [], people: [], admins: [], documents: 0 };
  chatId = null;
  topicId = null;
  linkIsDown = false;

  constructor() {
    this.deeds = new Deeds(this);
    this.live = new Live(this.state, (link) => this.#link(link));
    this.composer = new Composer(this.deeds);
    this.conversation = new Conversation({
      onTap: (message, button) => this.deeds.tap(message, button),
      onReply: (message) => this.composer.replyTo(message),
      onEdit: (message) => this.composer.mend(message),
      onCopy: (text) => this.deeds.copy(text),
      onReact: (message, emoji) => this.deeds.react(message, emoji),
      onJump: (messageId) => this.#jump(messageId),
    });
    this.state.addEventListener("change", ({ detail }) => this.#changed(detail));
    find("language").addEventListener("click", () => this.#otherLanguage());
    find("back").addEventListener("click", () => this.#showList(true));
    find("connect-open").addEventListener("click", () => find("connect").showModal());
    document.addEventListener("visibilitychange", () => this.#look());
    for (const dialog of document.querySelectorAll("dialog")) closable(dialog);
  }

  async start() {
    applyLabels();
    this.#showSteps();
    try {
      this.facts = await api.facts();
      await this.#beginAs(this.#wished("as"));
    } catch {
      find("loading").textContent = label("noStart");
      setTimeout(() => location.reload(), 3000);
    }
  }

  get current() {
    return this.state.chats.get(this.chatId);
  }

  async #beginAs(wished) {
    const person = this.facts.people.includes(wished) ? wished : this.facts.people[0];
    this.chatId = this.#wished("chat");
    await this.live.follow(person);
  }

  #wished(name) {
    return Number(new URLSearchParams(location.hash.slice(1)).get(name)) || null;
  }

  async #writeAs(personId) {
    try {
      await this.live.follow(personId);
    } catch {
      toast(label("serverGone"), "problem");
      this.#showSidebar();
    }
  }

  #changed(change) {
    if (change.kind === "loaded") this.#loaded();
    else if (change.kind === "unknown") this.live.follow(this.state.me.id).catch(() => {});
    if (change.chatId === this.chatId && change.kind !== "seen") this.#showMessages(this.#isOwn(change));
    if (change.isNews) this.#announce(change);
    this.#showSidebar();
    this.#look();
  }

  #isOwn = (change) => change.kind === "added" && !change.isNews;

  #loaded() {
    // A private chat has its person's id, so it changes with the writer.
    const wasPrivate = this.chatId > 0;
    if (wasPrivate || !this.current) this.chatId = [...this.state.chats.values()].find(this.state.isPrivate).chat.id;
    find("app").hidden = false;
    find("loading").hidden = true;
    this.open(this.chatId, { keepPanel: true });
  }

  /** Show a chat. */
  open(chatId, { keepPanel = false } = {}) {
    if (chatId !== this.chatId) this.topicId = null;
    this.chatId = chatId;
    if (!keepPanel) this.#showList(false);
    history.replaceState(null, "", `#as=${this.state.me.id}&chat=${chatId}`);
    this.conversation.reset();
    this.#showHeader();
    this.#showTopics();
    this.#placeComposer();
    this.#showMessages(true);
    this.#showSidebar();
    this.#look();
    if (!keepPanel && !narrow.matches) this.composer.box.focus();
  }

  #placeComposer() {
    const isGroup = !this.state.isPrivate(this.current);
    const { me, bot } = this.state;
    this.composer.moveTo({ key: `${me.id} ${this.chatId} ${this.topicId}`, chatId: this.chatId, me, bot, isGroup });
    find("hint").hidden = !isGroup;
    const hint = this.chatId === this.facts.operators ? "operatorsHint" : "groupHint";
    find("hint").textContent = isGroup ? label(hint, bot.username) : "";
  }

  #showMessages(follow) {
    const conversation = this.current;
    const messages = [...conversation.messages.values()].filter((message) => topicOf(message, this.topicId));
    const scene = {
      me: this.state.me,
      title: this.state.nameOf(conversation),
      isGroup: !this.state.isPrivate(conversation),
      reactions: conversation.reactions,
      typing: [...conversation.typing.values()],
    };
    this.#showWelcome(conversation);
    this.conversation.show(messages, scene, { follow });
    this.#showHeader();
  }

  #showWelcome(conversation) {
    const started = conversation.messages.size > 0;
    const signature = [this.chatId, this.state.me.id, started, document.documentElement.lang, this.facts.documents].join();
    const place = find("beginning");
    if (place.dataset.signature === signature) return;
    place.dataset.signature = signature;
    const act = { ask: (text) => this.deeds.send(text), insert: (text) => this.composer.insert(text) };
    const card = this.state.isPrivate(conversation)
      ? privateWelcome({ facts: this.facts, admin: this.facts.admins.includes(this.state.me.id), started, act })
      : this.chatId === this.facts.operators
      ? operatorsWelcome()
      : groupWelcome({ bot: this.state.bot, title: label("groupTitle"), sample: this.facts.samples[0], act });
    place.replaceChildren(card);
  }

  #showHeader() {
    const conversation = this.current;
    const isPrivate = this.state.isPrivate(conversation);
    find("chat-face").replaceChildren(face(isPrivate ? this.state.bot : conversation.chat));
    find("chat-name").textContent = this.state.nameOf(conversation);
    find("chat-line").textContent = this.#subtitle(conversation, isPrivate);
    find("chat-line").classList.toggle("is-typing", conversation.typing.size > 0);
  }

  #subtitle(conversation, isPrivate) {
    const typing = [...conversation.typing.values()][0];
    if (typing) return isPrivate ? label("typing") : label("typingIn", fullName(typing.user));
    if (isPrivate) return `${label("bot")} · \u2068@${this.state.bot.username}\u2069`;
    const role = label(conversation.roles[this.state.me.id] ?? "member") ?? label("member");
    return `${label("members", conversation.members.length)} · ${label("you")}: ${role}`;
  }

  #showTopics() {
    showTopics(find("topics"), this.current.topics, this.topicId, (topicId) => {
      this.topicId = topicId;
      this.open(this.chatId);
    });
  }

  #showSidebar() {
    showPeople(find("people"), this.#writers(), {
      current: this.state.me.id,
      admins: this.facts.admins,
      onPick: (id) => this.#writeAs(id),
    });
    showChats(find("chats"), this.state, { current: this.chatId, onOpen: (id) => this.open(id) });
  }

  #writers = () => this.state.people.filter((person) => !person.is_bot);

  #showSteps() {
    find("connect-steps").replaceChildren(...label("connectSteps").map((step) => element("li", {}, step)));
  }

  #showList(visible) {
    find("app").classList.toggle("list-shown", visible);
    if (visible) find("chats").querySelector("[aria-current]")?.focus();
    this.#look();
  }

  #look() {
    const isLooking = !document.hidden && !(narrow.matches && find("app").classList.contains("list-shown"));
    if (isLooking && this.current?.unread) this.state.seen(this.chatId);
  }

  #announce({ message }) {
    announce(label("from", fullName(author(message)), message.text ?? summary(message)));
  }

  #jump(messageId) {
    if (this.topicId !== null && !topicOf(this.current.messages.get(messageId) ?? {}, this.topicId)) {
      this.topicId = null;
      this.open(this.chatId);
    }
    this.conversation.jump(messageId);
  }

  #link(link) {
    const isDown = link === "down";
    if (this.linkIsDown && !isDown) toast(label("back_again"));
    this.linkIsDown = isDown;
    find("link").textContent = isDown ? label("lost") : "";
    find("link").hidden = !isDown;
  }

  #otherLanguage() {
    switchLanguage();
    this.#showSteps();
    this.open(this.chatId, { keepPanel: true });
    if (this.linkIsDown) this.#link("down");
  }
}

new Page().start();
