import { describe, expect, inject, test } from "vitest";
import { missing, on } from "./open-page.ts";
import { pageTypes } from "./page-types.ts";

const sites = inject("sites");

describe.concurrent.each(sites)("the site at '$base/'", ({ origin }) => {
  test.concurrent.for(pageTypes)(
    "%s: no error, no foreign request, a strict policy",
    async (path, context) => {
      context.skip(missing !== null, missing ?? "");
      const trouble: string[] = [];
      await on("about:blank", {}, async (page) => {
        page.on("console", (message) => {
          if (message.type() === "error" || message.type() === "warning") trouble.push(message.text());
        });
        page.on("pageerror", (error) => trouble.push(String(error)));
        page.on("request", (request) => {
          if (new URL(request.url()).origin !== new URL(origin).origin)
            trouble.push(`asked ${request.url()}`);
        });
        page.on("response", (response) => {
          if (response.status() >= 400) trouble.push(`${response.status()} ${response.url()}`);
        });
        await page.goto(`${origin}${path}`, { waitUntil: "networkidle" });
        const policy = await page
          .locator('meta[http-equiv="content-security-policy" i]')
          .getAttribute("content");
        expect(policy).toContain("default-src 'none'");
        expect(policy).not.toMatch(/unsafe-|\*/);
      });
      expect(trouble).toEqual([]);
    },
  );
});
