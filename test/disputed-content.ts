import { knowledgeOf } from "../src/model/knowledge.ts";
import { readContent } from "../src/records/read/read-content.ts";

const { corpus } = readContent("content");

/**
 * The content without the document that decides two disputes, those over nsdelegate and over setns(2) with a time
 * namespace: there equally good sources disagree.
 */
export const disputed = knowledgeOf({
  ...corpus,
  documents: corpus.documents.filter(({ slug }) => slug !== "mainline-pulls"),
});
