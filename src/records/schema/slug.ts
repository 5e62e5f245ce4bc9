import { z } from "zod";
import { expected } from "./expected.ts";

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
