/** What JSON Feed 1.1 asks of a feed, as far as this site has it; anything else in a feed is an error. */
const text = { type: "string", minLength: 1 };
const address = { type: "string", format: "uri", pattern: "^https?://" };
const object = (required: string[], properties: object) => ({
  type: "object",
  required,
  properties,
  additionalProperties: false,
});

const item = object(["id", "url", "title", "content_text", "date_modified", "tags"], {
  id: { type: "string", format: "uri" },
  url: address,
  title: text,
  content_text: text,
  date_modified: { type: "string", format: "date-time" },
  tags: { type: "array", items: text, uniqueItems: true },
});

export const jsonFeedSchema = object(["version", "title", "home_page_url", "feed_url", "authors", "items"], {
  version: { const: "https://jsonfeed.org/version/1.1" },
  title: text,
  home_page_url: address,
  feed_url: address,
  description: text,
  language: { type: "string", pattern: "^[a-z]{2}(-[A-Z]{2})?$" },
  authors: { type: "array", minItems: 1, items: object(["name"], { name: text }) },
  items: { type: "array", items: item },
});
