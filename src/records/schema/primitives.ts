import { z } from "zod";
import { WHOLE_HASH } from "../../domain/hash.ts";

/**
 * The message of a schema: what was expected, and what to do about it. zod has one string for both;
 * `readExpectation` separates them.
 */
export function expected(what: string, remedy: string): string {
  return `${what}\n${remedy}`;
}

/** The parts of a message made by `expected`; null for a message that zod made itself. */
export function readExpectation(message: string): { what: string; remedy: string } | null {
  const [what, remedy] = message.split("\n", 2);
  return what && remedy ? { what, remedy } : null;
}

/** A whole commit hash: 40 lower-case hex digits, as content stores it. */
export const sha = z
  .string()
  .regex(new RegExp(`^${WHOLE_HASH}$`), expected("40 hex digits", "Write the whole hash, in lower case."))
  .describe("A whole commit hash: 40 hex digits, quoted");

export type Sha = z.infer<typeof sha>;

/** The name of a record in its address: lower-case words joined by hyphens, at most 80 characters. */
export const slug = z
  .string()
  .max(80, expected("at most 80 characters", "Choose a shorter name."))
  .regex(
    /^[a-z0-9]+(?:-[a-z0-9]+)*$/,
    expected("lower-case words joined by hyphens", 'Write it like "nsfs-ioctls".'),
  )
  .describe("A record's name in its address: lower-case words joined by hyphens");

export type Slug = z.infer<typeof slug>;

/** A calendar day, "2018-10-25". The rules across records check that it is not in the future. */
export const day = z.iso
  .date(expected("a day that exists, as YYYY-MM-DD", 'Write it like "2018-10-25", quoted.'))
  .describe('A calendar day, "2018-10-25"');

/** A moment with its zone as git prints it, or a day if the source has no more. */
export const moment = z
  .union([z.iso.datetime({ offset: true }), z.iso.date()], {
    error: expected(
      "a day, or a date with time and zone",
      'Write it like "2017-01-25T14:04:15+13:00" or "2017-01-25", quoted.',
    ),
  })
  .describe('A day, or a date with time and zone: "2017-01-25T14:04:15+13:00"');

/**
 * A release tag of any repository: "v4.14", "libcap-2.26". The rule release-tags.ts checks it against the
 * tag shapes of its repository.
 */
export const releaseTag = z
  .string()
  .max(60, expected("at most 60 characters", "Write the tag alone."))
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._+-]*$/,
    expected("a release tag", 'Write it as the repository has it, like "v4.14", quoted.'),
  )
  .describe('A release tag, quoted: "v4.14", "v4.14-rc1", "libcap-2.26"');

/** A manual page with its section: "user_namespaces(7)". */
export const manPage = z
  .string()
  .regex(
    /^[A-Za-z0-9][\w.:+-]*\([1-9][a-z]*\)$/,
    expected("a manual page with its section", 'Write it like "user_namespaces(7)".'),
  )
  .describe('A manual page with its section: "user_namespaces(7)"');

/** A mail's Message-ID without its angle brackets, as lore.kernel.org addresses it. */
export const messageId = z
  .string()
  .regex(
    /^[^\s<>@/?#\\]+@[^\s<>@/?#\\]+$/,
    expected("a message-id such as 20180919205037.9574-1-dima@arista.com", "Leave out the angle brackets."),
  )
  .describe("A mail's Message-ID, without angle brackets");

/** An address that a reader can follow: http or https, nothing else. */
export const webAddress = z
  .url({
    protocol: /^https?$/,
    hostname: /\./,
    error: expected("an http or https address", "Give the whole address, beginning with https://."),
  })
  .describe("An http or https address");

/** Where a statement can be checked: a document of the knowledge base, or an address, and the place in it. */
export const citation = z
  .strictObject({
    document: slug.optional().describe("Slug of a document in content/documents"),
    url: webAddress.optional().describe("Address of a source that has no record in content/documents"),
    at: z.string().min(1).optional().describe('Place in the source: "line 209", "HISTORY", "slide 12"'),
    note: z.string().min(1).optional().describe("What the source says there, in our own words"),
  })
  .refine((cited) => (cited.document === undefined) !== (cited.url === undefined), {
    error: expected("either a document or a url", "Name one of the two."),
  });

export type Citation = z.infer<typeof citation>;
