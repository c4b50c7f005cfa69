// The topics of a forum: which one is shown, and which messages belong to it.

import { element, isolated } from "./dom.js";
import { label } from "./labels.js";

/** Return whether a message is to be shown: null shows all topics, 0 only General. */
export const topicOf = (message, topicId) =>
  topicId === null || (message.is_topic_message ? message.message_thread_id : 0) === topicId;

/** Show the topics of a chat, if any; `onPick` hears null (all), 0 (General) or a thread id. */
export function showTopics(bar, topics, current, onPick) {
  bar.hidden = topics.length === 0;
  const all = [
    { id: null, name: label("allTopics") },
    { id: 0, name: label("general") },
    ...topics.map((topic) => ({ id: topic.message_thread_id, name: topic.name })),
  ];
  bar.replaceChildren(
    ...all.map(({ id, name }) =>
      element(
        "button",
        { type: "button", class: "topic", "aria-pressed": String(id === current), onclick: () => onPick(id) },
        isolated(name),
      ),
    ),
  );
}
