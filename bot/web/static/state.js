// What the person who writes can see: their chats, and what happens in them. No DOM, no network.

const TYPING_MS = 6000; // Telegram shows "typing" for about five seconds

export class State extends EventTarget {
  /** Take over what /client/state returned; unread counts of the same person survive a reload. */
  load(answer) {
    const before = this.me?.id === answer.me.id ? this.chats : new Map();
    this.me = answer.me;
    this.bot = answer.bot;
    this.people = answer.people;
    this.seq = answer.seq;
    this.chats = new Map(answer.chats.map((entry) => [entry.chat.id, this.#conversation(entry, before.get(entry.chat.id))]));
    this.#tell({ kind: "loaded" });
  }

  #conversation(entry, before) {
    return {
      chat: entry.chat,
      topics: entry.topics ?? [],
      members: entry.members ?? [],
      roles: entry.roles ?? {},
      messages: new Map(entry.messages.map((message) => [message.message_id, message])),
      reactions: reactionsOf(entry.reactions),
      typing: new Map(),
      unread: before?.unread ?? 0,
    };
  }

  /** Return whether the chat is the person's private one with the bot. */
  isPrivate = (conversation) => conversation.chat.type === "private";

  /** Return the name a chat is shown under. */
  nameOf = (conversation) => (this.isPrivate(conversation) ? this.bot.first_name : conversation.chat.title);

  /** Take in the events of one long poll, oldest first. */
  take(events) {
    for (const event of events) {
      this.seq = Math.max(this.seq, event.seq);
      const conversation = this.chats.get(event.chat_id);
      if (!conversation) this.#tell({ kind: "unknown", chatId: event.chat_id });
      else this.#take(event, conversation);
    }
  }

  #take(event, conversation) {
    if (event.kind === "message" || event.kind === "edited") this.put(event.chat_id, event.message);
    else if (event.kind === "deleted") this.#remove(conversation, event);
    else if (event.kind === "typing") this.#typing(conversation, event);
    else if (event.kind === "reaction") this.#react(conversation, event);
  }

  /** Put a new or edited message into its chat. */
  put(chatId, message) {
    const conversation = this.chats.get(chatId);
    if (!conversation) return;
    const known = conversation.messages.get(message.message_id);
    if (known && JSON.stringify(known) === JSON.stringify(message)) return; // told twice
    conversation.messages.set(message.message_id, message);
    if (message.from) this.#stopTyping(conversation, message.from.id);
    const isNews = !known && message.from?.id !== this.me.id;
    if (isNews) conversation.unread += 1;
    this.#tell({ kind: known ? "edited" : "added", chatId, message, isNews });
  }

  #remove(conversation, event) {
    if (conversation.messages.delete(event.message_id))
      this.#tell({ kind: "deleted", chatId: event.chat_id, messageId: event.message_id });
  }

  #typing(conversation, event) {
    if (!event.user || event.user.id === this.me.id) return;
    this.#stopTyping(conversation, event.user.id);
    const timer = setTimeout(() => {
      conversation.typing.delete(event.user.id);
      this.#tell({ kind: "typing", chatId: event.chat_id });
    }, TYPING_MS);
    conversation.typing.set(event.user.id, { user: event.user, timer });
    this.#tell({ kind: "typing", chatId: event.chat_id });
  }

  #stopTyping(conversation, userId) {
    const typing = conversation.typing.get(userId);
    if (!typing) return;
    clearTimeout(typing.timer);
    conversation.typing.delete(userId);
    this.#tell({ kind: "typing", chatId: conversation.chat.id });
  }

  #react(conversation, event) {
    const placed = conversation.reactions.get(event.message_id) ?? new Map();
    if (event.emoji) placed.set(event.user.id, event.emoji);
    else placed.delete(event.user.id);
    conversation.reactions.set(event.message_id, placed);
    this.#tell({ kind: "reaction", chatId: event.chat_id, messageId: event.message_id });
  }

  /** Note that a chat has been looked at. */
  seen(chatId) {
    const conversation = this.chats.get(chatId);
    if (!conversation?.unread) return;
    conversation.unread = 0;
    this.#tell({ kind: "seen", chatId });
  }

  #tell(detail) {
    this.dispatchEvent(new CustomEvent("change", { detail }));
  }
}

function reactionsOf(placed = {}) {
  const known = Object.entries(placed);
  return new Map(
    known.map(([messageId, people]) => [
      Number(messageId),
      new Map(Object.entries(people).map(([userId, emoji]) => [Number(userId), emoji])),
    ]),
  );
}
