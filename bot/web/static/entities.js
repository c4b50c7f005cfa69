// Turn a text and its Bot API entities into DOM nodes. Offsets are UTF-16 units, as in JavaScript strings.

import { direction } from "./direction.js";
import { element } from "./dom.js";
import { label } from "./labels.js";

const PLAIN = {
  bold: "strong",
  italic: "em",
  underline: "u",
  strikethrough: "s",
};
const SAFE_SCHEMES = ["http:", "https:", "tg:", "mailto:", "tel:"];
const DATE = /(\d{4}-\d{2}-\d{2})/;
const FOLD_AT = 160; // characters from which an expandable quote folds

/** Return a fragment of the text with its entities; anything unknown stays plain text. */
export function formatted(text, entities = []) {
  const ordered = entities
    .map((entity) => ({ ...entity, end: Math.min(entity.offset + entity.length, text.length) }))
    .filter((entity) => entity.offset >= 0 && entity.end > entity.offset)
    .sort((one, other) => one.offset - other.offset || other.end - one.end || isBlock(other) - isBlock(one));
  const fragment = document.createDocumentFragment();
  fragment.append(...nodes(text, 0, text.length, ordered));
  return fragment;
}

function nodes(text, start, end, entities) {
  const made = [];
  let place = start;
  for (let index = 0; index < entities.length; index += 1) {
    const entity = entities[index];
    if (entity.offset < place || entity.offset >= end) continue; // inside one already made, or outside
    if (entity.offset > place) made.push(...unbroken(text.slice(place, entity.offset)));
    const stop = Math.min(entity.end, end);
    const inner = entities.slice(index + 1).filter((other) => other.offset < stop);
    made.push(wrapped(entity, text.slice(entity.offset, stop), nodes(text, entity.offset, stop, inner)));
    place = stop;
    if (isBlock(entity) && text[place] === "\n") place += 1; // a block ends its own line
  }
  if (place < end) made.push(...unbroken(text.slice(place, end)));
  return made;
}

// Browsers break lines at the hyphens of a date, which the apps do not.
const unbroken = (text) =>
  text.split(DATE).map((piece, index) => (index % 2 ? element("span", { class: "unbroken" }, piece) : piece));

const isBlock = (entity) => ["blockquote", "expandable_blockquote", "pre"].includes(entity.type);

function wrapped(entity, text, inner) {
  if (entity.type in PLAIN) return element(PLAIN[entity.type], {}, inner);
  switch (entity.type) {
    case "code":
      return element("code", { dir: direction(text) }, inner);
    case "pre":
      return element("pre", { dir: direction(text), "data-language": entity.language }, element("code", {}, inner));
    case "blockquote":
      return element("blockquote", { dir: direction(text) }, inner);
    case "expandable_blockquote":
      return text.length > FOLD_AT || text.split("\n").length > 3
        ? foldable(text, inner)
        : element("blockquote", { dir: direction(text) }, inner);
    case "spoiler":
      return spoiler(inner);
    case "text_link":
      return link(entity.url, inner);
    case "url":
      return link(/^[a-z][a-z+.-]*:\/\//i.test(text) ? text : `http://${text}`, inner);
    case "email":
      return link(`mailto:${text}`, inner);
    case "phone_number":
      return link(`tel:${text.replace(/[^\d+]/g, "")}`, inner);
    case "mention":
    case "bot_command":
      return insertable(entity.type, text);
    case "text_mention":
    case "hashtag":
    case "cashtag":
      return element("span", { class: "tag" }, inner);
    default:
      return element("span", {}, inner);
  }
}

function link(address, inner) {
  let url;
  try {
    url = new URL(address);
  } catch {
    return element("span", {}, inner);
  }
  if (!SAFE_SCHEMES.includes(url.protocol)) return element("span", {}, inner);
  return element("a", { href: url.href, target: "_blank", rel: "noopener noreferrer", title: url.href }, inner);
}

// A tap puts it into the message box; the composer listens for the event.
function insertable(kind, text) {
  const offer = (event) =>
    event.target.dispatchEvent(new CustomEvent("insert-text", { bubbles: true, detail: `${text} ` }));
  const press = (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    offer(event);
  };
  // No <button>: a line would break between it and the full stop behind it.
  return element(
    "span",
    { role: "button", tabindex: "0", class: `tag ${kind}`, dir: "ltr", onclick: offer, onkeydown: press },
    text,
  );
}

function foldable(text, inner) {
  const body = element("span", { class: "folded-text" }, inner);
  const toggle = element("button", { type: "button", class: "fold", "aria-expanded": "false" }, label("more"));
  toggle.addEventListener("click", () => {
    const open = toggle.getAttribute("aria-expanded") !== "true";
    toggle.setAttribute("aria-expanded", String(open));
    toggle.textContent = label(open ? "less" : "more");
  });
  return element("blockquote", { class: "foldable", dir: direction(text) }, body, toggle);
}

function spoiler(inner) {
  const hidden = element("span", { "aria-hidden": "true" }, inner);
  const cover = element(
    "span",
    { class: "spoiler", role: "button", tabindex: "0", "aria-label": label("spoiler") },
    hidden,
  );
  const show = (event) => {
    if (event.type === "keydown" && event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    cover.replaceWith(element("span", { class: "revealed" }, [...hidden.childNodes]));
  };
  cover.addEventListener("click", show);
  cover.addEventListener("keydown", show);
  return cover;
}
