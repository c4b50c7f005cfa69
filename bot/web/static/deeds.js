// What the person does in the open chat, and how a refusal is told.

import * as api from "./api.js";
import { label } from "./labels.js";
import { alertOf, toast } from "./notices.js";

export class Deeds {
  #page;

  constructor(page) {
    this.#page = page;
  }

  get #me() {
    return this.#page.state.me.id;
  }

  #topic() {
    return this.#page.topicId ? { message_thread_id: this.#page.topicId } : {};
  }

  send(text, replied) {
    const reply = replied ? { reply_to_message_id: replied.message_id } : {};
    return this.#put("refused", (chatId) => api.send(this.#me, chatId, text, { ...reply, ...this.#topic() }));
  }

  edit(message, text) {
    return this.#put("refused", (chatId) => api.edit(this.#me, chatId, message.message_id, text));
  }

  upload(file, caption) {
    const words = caption ? { caption } : {};
    return this.#put("fileRefused", (chatId) => api.upload(this.#me, chatId, file, { ...words, ...this.#topic() }));
  }

  choose(query, resultId) {
    return this.#put("refused", (chatId) => api.choose(this.#me, chatId, query, resultId));
  }

  async react(message, emoji) {
    await this.#try("refused", () => api.react(this.#me, this.#page.chatId, message.message_id, emoji));
  }

  /** Do what a button under a message is for. */
  async tap(message, button) {
    if (button.switch_inline_query_current_chat !== undefined)
      return this.#page.composer.insert(`@${this.#page.state.bot.username} ${button.switch_inline_query_current_chat}`);
    if (button.copy_text) return this.copy(button.copy_text.text);
    if (button.callback_data === undefined) return toast(label("unsupportedButton"));
    try {
      const { answer } = await api.tap(this.#me, this.#page.chatId, message.message_id, button.callback_data);
      this.#show(answer);
    } catch (error) {
      toast(error.status === 504 ? label("tapSilent") : inWords("tapRefused", error), "problem");
    }
  }

  async copy(text) {
    await navigator.clipboard.writeText(text).then(
      () => toast(label("copied")),
      () => alertOf(text), // not allowed here: show it to be copied by hand
    );
  }

  #show(answer = {}) {
    if (/^https?:/i.test(answer.url ?? "")) window.open(answer.url, "_blank", "noopener");
    if (!answer.text) return;
    if (answer.show_alert) alertOf(answer.text);
    else toast(answer.text);
  }

  async #put(refusal, act) {
    const chatId = this.#page.chatId;
    const answer = await this.#try(refusal, () => act(chatId));
    if (!answer) return false;
    this.#page.state.put(chatId, answer.message);
    return true;
  }

  async #try(refusal, act) {
    try {
      return await act();
    } catch (error) {
      toast(inWords(refusal, error), "problem");
      return null;
    }
  }
}

const inWords = (refusal, error) =>
  error instanceof api.Refused ? label(refusal, error.message) : label("serverGone");
