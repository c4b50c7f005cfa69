// What the box offers while one types: the bot's commands after "/", its inline results after its name.

import * as api from "./api.js";
import { label } from "./labels.js";

const INLINE_PAUSE_MS = 300;
const REST_MS = 60_000; // before a bot that left an inline query without an answer is asked again
let waiting = 0;
let askAgainAt = 0;

/** Offer what fits the text before the caret; `place` tells who writes, where, and to which bot. */
export function offerFor(text, popup, place) {
  clearTimeout(waiting);
  const command = /^\/([A-Za-z0-9_]*)$/.exec(text);
  if (command) return offerCommands(command[1].toLowerCase(), popup, place);
  const start = `@${place.bot.username} `;
  if (text.toLowerCase().startsWith(start.toLowerCase()) && place.bot.supports_inline_queries !== false)
    return offerInline(text.slice(start.length), popup, place);
  return popup.close();
}

function offerCommands(typed, popup, { bot, isGroup, insert }) {
  const menu = (isGroup ? bot.group_commands : bot.commands) ?? [];
  const fitting = menu.filter((command) => command.command.startsWith(typed));
  const options = fitting.map((command) => ({
    title: `/${command.command}`,
    text: command.description,
    inserted: isGroup ? `/${command.command}@${bot.username} ` : `/${command.command} `,
  }));
  const preselected = !fitting.some((command) => command.command === typed); // what is whole, Enter sends
  popup.offer(label("commands"), options, (option) => insert(option.inserted), { preselected });
}

function offerInline(query, popup, place) {
  if (!query.trim() || Date.now() < askAgainAt) return popup.close();
  waiting = setTimeout(async () => {
    let answer;
    try {
      answer = await api.inline(place.me.id, query);
    } catch {
      askAgainAt = Date.now() + REST_MS; // the bot takes no inline queries, or is slow: this is a message then
      return popup.close();
    }
    if (!place.stillTyping()) return;
    const options = answer.results.map((result) => ({ title: result.title ?? result.id, text: result.description, id: result.id }));
    popup.offer(label("inlineResults"), options, (option) => place.choose(query, option.id), { hint: label("inlineNothing") });
  }, INLINE_PAUSE_MS);
}
