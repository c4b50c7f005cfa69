// The list of chats.

import { direction } from "./direction.js";
import { element, isolated } from "./dom.js";
import { label } from "./labels.js";
import { summary } from "./messages.js";
import { shortMoment } from "./moments.js";
import { face, fullName } from "./people.js";

/** Show the chats, the newest first; `onOpen` hears the id of the one picked. */
export function showChats(list, state, { current, onOpen }) {
  const chats = [...state.chats.values()].sort((one, other) => rank(state, other) - rank(state, one));
  const signature = JSON.stringify([current, label("chats"), chats.map((each) => shown(state, each))]);
  if (list.dataset.signature === signature) return; // a list that is built anew under a finger loses the tap
  list.dataset.signature = signature;
  const focused = list.contains(document.activeElement) ? document.activeElement.dataset.chat : null;
  list.replaceChildren(...chats.map((conversation) => item(state, conversation, current, onOpen)));
  if (focused) list.querySelector(`[data-chat="${focused}"]`)?.focus();
}

// The private chat with the bot stands first: a list that jumps at every message is hard to follow.
const rank = (state, conversation) => (state.isPrivate(conversation) ? Infinity : conversation.chat.id);

const shown = (state, conversation) => [
  state.me.id,
  conversation.chat,
  conversation.unread,
  conversation.typing.size,
  [...conversation.messages.values()].at(-1),
];

function item(state, conversation, current, onOpen) {
  const { chat, unread } = conversation;
  const last = [...conversation.messages.values()].at(-1);
  const button = element(
    "button",
    {
      type: "button",
      class: "chat-item",
      "data-chat": chat.id,
      "aria-current": chat.id === current ? "true" : null,
      onclick: () => onOpen(chat.id),
    },
    face(state.isPrivate(conversation) ? state.bot : chat),
    element(
      "span",
      { class: "chat-item-text" },
      element(
        "span",
        { class: "chat-item-top" },
        isolated(state.nameOf(conversation), "chat-item-name"),
        last && element("time", {}, shortMoment(last.date)),
      ),
      element(
        "span",
        { class: "chat-item-bottom" },
        preview(state, conversation, last),
        unread > 0 && element("span", { class: "unread", "aria-label": label("unread", unread) }, String(unread)),
      ),
    ),
  );
  return element("li", {}, button);
}

function preview(state, conversation, last) {
  const typing = [...conversation.typing.values()][0];
  const words = typing ? typingWords(state, conversation, typing.user) : last ? lastWords(state, conversation, last) : label("noMessages");
  const dir = last && !typing ? direction(summary(last)) : null; // the cut comes at the text's own end
  return element("span", { class: "chat-item-last", dir }, words);
}

const typingWords = (state, conversation, user) =>
  state.isPrivate(conversation) ? label("typing") : label("typingIn", fullName(user));

function lastWords(state, conversation, last) {
  if (last.from?.id === state.me.id) return label("from", label("you"), summary(last));
  return state.isPrivate(conversation) || !last.from ? summary(last) : label("from", fullName(last.from), summary(last));
}
