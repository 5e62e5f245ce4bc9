import { escapeXml } from "../../domain/text.ts";
import type { PictureFonts } from "./fonts.ts";
import { fitLines } from "./lines.ts";
import type { Preview } from "./preview.ts";

/** Pixels; what the services that show previews ask for. */
export const WIDTH = 1200;
export const HEIGHT = 630;

const LEFT = 80;
const INNER = WIDTH - 2 * LEFT;

/** The colours of the pages in light, src/styles/base.css. */
const colour = {
  paper: "#fbfaf6",
  ink: "#1e1d1a",
  muted: "#5f5c54",
  rule: "#dcd8cc",
  fact: "#1b6436",
  claim: "#80500a",
  against: "#a1262c",
  open: "#55478f",
};

const stateColour: Record<Preview["state"], string> = {
  merged: colour.fact,
  partly: colour.claim,
  superseded: colour.claim,
  proposed: colour.open,
  "in-review": colour.open,
  idea: colour.open,
  rejected: colour.against,
};

const titleSizes = [
  { size: 66, most: 3 },
  { size: 58, most: 3 },
  { size: 50, most: 4 },
  { size: 42, most: 5 },
];

/** The picture as SVG: the title, since when and how that is known, and the topics. */
export function picture(preview: Preview, fonts: PictureFonts): string {
  const { serif, mono } = fonts;
  const title = fitLines(serif.drawable(preview.title), INNER, titleSizes, serif.width);
  const answer = fitLines(
    serif.drawable(preview.answer),
    INNER,
    [
      { size: 64, most: 1 },
      { size: 40, most: 1 },
    ],
    serif.width,
  );
  const beside = preview.evidence ? mono.width(`${preview.evidence.text}     `, 26) : 0;
  const days = fitLines(mono.drawable(preview.days), INNER - beside, [{ size: 26, most: 1 }], mono.width);
  const isAnswerState = preview.label === "Status";
  const tags = tagsIn(preview.tags, mono.width);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}">`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="${colour.paper}"/>`,
    text(LEFT, 80, 30, "IBM Plex Mono SemiBold", colour.ink, "since", BOLD),
    text(LEFT + fonts.monoBold.width("since", 30), 80, 30, "IBM Plex Mono", colour.muted, "linux"),
    text(WIDTH - LEFT, 80, 26, "IBM Plex Mono", colour.muted, tags, 'text-anchor="end"'),
    `<rect x="${LEFT}" y="106" width="${INNER}" height="2" fill="${colour.rule}"/>`,
    ...title.lines.map((line, at) =>
      text(LEFT, 144 + title.size * (0.9 + 1.17 * at), title.size, "Source Serif 4", colour.ink, line, BOLD),
    ),
    `<rect x="${LEFT}" y="416" width="${INNER / 4}" height="4" fill="${colour.ink}"/>`,
    text(LEFT, 458, 24, "IBM Plex Mono", colour.muted, mono.drawable(preview.label)),
    text(
      LEFT,
      524,
      answer.size,
      "Source Serif 4",
      isAnswerState ? stateColour[preview.state] : colour.ink,
      answer.lines[0] ?? "",
      BOLD,
    ),
    text(LEFT, 572, 26, "IBM Plex Mono", colour.ink, days.lines[0] ?? ""),
    ...(preview.evidence ? evidence(preview.evidence, LEFT + mono.width(`${days.lines[0]}  `, 26), 572) : []),
    "</svg>",
  ].join("");
}

const BOLD = 'font-weight="600"';

/** As many tags as fit next to the name of the site, and the number of the others. */
function tagsIn(tags: string[], width: (text: string, size: number) => number): string {
  for (let shown = tags.length; shown > 0; shown -= 1) {
    const more = tags.length - shown;
    const line = `${tags.slice(0, shown).join("  ")}${more > 0 ? `  +${more}` : ""}`;
    if (width(line, 26) <= INNER - 260) return line;
  }
  return tags.length > 0 ? `${tags.length} topics` : "";
}

/** The mark of the pages, drawn, and its words. */
function evidence({ of, text: words }: NonNullable<Preview["evidence"]>, x: number, y: number): string[] {
  const tone = {
    fact: colour.fact,
    quoted: colour.claim,
    derived: colour.claim,
    unknown: colour.muted,
    disputed: colour.against,
  }[of];
  const [cx, cy, r] = [x + 10, y - 9, 8.5];
  const ring = (more: string) =>
    `<circle cx="${cx}" cy="${cy}" r="${r}" fill="none" stroke="${tone}" stroke-width="2.5" ${more}/>`;
  const marks = {
    fact: `<circle cx="${cx}" cy="${cy}" r="${r + 1.25}" fill="${tone}"/>`,
    quoted: `${ring("")}<path d="M${cx} ${cy - r}a${r} ${r} 0 0 0 0 ${2 * r}z" fill="${tone}"/>`,
    derived: ring('stroke-dasharray="2.5 2.84"'),
    unknown: ring(""),
    disputed: `<path d="M${cx - 9} ${cy - 4}h18m-18 8h18m-4 -13l-10 18" stroke="${tone}" stroke-width="3" fill="none"/>`,
  };
  return [marks[of], text(x + 30, y, 26, "IBM Plex Mono", tone, words)];
}

function text(
  x: number,
  y: number,
  size: number,
  family: string,
  fill: string,
  words: string,
  more = "",
): string {
  const place = `x="${x.toFixed(1)}" y="${y.toFixed(1)}" font-size="${size}" font-family="${family}" fill="${fill}"`;
  return `<text ${place} ${more} xml:space="preserve">${escapeXml(words)}</text>`;
}
