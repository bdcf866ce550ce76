import type * as z from 'zod/mini';
import type { PushItem } from '#protocol/survey.ts';
import { formed, readValue } from '../http/body.ts';
import { areUsualItems, isObject } from './usual-form.ts';

type Batch = z.ZodMiniType<{ items: PushItem[] }>;

/** As `readJson`, for a body with items: when all of them have the usual form, the schema judges the rest alone. */
export async function readBatch<S extends Batch>(request: Request, schema: S): Promise<z.infer<S>> {
  const value = await readValue(request);
  if (!isObject(value) || !areUsualItems(value['items'])) return formed(value, schema);
  return { ...formed({ ...value, items: [] }, schema), items: value['items'] };
}
