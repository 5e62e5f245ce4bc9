import { type ChildProcess, spawn } from "node:child_process";
import { accessSync, constants, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import type { Tab } from "./visitor.ts";

const names = ["firefox-esr", "firefox"];
/** To end what hangs. */
const PATIENCE = 120_000;

/** FIREFOX_PATH, else the first known name on PATH; undefined where there is none. */
function firefoxPath(): string | undefined {
  if (process.env.FIREFOX_PATH) return process.env.FIREFOX_PATH;
  const folders = (process.env.PATH ?? "").split(delimiter);
  return folders
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find((path) => {
      try {
        accessSync(path, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

/** Why the tests in Firefox cannot run here; null when they can. Where they are required, that is an error. */
export function whyNoFirefox(): string | null {
  if (firefoxPath() !== undefined) return null;
  const reason =
    "no Firefox. Install one (Debian: apt-get install firefox-esr) or set FIREFOX_PATH to the program, to run its tests.";
  if (process.env.REQUIRE_FIREFOX) throw new Error(`REQUIRE_FIREFOX is set, but there is ${reason}`);
  return reason;
}

/**
 * A Firefox with one tab, driven by WebDriver BiDi, the W3C's protocol, which every Firefox speaks: playwright drives
 * only one that it has patched, or one newer than Debian's.
 */
export class Firefox implements Tab {
  private readonly program: ChildProcess;
  private readonly profile: string;
  private readonly socket: WebSocket;
  private readonly waiting = new Map<number, (answer: Answer) => void>();
  private sent = 0;
  private context = "";
  /** Errors of the pages since they were last taken. */
  private errors: string[] = [];

  private constructor(program: ChildProcess, profile: string, socket: WebSocket) {
    this.program = program;
    this.profile = profile;
    this.socket = socket;
    socket.addEventListener("message", ({ data }) => this.receive(JSON.parse(String(data)) as Answer));
  }

  static async start(): Promise<Firefox> {
    const profile = mkdtempSync(join(tmpdir(), "firefox-"));
    const options = ["--headless", "--no-remote", "--profile", profile, "--remote-debugging-port", "0"];
    const program = spawn(firefoxPath() ?? "", options, { stdio: ["ignore", "ignore", "pipe"] });
    const address = await new Promise<string>((resolve, reject) => {
      let said = "";
      program.on("error", reject);
      program.on("exit", (code) => reject(new Error(`Firefox ended with ${code}: ${said}`)));
      program.stderr?.setEncoding("utf8").on("data", (text: string) => {
        said += text;
        const found = /WebDriver BiDi listening on (ws:\/\/\S+)/.exec(said)?.[1];
        if (found) resolve(found);
      });
    });
    const socket = new WebSocket(`${address}/session`);
    await new Promise((resolve, reject) => {
      socket.addEventListener("open", resolve);
      socket.addEventListener("error", () => reject(new Error(`Firefox does not answer at ${address}`)));
    });
    const firefox = new Firefox(program, profile, socket);
    await firefox.send("session.new", { capabilities: {} });
    await firefox.send("session.subscribe", { events: ["log.entryAdded"] });
    const tree = (await firefox.send("browsingContext.getTree", {})) as { contexts: { context: string }[] };
    firefox.context = tree.contexts[0]?.context ?? "";
    return firefox;
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.program.once("exit", resolve));
    await this.send("browser.close", {}).catch(() => this.program.kill());
    await ended;
    rmSync(this.profile, { recursive: true, force: true });
  }

  async open(address: string): Promise<void> {
    await this.send("browsingContext.navigate", { context: this.context, url: address, wait: "complete" });
  }

  /** Errors that pages wrote to the console, and those of their scripts, since the last call. */
  takeErrors(): string[] {
    const errors = this.errors;
    this.errors = [];
    return errors;
  }

  async click(selector: string): Promise<void> {
    const end = Date.now() + PATIENCE;
    for (;;) {
      // Firefox refuses both while one page is replaced by another: tried again on the next.
      const place = await this.evaluate(placeOf, selector).catch(() => undefined);
      if (place && (await this.press(place).catch(() => false))) return;
      if (Date.now() > end) throw new Error(`nothing in sight to click: ${selector}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  private async press([x, y]: [x: number, y: number]): Promise<true> {
    const actions = [
      { type: "pointerMove", x, y },
      { type: "pointerDown", button: 0 },
      { type: "pointerUp", button: 0 },
    ];
    await this.act({ type: "pointer", id: "mouse", actions });
    return true;
  }

  async typeAndEnter(text: string): Promise<void> {
    // U+E007 stands for Enter.
    const keys = [...text, "\uE007"].flatMap((value) => [
      { type: "keyDown", value },
      { type: "keyUp", value },
    ]);
    await this.act({ type: "key", id: "keyboard", actions: keys });
  }

  async evaluate<Result, Given = undefined>(
    run: (given: Given) => Result | Promise<Result>,
    given?: Given,
  ): Promise<Result> {
    const functionDeclaration = `async (text) => JSON.stringify((await (${run})(text === "" ? undefined : JSON.parse(text))) ?? null)`;
    const answer = (await this.send("script.callFunction", {
      functionDeclaration,
      arguments: [{ type: "string", value: given === undefined ? "" : JSON.stringify(given) }],
      awaitPromise: true,
      target: { context: this.context },
    })) as { result?: { value: string }; exceptionDetails?: { text: string } };
    if (!answer.result) throw new Error(answer.exceptionDetails?.text ?? "no result");
    return JSON.parse(answer.result.value) as Result;
  }

  /** Runs a script in the page, whatever the page's policy says. */
  async run(script: string): Promise<void> {
    const options = { expression: `${script};0`, awaitPromise: false, target: { context: this.context } };
    await this.send("script.evaluate", options);
  }

  private async act(source: object): Promise<void> {
    await this.send("input.performActions", { context: this.context, actions: [source] });
  }

  private send(method: string, params: object): Promise<unknown> {
    this.sent += 1;
    const id = this.sent;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, ({ type, result, error, message }) => {
        if (type === "success") resolve(result);
        else reject(new Error(`${method}: ${error}: ${message}`));
      });
      this.socket.send(JSON.stringify({ id, method, params }));
    });
  }

  private receive(answer: Answer): void {
    if (answer.type === "event") {
      const { level, text } = answer.params ?? {};
      if (level === "error") this.errors.push(text ?? "");
      return;
    }
    this.waiting.get(answer.id)?.(answer);
    this.waiting.delete(answer.id);
  }
}

interface Answer {
  type: "success" | "error" | "event";
  id: number;
  result?: unknown;
  error?: string;
  message?: string;
  params?: { level?: string; text?: string };
}

/** Runs in the page: the centre of the first element in sight, after scrolling to it; null while there is none, or the page loads. */
function placeOf(selector: string): [x: number, y: number] | null {
  if (document.readyState !== "complete") return null;
  for (const element of document.querySelectorAll(selector)) {
    if (!element.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true })) continue;
    element.scrollIntoView({ block: "center", behavior: "instant" });
    const [box] = element.getClientRects();
    if (!box || box.width === 0) continue;
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const there = document.elementFromPoint(x, y);
    if (there && (element.contains(there) || there.contains(element))) return [Math.round(x), Math.round(y)];
  }
  return null;
}
