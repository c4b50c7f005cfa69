// Turn one Bot API Message into DOM.

import { buttons } from "./buttons.js";
import { direction, settled } from "./direction.js";
import { element, icon, isolated } from "./dom.js";
import { formatted } from "./entities.js";
import { label } from "./labels.js";
import { clock, fullDate, size } from "./moments.js";
import { face, fullName, hue } from "./people.js";

const ONE_LINE = 120;

/** Return who a message comes from, as a User or a Chat. */
export const author = (message) =>
  message.sender_chat ?? message.from ?? message.chat;

/** Return the message's text in one line, for lists and quotes. */
export function summary(message) {
  const text = message.text ?? message.caption ?? message.document?.file_name ?? note(message);
  const line = (text || kindOf(message)).replace(/\s+/g, " ").trim();
  return settled(line.length > ONE_LINE ? `${line.slice(0, ONE_LINE)}…` : line);
}

function kindOf(message) {
  if (message.document) return label("document");
  if (message.photo) return label("photo");
  return label("unknownMessage");
}

/** Return the words of a service message, or null for one that people write. */
export function note(message) {
  const who = message.from ? fullName(message.from) : "";
  if (message.new_chat_members) return label("joined", message.new_chat_members.map(fullName).join("، "));
  if (message.left_chat_member) return label("left", fullName(message.left_chat_member));
  if (message.pinned_message) return label("pinned", who);
  if (message.group_chat_created || message.supergroup_chat_created) return label("created");
  if (message.forum_topic_created) return label("topicCreated", message.forum_topic_created.name);
  if (message.new_chat_title) return label("titled", message.new_chat_title);
  return null;
}

/**
 * Make the list item of a message.
 *
 * `view` says how it stands in its chat: `me`, `isGroup`, `continues` (same writer as above),
 * `reactions` (a Map of user id to emoji), and what its parts do: `onTap`, `onReply`, `onEdit`,
 * `onCopy`, `onReact`, `onJump`.
 */
export function messageItem(message, view) {
  const words = note(message);
  if (words) return element("li", { class: "note", "data-message": message.message_id }, element("p", { dir: direction(words) }, words));
  const own = message.from?.id === view.me.id && !message.sender_chat;
  const kind = own ? "own" : author(message).is_bot ? "bot" : "other";
  return element(
    "li",
    {
      class: `message ${kind}${view.continues ? " continues" : ""}`,
      "data-message": message.message_id,
      tabindex: "-1",
      "aria-label": label("from", own ? label("you") : fullName(author(message)), summary(message)),
    },
    view.isGroup && !own && face(author(message), "small"),
    element("div", { class: "stack" }, bubble(message, view, own), buttons(message, view), reactions(message, view)),
    actions(message, view, own),
  );
}

function bubble(message, view, own) {
  return element(
    "div",
    { class: message.edit_date ? "bubble is-edited" : "bubble" },
    view.isGroup && !own && !view.continues && sender(message),
    message.via_bot && element("p", { class: "via" }, label("via", `@${message.via_bot.username}`)),
    message.forward_origin && element("p", { class: "via" }, label("forwarded", origin(message.forward_origin))),
    answers(message) && quoted(message, view),
    content(message),
    element(
      "span",
      { class: "meta" },
      message.edit_date && element("span", { class: "edited" }, label("edited")),
      element("time", { datetime: new Date(message.date * 1000).toISOString(), title: fullDate(message.date) }, clock(message.date)),
    ),
  );
}

const sender = (message) =>
  element(
    "p",
    { class: `sender ink-${hue(author(message).id)}` },
    isolated(fullName(author(message))),
    author(message).is_bot && element("span", { class: "badge" }, label("bot")),
  );

const origin = (from) =>
  from.sender_user ? fullName(from.sender_user) : from.sender_user_name ?? (from.chat ?? from.sender_chat)?.title;

// In a topic every message formally replies to the note that opened it; nobody is shown that.
const answers = (message) => message.reply_to_message && !message.reply_to_message.forum_topic_created;

function quoted(message, view) {
  const replied = message.reply_to_message;
  const words = message.quote ? settled(message.quote.text) : summary(replied);
  return element(
    "button",
    {
      type: "button",
      class: `quoted edge-${hue(author(replied).id)}`,
      title: label("goToMessage"),
      onclick: () => view.onJump(replied.message_id),
    },
    isolated(fullName(author(replied)), `quoted-name ink-${hue(author(replied).id)}`),
    element("span", { class: "quoted-text", dir: direction(words) }, words),
  );
}

function content(message) {
  const text = message.text ?? message.caption;
  return [
    message.document && file(message.document),
    message.photo && element("p", { class: "unsupported" }, label("photo")),
    text !== undefined && body(text, message.entities ?? message.caption_entities),
    text === undefined && !message.document && !message.photo && element("p", { class: "unsupported" }, label("unknownMessage")),
  ];
}

// The time stands in the text's last line, unless that line is a block's.
function body(text, entities) {
  const words = formatted(text, entities);
  const endsInBlock = words.lastChild instanceof Element && words.lastChild.matches("blockquote, pre");
  return element("div", { class: endsInBlock ? "text" : "text open-end", dir: direction(text) }, words);
}

function file(document) {
  const name = document.file_name ?? label("document");
  return element(
    "a",
    {
      class: "file",
      href: `/client/file?${new URLSearchParams({ file_id: document.file_id })}`,
      download: name,
      "aria-label": `${label("download", name)} (${size(document.file_size)})`,
    },
    element("span", { class: "file-icon" }, icon("file")),
    element(
      "span",
      { class: "file-text" },
      isolated(name, "file-name"),
      element("span", { class: "file-size" }, size(document.file_size)),
    ),
  );
}

function reactions(message, view) {
  if (!view.reactions?.size) return null;
  const counts = new Map();
  for (const emoji of view.reactions.values()) counts.set(emoji, (counts.get(emoji) ?? 0) + 1);
  const mine = view.reactions.get(view.me.id);
  return element(
    "div",
    { class: "reactions" },
    [...counts].map(([emoji, count]) =>
      element(
        "button",
        {
          type: "button",
          "aria-pressed": String(emoji === mine),
          "aria-label": label("react", emoji),
          onclick: () => view.onReact(message, emoji === mine ? null : emoji),
        },
        `${emoji} ${count}`,
      ),
    ),
  );
}

const OFFERED = ["👍", "👎"];

function actions(message, view, own) {
  const button = (name, act) =>
    element("button", { type: "button", "aria-label": label(name), title: label(name), onclick: act }, icon(name));
  const text = message.text ?? message.caption;
  return element(
    "div",
    { class: "actions" },
    button("reply", () => view.onReply(message)),
    own && text !== undefined && button("edit", () => view.onEdit(message)),
    text !== undefined && button("copy", () => view.onCopy(text)),
    !own &&
      OFFERED.map((emoji) =>
        element(
          "button",
          {
            type: "button",
            class: "emoji",
            "aria-label": label("react", emoji),
            title: label("react", emoji),
            onclick: () => view.onReact(message, view.reactions?.get(view.me.id) === emoji ? null : emoji),
          },
          emoji,
        ),
      ),
  );
}
