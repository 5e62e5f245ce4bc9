/** Specref's shape, as far as this site has it; any other field is an error. */
const text = { type: "string", minLength: 1 };
const key = "^[A-Za-z0-9_+.-]+$";

const reference = {
  type: "object",
  required: ["title", "href", "publisher"],
  properties: {
    title: text,
    authors: { type: "array", minItems: 1, items: text },
    date: { type: "string", pattern: "^[1-3]?\\d [A-Z][a-z]+ \\d{4}$" },
    rawDate: { type: "string", pattern: "^\\d{4}-[01]\\d-[0-3]\\d$" },
    href: { type: "string", format: "uri", pattern: "^https?://" },
    publisher: text,
    status: text,
  },
  dependentRequired: { date: ["rawDate"], rawDate: ["date"] },
  additionalProperties: false,
};
const alias = {
  type: "object",
  required: ["aliasOf"],
  properties: { aliasOf: { type: "string", pattern: key } },
  additionalProperties: false,
};

export const specrefSchema = {
  type: "object",
  patternProperties: { [key]: { oneOf: [reference, alias] } },
  additionalProperties: false,
};
