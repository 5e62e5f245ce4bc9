import type { Drawn } from "../engine/draw-answer.ts";
import type { Kind } from "../index/entry.ts";
import type { Question } from "./worker.client.ts";

/**
 * Everything the search page remembers between events. Its methods are the only transitions; what they return is
 * what the page has to do. One question is with the worker at a time: what is typed meanwhile is asked afterwards.
 */
export class SearchPageState {
  #text = "";
  /** Kinds of which the reader wants all hits; a new query folds them again. */
  readonly #unfolded = new Set<Kind>();
  /** The answer that is shown. */
  #shown: Drawn | undefined;
  #isWaiting = false;
  #texts: Question["texts"] = "asked";
  /** Whether to go to the page straight away if the query names exactly one: after Enter, here or on another page. */
  #opensOnlyLead: boolean;
  /** Whether the next address becomes a new entry of the history: after Enter. */
  #pushesNext = false;
  /** The timer after which the address follows the query. */
  saveTimer: ReturnType<typeof setTimeout> | undefined;

  /** @param opensOnlyLead whether the reader came from the search field of another page */
  constructor(opensOnlyLead: boolean) {
    this.#opensOnlyLead = opensOnlyLead;
  }

  /** The query with surrounding spaces removed, as the address has it. */
  get query(): string {
    return this.#text.trim();
  }

  /** The reader typed. */
  type(text: string): void {
    this.#text = text;
    this.#unfolded.clear();
    this.#opensOnlyLead = false;
    this.#texts = "later";
  }

  /**
   * The query was read from the address.
   * @param hadTexts whether its answer had been from all texts when the reader left it
   */
  restore(text: string, hadTexts: boolean): void {
    this.#text = text;
    this.#texts = hadTexts ? "now" : "asked";
  }

  /** The reader asked for what is found in texts too. */
  searchTexts(): void {
    this.#texts = "now";
  }

  /** The reader asked for all hits of a kind. */
  unfold(kind: Kind): void {
    this.#unfolded.add(kind);
  }

  /** The reader pressed Enter. @returns the answer to show again, if it is already there */
  submit(): Drawn | undefined {
    this.#pushesNext = true;
    this.#opensOnlyLead = true;
    return this.#shown?.text === this.#text ? this.#shown : undefined;
  }

  /** @returns the question to send to the worker; undefined while another one is with it */
  ask(): Omit<Question, "own"> | undefined {
    if (this.#isWaiting) return undefined;
    this.#isWaiting = true;
    return { text: this.#text, unfolded: [...this.#unfolded], texts: this.#texts };
  }

  /** A reply came. @returns whether it answers what the page asks for now */
  receive({ text, unfolded, texts }: Omit<Question, "own">): boolean {
    this.#isWaiting = false;
    return text === this.#text && unfolded.length === this.#unfolded.size && texts === this.#texts;
  }

  /** An answer is about to be shown. @returns whether to open the only page it names instead */
  takeOpensOnlyLead(): boolean {
    const opens = this.#opensOnlyLead;
    this.#opensOnlyLead = false;
    return opens;
  }

  /** An answer is shown; undefined for none. */
  show(answer: Drawn | undefined): void {
    this.#shown = answer;
  }

  /** The address changes. @returns whether it becomes a new entry of the history */
  takePush(): boolean {
    const pushes = this.#pushesNext;
    this.#pushesNext = false;
    return pushes;
  }
}
