import { shortHash } from "../domain/hash.ts";
import { oneLine } from "../domain/text.ts";
import { bannerOfCommit } from "../model/dispute-banner.ts";
import { flawsOf } from "../model/flaws.ts";
import { releaseAnswer } from "../model/headline.ts";
import { bestKnown, type CommitEntry, type Knowledge } from "../model/knowledge.ts";
import { rewrittenTraces } from "../model/rewritten-histories.ts";
import { whyOfCommit } from "../model/why.ts";
import type { ClaimField } from "../records/schema/claim.ts";
import { entryView } from "./change-lists.ts";
import { claimRowViews, fieldNames, valueView } from "./claims-view.ts";
import { knowledge } from "./content.ts";
import { backportsView, fixedFlawViews, flawsView } from "./flaws-view.ts";
import { bannerView, linkedText } from "./linked-text.ts";
import { commitSourceHref, documentHref, href } from "./links.ts";
import { headOfCommit } from "./page-head.ts";
import { notProvedView, proofsView } from "./proofs-view.ts";
import { sectionsWith } from "./sections.ts";
import { citationView, hashView, placeView, releaseView, sinceView, subjectView } from "./views.ts";
import { whyView } from "./why-view.ts";

export function commitPaths() {
  return knowledge().commits.map(({ sha }) => ({ params: { sha } }));
}

export type CommitPage = ReturnType<typeof commitPage>;

export function commitPage(sha: string) {
  const known = knowledge();
  const commit = known.commit(sha);
  if (!commit) throw new Error(`no commit has the hash ${sha}`);
  const subject = subjectView(commit);
  const short = shortHash(sha);
  const repository = known.corpus.repositories.find(({ id }) => id === commit.repository);
  const { head, cite } = headOfCommit(commit, known) ?? {};
  const name = subject ?? nameWithout(commit, known);
  const flaws = flawsView(flawsOf([commit], [], commit.since, known), "commit", commit.repository, known);
  const rewritten = rewrittenViews(sha, known);
  const followUps = followUpsOf(commit, known);
  // Flaws have a section of their own.
  const claims = commit.verdicts.filter(({ claim }) => claim.field !== "flaw");
  const headings = { ...sectionNames, facts: commit.facts ? "Facts" : "Claimed" };
  return {
    title: subject ? `${short} ${subject}` : name,
    description: subject
      ? `commit ${short} ("${subject}"): release, dates, authors and what is claimed of it, with sources.`
      : `commit ${short}: what is known of it, with sources.`,
    head,
    cite,
    repository: repository?.title ?? commit.repository,
    name,
    hash: hashView(sha, known),
    answer: answerOf(commit, known),
    banner: bannerView(bannerOfCommit(commit, known), known),
    belongsTo: belongsTo(commit, known),
    facts: factsOf(commit, known),
    flaws,
    rewritten,
    followUps,
    claims: claimRowViews(claims, known),
    headings,
    contents: sectionsWith(headings, {
      changes: true,
      facts: true,
      rewritten: rewritten.length > 0,
      flaws: flaws !== undefined,
      "follow-ups": followUps.length > 0,
      claims: claims.length > 0,
    }),
  };
}

const sectionNames = {
  changes: "Belongs to",
  facts: "Facts",
  rewritten: "Rewritten history: the hash differs",
  flaws: "Known flaws and where they are fixed",
  "follow-ups": "Follow-ups and backports",
  claims: "Claims",
};

/** What a commit without a subject is called: by its hash, and the change or commit that leads to it. */
function nameWithout({ sha, changes, followsUp }: CommitEntry, known: Knowledge): string {
  const [use] = changes;
  if (use) return `Commit ${shortHash(sha)} of “${oneLine(use.change.title)}”`;
  const followed = followsUp[0]?.claim.commit;
  const subject = followed === undefined ? null : subjectView(known.commit(followed));
  return subject === null
    ? `Commit ${shortHash(sha)}`
    : `Commit ${shortHash(sha)}, a follow-up of “${subject}”`;
}

