import { RESPONSE_FLAGS } from '#domain/response.ts';
import type { SurveyResponse } from '#domain/response.ts';
import { LIMITS } from '#protocol/limits.ts';
import type { PushItem } from '#protocol/survey.ts';

/**
 * Recognises parsed JSON that plainly has the form our own apps write, ten times faster than a schema is interpreted.
 * A "no" says nothing: whoever asked then asks the schema, which alone decides what is refused and why. A test with
 * random data holds both together: whatever passes here passes the schema unchanged and holds no dangerous key.
 */

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const HASH = /^[0-9a-f]{64}$/;
const KEY = /^[a-z0-9][a-z0-9-]{0,39}$/;
/** As `toISOString` writes it; 29 February is left to the schema. */
const INSTANT =
  /^\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|02-(?:0[1-9]|1\d|2[0-8]))T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/;
const RESPONSE_KEYS = 14;
const FLAGS: readonly unknown[] = RESPONSE_FLAGS;

type Fields = Readonly<Record<string, unknown>>;

/** The response itself, or `null`. */
export function usualResponse(value: unknown): SurveyResponse | null {
  if (!isObject(value) || Object.keys(value).length !== RESPONSE_KEYS) return null;
  const usual =
    value['format'] === 1 &&
    isUuid(value['id']) &&
    isUuid(value['agency']) &&
    (value['activity'] === null || isUuid(value['activity'])) &&
    isReference(value['questionnaire']) &&
    isOneOf(value['channel'], 'kiosk', 'link', 'import') &&
    isPlace(value['place']) &&
    isAnswers(value['answers']) &&
    isProfile(value['profile']) &&
    typeof value['comment'] === 'string' &&
    value['comment'].length <= LIMITS.commentLength &&
    isOneOf(value['language'], 'id', 'en') &&
    isInstant(value['submittedAt']) &&
    isWhole(value['durationMs'], 0) &&
    Array.isArray(value['flags']) &&
    value['flags'].every((flag) => FLAGS.includes(flag));
  return usual ? (value as unknown as SurveyResponse) : null;
}

/** Whether a value is a list of plain items, no more than a batch may have. */
export function areUsualItems(value: unknown): value is PushItem[] {
  return Array.isArray(value) && value.length <= LIMITS.batchItems && value.every(isItem);
}

function isItem(value: unknown): boolean {
  return (
    isObject(value) &&
    Object.keys(value).length === 3 &&
    isUuid(value['id']) &&
    isHash(value['hash']) &&
    typeof value['body'] === 'string'
  );
}

function isReference(value: unknown): boolean {
  return (
    isObject(value) &&
    Object.keys(value).length === 3 &&
    isKey(value['id']) &&
    isWhole(value['version'], 1) &&
    isHash(value['hash'])
  );
}

function isPlace(value: unknown): boolean {
  if (!isObject(value)) return false;
  return Object.keys(value).length === 3
    ? isUuid(value['device']) && isWhole(value['sequence'], 1) && isHash(value['previousHash'])
    : Object.keys(value).length === 2 && isUuid(value['batch']) && isWhole(value['row'], 1);
}

function isAnswers(value: unknown): boolean {
  if (!isObject(value)) return false;
  for (const key of Object.keys(value)) {
    const answer = value[key];
    if (!isKey(key) || (answer !== null && !isScore(answer))) return false;
  }
  return true;
}

function isProfile(value: unknown): boolean {
  if (!isObject(value)) return false;
  for (const key of Object.keys(value)) if (!isKey(key) || !isKey(value[key])) return false;
  return true;
}

export function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isUuid(value: unknown): boolean {
  return typeof value === 'string' && UUID.test(value);
}

function isHash(value: unknown): boolean {
  return typeof value === 'string' && HASH.test(value);
}

/** Two words have the form of a key but must not be one: they lead to an object's prototype. */
function isKey(value: unknown): boolean {
  return typeof value === 'string' && KEY.test(value) && value !== 'constructor' && value !== 'prototype';
}

function isScore(value: unknown): boolean {
  return value === 1 || value === 2 || value === 3 || value === 4;
}

function isOneOf(value: unknown, ...allowed: readonly unknown[]): boolean {
  return allowed.includes(value);
}

function isWhole(value: unknown, least: number): boolean {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= least;
}

function isInstant(value: unknown): boolean {
  return typeof value === 'string' && INSTANT.test(value);
}
