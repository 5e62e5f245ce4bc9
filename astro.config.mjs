import { defineConfig } from "astro/config";

const site = process.env.SITE_URL;

export default defineConfig({
  ...(site ? { site } : {}),
  base: process.env.BASE_PATH ?? "/",
  trailingSlash: "always",
  // A space between two elements in a page's source is a space for its reader.
  compressHTML: true,
  // Two records must not write the same page, one over the other.
  prerenderConflictBehavior: "error",
  devToolbar: { enabled: false },
  build: { inlineStylesheets: "never", assets: "assets" },
  // Modules, so that the worker of the search loads in parts.
  vite: { build: { assetsInlineLimit: 0 }, worker: { format: "es" } },
  markdown: { syntaxHighlight: false },
  security: {
    csp: {
      directives: [
        "default-src 'none'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
      ],
    },
  },
});