function answerOf(commit: CommitEntry, known: Knowledge) {
  const { sha, since, facts, repository: id } = commit;
  const repository = known.corpus.repositories.find((each) => each.id === id);
  return {
    since: sinceView(releaseAnswer(since, known), known, "#why"),
    why: whyView(whyOfCommit(commit, known), known, { of: commit }),
    fixes: fixedFlawViews([commit], known),
    backports: backportsView([commit], known),
    mainline: facts && {
      candidate: facts.candidate ? releaseView(facts.candidate, known) : undefined,
      merge: facts.mainline ? hashView(facts.mainline, known, { repository: id }) : undefined,
      isIn: facts.inMainline !== false,
    },
    source: repository && {
      href: commitSourceHref(repository.commitUrl, sha),
      title: new URL(repository.commitUrl).host,
    },
  };
}

/** The commits it follows up, and the changes it is a part of. */
function belongsTo(commit: CommitEntry, known: Knowledge) {
  return {
    follows: commit.followsUp.map(({ claim, document }) => ({
      kind: claim.field === "followUp" ? claim.value.kind : undefined,
      hash: claim.commit === undefined ? undefined : hashView(claim.commit, known),
      subject: subjectView(known.commit(claim.commit ?? "")),
      citation: citationView({ document: document.slug, at: claim.at }, known),
    })),
    howToAdd: href("/about/"),
    changes: commit.changes.flatMap(({ change, role, note }) => {
      const entry = known.change(change.slug);
      return entry
        ? [
            {
              entry: entryView(entry, known),
              role,
              note: linkedText(note ?? "", known),
              places: entry.places.map(placeView),
            },
          ]
        : [];
    }),
  };
}

/** What histories of the mainline under other hashes show of it, with the command that shows it again. */
function rewrittenViews(sha: string, known: Knowledge) {
  return rewrittenTraces(sha, known.corpus).map(({ document, commit, by, day, after, release, command }) => {
    const history = known.corpus.headerHistories.find(({ id }) => id === document.rewrittenHistory?.id);
    return {
      document: { href: documentHref(document.slug), title: document.title },
      repository: history?.url ?? "",
      isCopy: by === "copies",
      hash: { sha: commit, href: commitSourceHref(history?.commitUrl ?? "", commit) },
      ...{ day, after, command },
      release: releaseView(release, known),
    };
  });
}

const shownFields: ClaimField[] = ["author", "authorDate", "committer", "committerDate", "merge"];

function factsOf(commit: CommitEntry, known: Knowledge) {
  const { facts, repository } = commit;
  const fields = shownFields.map((field) => ({
    name: fieldNames[field],
    field,
    ...bestKnown(commit, field),
  }));
  const unknown = [
    ...(subjectView(commit) === null ? ["Subject"] : []),
    ...fields.filter(({ origin }) => origin === "unknown").map(({ name }) => name),
  ];
  return {
    notProved: facts ? undefined : notProvedView(commit, known),
    fields: fields
      .filter(({ origin }) => origin !== "unknown")
      .map(({ name, field, origin, value }) => ({ name, value: valueView(field, value, known), origin })),
    /** "subject, author date": one line instead of rows that say nothing. */
    unknown: unknown.join(", ").toLowerCase(),
    parents: facts?.parents.map((parent) => hashView(parent, known, { repository })),
    trailers: facts?.trailers.map(({ key, value }) => ({ key, value: oneLine(value) })) ?? [],
    proofs: facts && proofsView(repository, [commit], known),
  };
}

function followUpsOf({ facts, repository }: CommitEntry, known: Knowledge) {
  const direct = (facts?.followUps ?? []).map((each) => ({ ...each, words: each.kind as string }));
  const later = (facts?.laterFollowUps ?? []).map((each) => ({
    ...each,
    words: `${each.kind} of ${shortHash(each.of)}`,
  }));
  return [
    ...[...direct, ...later].map(({ words, sha, subject, release }) => ({
      words,
      hash: hashView(sha, known, { repository }),
      subject: oneLine(subject),
      release: release ? releaseView(release, known) : undefined,
      tag: undefined,
    })),
    ...(facts?.backports ?? []).map(({ sha, branch, release }) => ({
      words: `backport to ${branch}`,
      hash: hashView(sha, known, { repository }),
      subject: undefined,
      release: undefined,
      tag: release,
    })),
  ];
}
