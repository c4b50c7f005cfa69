// The messages of the open chat, kept in step with the state.

import { dayName, dayOf } from "./moments.js";
import { author, messageItem, note } from "./messages.js";
import { element } from "./dom.js";
import { label } from "./labels.js";
import { toast } from "./notices.js";
import { fullName } from "./people.js";

const TOGETHER_SECONDS = 300; // messages of one writer this close stand together
const NEAR_PX = 120;
const JUMP_MS = 1600; // longer than a smooth scroll takes; the message stands out for as long

export class Conversation {
  #list;
  #scroller;
  #latest;
  #made = new Map(); // message id -> { signature, node }
  #missed = 0;
  #isJumping = false; // on the way to an older message; news must not pull the reader back
  #view;

  /** `view` is what messageItem needs of the deeds. */
  constructor(view) {
    this.#view = view;
    this.#list = document.getElementById("messages");
    this.#scroller = document.getElementById("scroller");
    this.#latest = document.getElementById("latest");
    this.#latest.addEventListener("click", () => this.toEnd());
    this.#scroller.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    this.#list.addEventListener("keydown", (event) => this.#key(event));
    this.#holdToAct();
  }

  /** Begin anew: another chat, another writer or another language. */
  reset() {
    this.#made.clear();
    this.#missed = 0;
    this.#list.replaceChildren();
  }

  /** Show the messages given, with `{ me, isGroup, reactions, typing }` of their chat. */
  show(messages, scene, { follow = false } = {}) {
    const wasNear = this.#isNear() && !this.#isJumping;
    const nodes = this.#nodes(messages, scene);
    const news = nodes.some((node) => !node.isConnected && node.matches(".message"));
    synchronize(this.#list, nodes);
    this.#list.setAttribute("aria-label", label("conversationWith", scene.title));
    this.#keepOneStop();
    if (follow || wasNear) this.toEnd();
    else if (news) this.#missed += 1;
    this.#showLatest();
  }

  /** Scroll to the newest message. */
  toEnd() {
    this.#scroller.scrollTop = this.#made.size ? this.#scroller.scrollHeight : 0; // an empty chat begins at its top
    this.#missed = 0;
    this.#showLatest();
  }

  /** Scroll to a message and make it stand out for a moment. */
  jump(messageId) {
    const node = this.#list.querySelector(`[data-message="${messageId}"]`);
    if (!node) return toast(label("messageGone"));
    this.#isJumping = true;
    setTimeout(() => (this.#isJumping = false), JUMP_MS);
    node.scrollIntoView({ block: "center", behavior: calm() ? "auto" : "smooth" });
    node.focus({ preventScroll: true });
    node.classList.add("found");
    setTimeout(() => node.classList.remove("found"), JUMP_MS);
  }

  #nodes(messages, scene) {
    const nodes = [];
    const kept = new Set();
    let before = null;
    for (const message of messages) {
      if (!before || dayOf(before.date) !== dayOf(message.date)) {
        nodes.push(this.#once(`day ${dayOf(message.date)}`, "", () => day(message.date), kept));
        before = null;
      }
      const view = { ...this.#view, ...scene, continues: continues(before, message), reactions: scene.reactions.get(message.message_id) };
      const signature = JSON.stringify([message, view.continues, [...(view.reactions ?? [])]]);
      nodes.push(this.#once(message.message_id, signature, () => messageItem(message, view), kept));
      before = message;
    }
    for (const { user } of scene.typing) nodes.push(this.#once(`typing ${user.id}`, "", () => dots(user), kept));
    for (const key of [...this.#made.keys()]) if (!kept.has(key)) this.#made.delete(key);
    return nodes;
  }

  #once(key, signature, make, kept) {
    kept.add(key);
    const known = this.#made.get(key);
    if (known?.signature === signature) return known.node;
    const node = make();
    this.#made.set(key, { signature, node });
    return node;
  }

  #isNear() {
    const { scrollHeight, scrollTop, clientHeight } = this.#scroller;
    return scrollHeight - scrollTop - clientHeight < NEAR_PX;
  }

  #scrolled() {
    if (this.#isNear()) this.#missed = 0;
    this.#showLatest();
  }

  #showLatest() {
    this.#latest.hidden = this.#isNear();
    const count = this.#latest.querySelector(".count");
    count.hidden = this.#missed === 0;
    count.textContent = String(this.#missed);
    this.#latest.setAttribute("aria-label", this.#missed ? label("newMessages", this.#missed) : label("latest"));
  }

  // One message is a stop of the Tab key; the arrows go from one to another.
  #keepOneStop() {
    const items = [...this.#list.querySelectorAll(".message")];
    const current = items.find((item) => item.contains(document.activeElement)) ?? items.at(-1);
    for (const item of items) item.tabIndex = item === current ? 0 : -1;
  }

  #key(event) {
    const items = [...this.#list.querySelectorAll(".message")];
    const place = items.indexOf(document.activeElement);
    if (place < 0) return;
    const target = { ArrowUp: place - 1, ArrowDown: place + 1, Home: 0, End: items.length - 1 }[event.key];
    if (target === undefined || !items[target]) return;
    event.preventDefault();
    items[target].focus();
    this.#keepOneStop();
  }

  // On a touch screen a long press shows what can be done with a message.
  #holdToAct() {
    let timer = 0;
    const release = () => clearTimeout(timer);
    this.#list.addEventListener("pointerdown", (event) => {
      for (const held of this.#list.querySelectorAll(".held")) if (!held.contains(event.target)) held.classList.remove("held");
      if (event.pointerType === "mouse") return;
      const item = event.target.closest(".message");
      timer = setTimeout(() => item?.classList.add("held"), 450);
    });
    this.#list.addEventListener("click", (event) => event.target.closest(".actions")?.parentElement.classList.remove("held"));
    for (const end of ["pointerup", "pointercancel", "pointermove"]) this.#list.addEventListener(end, release);
    this.#list.addEventListener("contextmenu", (event) => {
      if (event.pointerType !== "mouse" && event.target.closest(".message")) event.preventDefault();
    });
  }
}

const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

const continues = (before, message) =>
  Boolean(before) &&
  !note(before) &&
  author(before).id === author(message).id &&
  before.via_bot?.id === message.via_bot?.id &&
  message.date - before.date < TOGETHER_SECONDS;

const day = (seconds) => element("li", { class: "day" }, element("span", {}, dayName(seconds)));

const dots = (user) =>
  element(
    "li",
    { class: "typing-dots", "aria-label": label("typingIn", fullName(user)) },
    element("span", {}),
    element("span", {}),
    element("span", {}),
  );

function synchronize(list, nodes) {
  const wanted = new Set(nodes);
  for (const child of [...list.children]) if (!wanted.has(child)) child.remove();
  let cursor = list.firstElementChild;
  for (const node of nodes) {
    if (node === cursor) cursor = cursor.nextElementSibling;
    else list.insertBefore(node, cursor);
  }
}
