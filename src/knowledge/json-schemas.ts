import { z } from 'zod';
import { stringify } from './canonical.ts';
import type { DataFiles } from './data.ts';
import { affixesSchema, appSchema, categoriesSchema, intentSchema, namesSchema, placesSchema, publisherSchema, scopesSchema, topicSchema } from './schema.ts';

/** The JSON Schemas that editors use, by file name under data/schema/, as text. */
export function jsonSchemas(): DataFiles {
  const schemas = {
    affixes: affixesSchema,
    app: appSchema,
    categories: categoriesSchema,
    intent: intentSchema,
    names: namesSchema,
    places: placesSchema,
    publisher: publisherSchema,
    scopes: scopesSchema,
    topic: topicSchema,
  };
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [`${name}.schema.json`, stringify(z.toJSONSchema(schema, { io: 'input' }))]));
}
