/** Packs the rows of the timeline's lanes again when a filter hides some of their marks, and hides empty lanes. */

import { rowsOf } from "./lanes.ts";

const figure = document.querySelector<HTMLElement>(".timeline");
const size = (name: string) => Number(figure?.dataset[name]);

function pack(lane: HTMLElement): void {
  const svg = lane.querySelector("svg");
  const marks = [...lane.querySelectorAll<SVGElement>(".mark:not([hidden])")];
  lane.hidden = marks.length === 0;
  if (!svg || lane.hidden) return;
  const extents = marks.map(({ dataset }) => ({ from: Number(dataset["from"]), to: Number(dataset["to"]) }));
  const rows = rowsOf(extents, size("margin"));
  for (const [at, mark] of marks.entries()) {
    const y = (rows[at] ?? 0) * size("row") + size("gap") / 2 + size("middle");
    const place = mark.querySelector("g")?.transform.baseVal.getItem(0);
    place?.setTranslate(place.matrix.e, y);
  }
  const height = (1 + Math.max(...rows)) * size("row") + size("gap");
  svg.setAttribute("height", String(height));
  svg.setAttribute("viewBox", `0 0 ${svg.getAttribute("width")} ${height}`);
}

function packAll(): void {
  for (const lane of document.querySelectorAll<HTMLElement>("[data-lane]")) pack(lane);
}

addEventListener("filtered", packAll);
// The address may have narrowed the list before this script ran.
if (document.querySelector(".mark[hidden]")) packAll();
