// The box one writes in: text, the message it answers or mends, and a file.

import { direction } from "./direction.js";
import { element, icon, isolated } from "./dom.js";
import { label, pageDirection } from "./labels.js";
import { author, summary } from "./messages.js";
import { size } from "./moments.js";
import { offerFor } from "./offers.js";
import { fullName } from "./people.js";
import { Popup } from "./popup.js";

const LONGEST = 4096; // UTF-16 units, as Telegram counts
const find = (id) => document.getElementById(id);

export class Composer {
  #deed;
  #place = null;
  #drafts = new Map();
  #context = null; // { kind: "reply" | "edit", message } or { kind: "file", file }
  #popup;

  /** `deed` does the sending: `send`, `edit`, `upload`, `choose`; each resolves to whether it was taken. */
  constructor(deed) {
    this.#deed = deed;
    this.box = find("box");
    this.form = find("composer");
    this.#popup = new Popup(this.box, find("offers"));
    this.form.addEventListener("submit", (event) => this.#submit(event));
    this.box.addEventListener("input", () => this.#changed());
    this.box.addEventListener("keydown", (event) => this.#key(event));
    find("attach").addEventListener("click", () => find("file").click());
    find("file").addEventListener("change", () => this.attach(find("file").files[0]));
    document.addEventListener("insert-text", (event) => this.insert(event.detail));
    this.#acceptDrops(find("conversation"));
  }

  /** Write in another place: `{ key, chatId, me, bot, isGroup }`; each place keeps its own draft. */
  moveTo(place) {
    if (this.#place?.key !== place.key) {
      if (this.#place && this.#context?.kind !== "edit") this.#drafts.set(this.#place.key, this.box.value);
      this.box.value = this.#drafts.get(place.key) ?? "";
      this.#setContext(null);
    }
    this.#place = place;
    this.relabel();
  }

  relabel() {
    if (!this.#place) return;
    const asFile = this.#context?.kind === "file";
    this.box.placeholder = asFile ? label("captionAs") : label("messageAs", this.#place.me.first_name);
    find("send").setAttribute("aria-label", label(this.#context?.kind === "edit" ? "save" : "send"));
    this.#showContext();
    this.#changed(false);
  }

  replyTo(message) {
    this.#setContext({ kind: "reply", message });
    this.box.focus();
  }

  mend(message) {
    this.#setContext({ kind: "edit", message });
    this.box.value = message.text ?? message.caption ?? "";
    this.#changed(false);
    this.box.focus();
  }

  attach(file) {
    if (!file) return;
    this.#setContext({ kind: "file", file });
    this.box.focus();
  }

  /** Put a text into the box: alone where the box is empty or holds a beginning of it, after the rest otherwise. */
  insert(text) {
    const before = this.box.value;
    this.box.value = !before.trim() || /^[/@]\S*$/.test(before) ? text : `${before.trimEnd()} ${text}`;
    this.box.focus();
    this.box.setSelectionRange(this.box.value.length, this.box.value.length);
    this.#changed();
  }

  #setContext(context) {
    if (this.#context?.kind === "edit") this.box.value = "";
    if (context?.kind !== "file") find("file").value = "";
    this.#context = context;
    this.form.dataset.context = context?.kind ?? "none";
    if (this.#place) this.relabel();
  }

  #showContext() {
    const bar = find("context");
    bar.hidden = !this.#context;
    if (!this.#context) return bar.replaceChildren();
    const { kind, message, file } = this.#context;
    const title =
      kind === "file" ? file.name : kind === "edit" ? label("editing") : label("replyingTo", fullName(author(message)));
    const text = kind === "file" ? size(file.size) : summary(message);
    const drop = element(
      "button",
      { type: "button", class: "plain", "aria-label": label(kind === "file" ? "removeFile" : "cancel"), onclick: () => this.#cancel() },
      icon("close"),
    );
    const words = element("span", { class: "context-words" }, isolated(title, "context-title"), isolated(text, "context-text"));
    bar.replaceChildren(icon(kind), words, drop);
  }

  #cancel() {
    this.#setContext(null);
    this.box.focus();
  }

  #changed(offers = true) {
    const { box } = this;
    box.dir = box.value ? direction(box.value) : pageDirection();
    box.style.height = "auto";
    box.style.height = `${Math.min(box.scrollHeight, 168)}px`;
    find("send").disabled = !box.value.trim() && this.#context?.kind !== "file";
    const over = box.value.length - LONGEST;
    find("too-long").textContent = over > 0 ? label("tooLong", over) : "";
    if (!offers || !this.#place) return;
    const before = box.value.slice(0, box.selectionStart);
    if (before !== box.value || this.#context?.kind === "edit") return this.#popup.close();
    offerFor(before, this.#popup, {
      ...this.#place,
      insert: (text) => {
        box.value = "";
        this.insert(text);
      },
      stillTyping: () => box.value === before,
      choose: async (query, id) => {
        if (await this.#deed.choose(query, id)) this.#clear();
      },
    });
  }

  #key(event) {
    if (this.#popup.key(event) || event.isComposing) return;
    if (event.key === "Escape" && this.#context) this.#cancel();
    const sends = event.key === "Enter" && !event.shiftKey && !matchMedia("(pointer: coarse)").matches;
    if (!sends) return;
    event.preventDefault();
    this.form.requestSubmit();
  }

  async #submit(event) {
    event.preventDefault();
    this.#popup.close();
    const text = this.box.value.trim();
    const context = this.#context;
    if (!text && context?.kind !== "file") return;
    this.#clear();
    const taken = await this.#do(context, text);
    if (taken || this.box.value) return;
    this.#setContext(context); // nothing typed is lost
    this.box.value = text;
    this.#changed(false);
  }

  #do(context, text) {
    if (context?.kind === "edit") return this.#deed.edit(context.message, text);
    if (context?.kind === "file") return this.#deed.upload(context.file, text);
    return this.#deed.send(text, context?.message);
  }

  #clear() {
    this.box.value = "";
    this.#setContext(null);
    this.#changed(false);
  }

  #acceptDrops(target) {
    const carriesFile = (event) => event.dataTransfer?.types.includes("Files");
    target.addEventListener("dragover", (event) => {
      if (!carriesFile(event)) return;
      event.preventDefault();
      target.classList.add("dropping");
    });
    target.addEventListener("dragleave", (event) => {
      if (!target.contains(event.relatedTarget)) target.classList.remove("dropping");
    });
    target.addEventListener("drop", (event) => {
      target.classList.remove("dropping");
      if (!carriesFile(event)) return;
      event.preventDefault();
      this.attach(event.dataTransfer.files[0]);
    });
  }
}
