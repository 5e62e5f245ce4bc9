/** On /kernels/: reads what a reader types as the own kernel, and keeps it in the browser. */
import { kernelReader, type LineNames, type NamedKernel, releaseNamed } from "../domain/uname.ts";
import { type OwnKernel, ownKernel, setOwnKernel } from "../search/client/own-kernel.client.ts";

const form = document.querySelector<HTMLFormElement>("#own");
const input = form?.querySelector("input");
const output = form?.querySelector("output");
if (form && input && output) {
  const kept = ownKernel();
  input.value = kept?.name ?? "";
  output.textContent = kept ? stated(kept) : "";
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void choose(form, input.value.trim(), output);
  });
  form.addEventListener("reset", () => keep(null, output));
}

async function choose(from: HTMLFormElement, text: string, output: HTMLElement): Promise<void> {
  const response = await fetch(from.dataset["file"] ?? "");
  if (!response.ok) {
    output.textContent = "The names of kernels could not be loaded.";
    return;
  }
  const lines = (await response.json()) as LineNames[];
  const kernel = kernelReader(lines)(text);
  const choices = choicesOf(kernel, text);
  const [only, ...more] = choices;
  if (only && more.length === 0) return keep(only.kernel, output);
  output.textContent = only
    ? "The name fits several: "
    : "This names no kernel: give a release such as 5.15.61, the output of uname -r, or a distribution.";
  for (const each of choices) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = lines.find(({ id }) => id === each.line)?.names[0] ?? each.line;
    button.addEventListener("click", () => keep(each.kernel, output));
    output.append(button, " ");
  }
}

/** The kernels that a name may mean; of a build between two minor releases no answers are at hand. */
function choicesOf(kernel: NamedKernel, name: string): { line: string; kernel: OwnKernel }[] {
  if (kernel.form === "unknown") return [];
  if (kernel.form === "release" || kernel.form === "series") {
    const release = releaseNamed(kernel) ?? kernel.base;
    return [{ line: "", kernel: { name, release, at: kernel.candidate === null ? kernel.base : null } }];
  }
  if (kernel.candidates.length === 0) return [{ line: "", kernel: { name, release: null, at: null } }];
  return kernel.candidates.map(({ line, release, between }) => {
    const at = between ? null : release === null ? line : `${line}:${release}`;
    return { line, kernel: { name, release: null, at } };
  });
}

function keep(kernel: OwnKernel | null, output: HTMLElement): void {
  setOwnKernel(kernel);
  output.textContent = kernel ? stated(kernel) : "No kernel is set.";
  dispatchEvent(new Event("ownkernel"));
}

function stated({ name, release, at }: OwnKernel): string {
  const as = release ?? at?.replace(":", ", release ") ?? "a kernel that no source here describes";
  return `Set: ${name}, read as ${as}.`;
}
