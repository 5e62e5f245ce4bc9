import { z } from "zod";
import { expected } from "./expected.ts";

/** A mail's Message-ID without its angle brackets, as lore.kernel.org addresses it. */
export const messageId = z
  .string()
  .regex(
    /^[^\s<>@/?#\\]+@[^\s<>@/?#\\]+$/,
    expected("a message-id such as 20180919205037.9574-1-dima@arista.com", "Leave out the angle brackets."),
  )
  .describe("A mail's Message-ID, without angle brackets");

export type MessageId = z.infer<typeof messageId>;
