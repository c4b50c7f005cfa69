// Calls to the loopback server's client side, as JSON. Nothing here knows of the page.

const PATIENCE_MS = 15_000; // a press of a button may wait ten seconds for the bot

/** The server refused: its HTTP status and its reason. */
export class Refused extends Error {
  constructor(status, description) {
    super(description);
    this.status = status;
  }
}

/** The server could not be reached, or stopped in the middle. */
export class Unreachable extends Error {}

async function call(path, options = {}, patience = PATIENCE_MS) {
  const timeout = AbortSignal.timeout(patience);
  const signal = options.signal ? AbortSignal.any([options.signal, timeout]) : timeout;
  let response;
  let body;
  try {
    response = await fetch(path, { ...options, signal });
    body = await response.json();
  } catch (error) {
    if (options.signal?.aborted) throw error;
    throw new Unreachable(String(error));
  }
  if (response.status === 503) throw new Unreachable(body.description);
  if (!response.ok) throw new Refused(response.status, body.description ?? response.statusText);
  return body;
}

const get = (path, query, options, patience) => call(`${path}?${new URLSearchParams(query)}`, options, patience);

const post = (path, body) =>
  call(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });

export const facts = () => call("/playground.json");
export const state = (as) => get("/client/state", { as });
export const events = (as, after, signal) =>
  get("/client/events", { as, after, timeout: 25 }, { signal }, 40_000);
export const send = (as, chatId, text, extra) => post("/client/send", { as, chat_id: chatId, text, ...extra });
export const edit = (as, chatId, messageId, text) =>
  post("/client/edit", { as, chat_id: chatId, message_id: messageId, text });
export const tap = (as, chatId, messageId, data) =>
  post("/client/tap", { as, chat_id: chatId, message_id: messageId, callback_data: data });
export const react = (as, chatId, messageId, emoji) =>
  post("/client/react", { as, chat_id: chatId, message_id: messageId, emoji });
export const inline = (as, query) => post("/client/inline", { as, query });
export const choose = (as, chatId, query, resultId) =>
  post("/client/inline/choose", { as, chat_id: chatId, query, result_id: resultId });

/** Upload a file as a document; `extra` holds the caption and the like. */
export function upload(as, chatId, file, extra) {
  const form = new FormData();
  for (const [name, value] of Object.entries({ as, chat_id: chatId, ...extra })) form.set(name, value);
  form.set("file", file);
  return call("/client/upload", { method: "POST", body: form }, 60_000);
}
