// What stands at the beginning of a chat: who this is, and what to try.

import { element, icon, isolated } from "./dom.js";
import { label } from "./labels.js";
import { direction } from "./direction.js";

const sampleButton = (question, onAsk) =>
  element("button", { type: "button", class: "sample", dir: direction(question), onclick: () => onAsk(question) }, question);

/** Make the card on top of the private chat of an admin or of another person; `act` holds `ask`, a text to send. */
export function privateWelcome({ facts, admin, started, act }) {
  const pledges = [
    facts.documents > 0 && ["book", label("documents", facts.documents)],
    admin && ["attach", label("adminAdds")],
    ["lock", label("private")],
  ].filter(Boolean);
  return element(
    "section",
    { class: "welcome", "aria-labelledby": "welcome-title" },
    element("span", { class: "face big mark", "aria-hidden": "true" }),
    element("h2", { id: "welcome-title" }, label("welcomeTitle")),
    element("p", {}, label("welcomeText")),
    element(
      "ul",
      { class: "pledges" },
      pledges.map(([sign, words]) => element("li", {}, icon(sign), words)),
    ),
    !started && element("button", { type: "button", class: "primary", onclick: () => act.ask("/start") }, label("start"), " ", element("code", { dir: "ltr" }, "/start")),
    facts.samples.length > 0 && element("p", { class: "or" }, label(started ? "samples" : "trySamples")),
    element("div", { class: "samples" }, facts.samples.map((question) => sampleButton(question, act.ask))),
  );
}

/** Make the card on top of a group; `act` holds `insert`, a text to put into the box. */
export function groupWelcome({ bot, title, sample, act }) {
  const way = (words, note, onclick) =>
    element("li", {}, element("button", { type: "button", class: "sample", onclick }, isolated(words.trim()), element("small", {}, note)));
  const ask = label("groupAsk", bot.username);
  const mention = `@${bot.username} `;
  return element(
    "section",
    { class: "welcome", "aria-labelledby": "welcome-title" },
    element("h2", { id: "welcome-title" }, label("groupTitle")),
    element("p", {}, label("groupText")),
    element(
      "ul",
      { class: "samples", "aria-label": title },
      way(ask, label("groupAskNote"), () => act.insert(ask + (sample ?? ""))),
      way(mention, label("groupMentionNote"), () => act.insert(mention + (sample ?? ""))),
      element("li", { class: "way" }, element("span", {}, label("groupReply")), element("small", {}, label("groupReplyNote"))),
    ),
  );
}

/** Make the card on top of the group whose members answer what the documents do not. */
export function operatorsWelcome() {
  const step = (words) => element("li", { class: "way" }, element("span", {}, words));
  return element(
    "section",
    { class: "welcome", "aria-labelledby": "welcome-title" },
    element("h2", { id: "welcome-title" }, label("operatorsTitle")),
    element("p", {}, label("operatorsText")),
    element("ol", { class: "samples" }, label("operatorsSteps").map(step)),
  );
}
