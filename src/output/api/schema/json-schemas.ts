import { z } from "zod";
import { webAddressesAsPatterns } from "../../../records/schema/record-schemas.ts";
import { type ApiFileKind, apiFiles } from "./files.ts";

/**
 * The JSON Schemas (draft 2020-12) of /api/v1/, by file name. They allow fields that they do not name: the API
 * grows, and a schema that somebody keeps must not refuse what was added later.
 */
export function apiJsonSchemas(): Map<string, object> {
  return new Map(
    Object.entries(apiFiles).map(([kind, { holds, schema }]) => {
      const { $schema, ...rest } = z.toJSONSchema(schema, {
        override: (context) => {
          webAddressesAsPatterns(context);
          if (context.jsonSchema.additionalProperties === false)
            delete context.jsonSchema.additionalProperties;
        },
      });
      const file = schemaFile(kind as ApiFileKind);
      return [file, { $schema, $id: file, title: holds, ...rest }];
    }),
  );
}

export function schemaFile(kind: ApiFileKind): string {
  return `${kind}.schema.json`;
}
