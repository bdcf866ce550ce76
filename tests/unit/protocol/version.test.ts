import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import * as common from '#protocol/common.ts';
import * as devices from '#protocol/device.ts';
import * as documents from '#protocol/document.ts';
import * as handovers from '#protocol/handover.ts';
import * as limits from '#protocol/limits.ts';
import * as office from '#protocol/office.ts';
import * as problems from '#protocol/problem.ts';
import * as pulledResponses from '#protocol/pulled-responses.ts';
import * as questionnaires from '#protocol/questionnaire.ts';
import * as responses from '#protocol/response.ts';
import * as roles from '#protocol/role.ts';
import * as survey from '#protocol/survey.ts';
import { HISTORY, PROTOCOL_MARKER, PROTOCOL_VERSION } from '#protocol/version.ts';
import { digestOf, wireForm } from './wire-form.ts';

const form = wireForm({
  ...{
    common,
    devices,
    documents,
    handovers,
    limits,
    office,
    problems,
    pulledResponses,
    questionnaires,
    responses,
    roles,
    survey,
  },
});

describe('the form of the wire', () => {
  test('is the one that the last line of the history keeps; a change adds a line (and a version, if it misleads)', () => {
    expect(HISTORY.at(-1)?.digest).toBe(digestOf(form));
  });

  test('has a history whose versions never go back and end with the present one', () => {
    const versions = HISTORY.map(({ version }) => version);
    expect(versions).toEqual([...versions].sort((a, b) => a - b));
    expect(versions.at(-1)).toBe(PROTOCOL_VERSION);
    expect(new Set(HISTORY.map(({ digest }) => digest)).size).toBe(HISTORY.length);
    expect(HISTORY.every(({ change }) => change.length > 10)).toBe(true);
  });

  test('carries the marker by which our answers are known', () => {
    expect(form).toContain(`"const":"${PROTOCOL_MARKER}"`);
  });
});

describe('the digest notices', () => {
  const base = z.strictObject({ id: z.uuid(), count: z.int().check(z.minimum(0)), kind: z.enum(['a', 'b']) });
  const digest = (Message: unknown): string => digestOf(wireForm({ file: { Message } }));

  test.each([
    ['another field', z.strictObject({ ...base.shape, more: z.string() })],
    ['a field that may be absent', z.strictObject({ ...base.shape, id: z.optional(z.uuid()) })],
    ['unknown keys let through', z.object(base.shape)],
    ['another bound', z.strictObject({ ...base.shape, count: z.int().check(z.minimum(1)) })],
    ['another pattern', z.strictObject({ ...base.shape, id: z.string().check(z.regex(/x/)) })],
    ['another choice', z.strictObject({ ...base.shape, kind: z.enum(['a', 'b', 'c']) })],
  ])('%s', (_, changed) => {
    expect(digest(changed)).not.toBe(digest(base));
  });

  test('a changed table or limit, and nothing when only the order of fields differs', () => {
    expect(digest({ items: 100 })).not.toBe(digest({ items: 101 }));
    const { id, count, kind } = base.shape;
    expect(digestOf(wireForm({ file: { table: { a: 1, b: 2 } } }))).toBe(
      digestOf(wireForm({ file: { table: { b: 2, a: 1 } } })),
    );
    expect(digest(z.strictObject({ id, count, kind }))).toBe(digest(base));
  });
});
