// Keep the state in step with the server by long polls, over restarts of the server too.

import * as api from "./api.js";

const PAUSES_MS = [300, 700, 1500, 3000];

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

export class Live {
  #state;
  #onLink;
  #stop = new AbortController();
  #asked = 0;

  /** `onLink` hears "up" and "down"; it is called on every change. */
  constructor(state, onLink) {
    this.#state = state;
    this.#onLink = onLink;
  }

  /**
   * Load the state of one person and follow it; only then the following of another one ends.
   * Rejects as api.state does, and nothing has changed then.
   */
  async follow(personId) {
    this.#asked += 1;
    const asked = this.#asked;
    const answer = await api.state(personId);
    if (asked !== this.#asked) return; // somebody else was picked meanwhile
    this.#stop.abort();
    this.#stop = new AbortController();
    this.#state.load(answer);
    this.#onLink("up");
    this.#poll(personId, this.#stop.signal);
  }

  async #poll(personId, signal) {
    let failures = 0;
    while (!signal.aborted) {
      try {
        if (failures) await this.#reload(personId, signal);
        failures = 0;
        await this.#once(personId, signal);
      } catch (error) {
        if (signal.aborted) return;
        this.#onLink("down", error);
        await pause(PAUSES_MS[Math.min(failures, PAUSES_MS.length - 1)]);
        failures += 1;
      }
    }
  }

  async #once(personId, signal) {
    const after = this.#state.seq;
    const answer = await api.events(personId, after, signal);
    if (signal.aborted) return;
    if (answer.seq < after) await this.#reload(personId, signal); // another server, with another past
    else this.#state.take(answer.events);
    this.#state.seq = Math.max(this.#state.seq, answer.seq);
  }

  async #reload(personId, signal) {
    const answer = await api.state(personId);
    if (signal.aborted) return;
    this.#state.load(answer);
    this.#onLink("up");
  }
}
