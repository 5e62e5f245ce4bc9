import { z } from "zod";
import { expected } from "./expected.ts";

/** A manual page with its section: "user_namespaces(7)". */
export const manPage = z
  .string()
  .regex(
    /^[A-Za-z0-9][\w.:+-]*\([1-9][a-z]*\)$/,
    expected("a manual page with its section", 'Write it like "user_namespaces(7)".'),
  )
  .describe('A manual page with its section: "user_namespaces(7)"');

export type ManPage = z.infer<typeof manPage>;
