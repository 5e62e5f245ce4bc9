import type { ListItem, Nodes } from "mdast";
import { type BulletWords, readBulletWords } from "./bullet-words.ts";
import { flatten, type Surroundings } from "./flat-text.ts";

/** Whether a hash or a link stands anywhere in a part of a bullet. */
export function holdsEvidence(part: Nodes, around: Surroundings): boolean {
  return flatten([part], around).evidence.length > 0;
}

/** Whether bullets of a nested list are items of their own: they have tags, or words with evidence below them. */
export function holdsItems(part: Nodes, around: Surroundings): boolean {
  if (part.type !== "list") return false;
  return part.children.some((bullet) => {
    const words = ownWords(bullet, around);
    if (!words || words.title === "") return false;
    return words.tags.length > 0 || bullet.children.slice(1).some((below) => holdsEvidence(below, around));
  });
}

function ownWords({ children: [first] }: ListItem, around: Surroundings): BulletWords | null {
  return first?.type === "paragraph" ? readBulletWords(flatten([first], around)) : null;
}
