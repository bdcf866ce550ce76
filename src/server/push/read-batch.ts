import type * as z from 'zod/mini';
import type { PushItem } from '#protocol/survey.ts';
import { formed, readValue } from '../http/body.ts';
import { areUsualItems, isObject } from './usual-form.ts';

type Batch = z.ZodMiniType<{ items: PushItem[] }>;

/** As `readJson`, for a body with items; see `batchOf`. */
export async function readBatch<S extends Batch>(request: Request, schema: S): Promise<z.infer<S>> {
  return batchOf(await readValue(request), schema);
}

/** A batch in its form: when all of its items have the usual one, the schema judges the rest alone. Throws a Problem. */
export function batchOf<S extends Batch>(value: unknown, schema: S): z.infer<S> {
  if (!isObject(value) || !areUsualItems(value['items'])) return formed(value, schema);
  return { ...formed({ ...value, items: [] }, schema), items: value['items'] };
}
