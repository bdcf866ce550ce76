import { describe, expect, test } from 'vitest';
import { canonicalJson } from '#domain/canonical-json.ts';
import { FileRefused, readHandover, readReceipt } from '#protocol/handover-read.ts';
import { writeReceipt } from '#protocol/handover-write.ts';
import { sha256Hex } from '#protocol/hash.ts';
import { AGENCY, sampleFile, sampleParts } from './handover-sample.ts';

const OTHER_AGENCY = '0190a000-0000-7000-8000-00000000a002';

async function refusal(text: string, agency = AGENCY): Promise<string> {
  return readHandover(text, agency).then(
    () => 'taken',
    (error: unknown) => (error instanceof FileRefused ? error.reason : String(error)),
  );
}

/** The file with something else in it, and a digest that fits again. */
async function remade(change: (file: Record<string, unknown>) => void): Promise<string> {
  const { digest: _, ...file } = JSON.parse(await sampleFile(3)) as Record<string, unknown>;
  change(file);
  return JSON.stringify({ ...file, digest: await sha256Hex(canonicalJson(file)) });
}

describe('a hand-over file', () => {
  test('gives back exactly the pushes that were put in', async () => {
    const { pushes, label, madeAt } = sampleParts(250);
    const file = await readHandover(await sampleFile(250), AGENCY);
    expect(file).toMatchObject({ agency: AGENCY, label, madeAt });
    expect(file.pushes).toEqual(pushes);
    expect(file.pushes).toHaveLength(3);
  });

  test('is still taken when a program that carried it wrote it with other spaces', async () => {
    const carried = JSON.stringify(JSON.parse(await sampleFile(3)), null, 2);
    expect(await refusal(carried)).toBe('taken');
  });

  test('is refused as damaged wherever it was cut off', async () => {
    const text = await sampleFile(3);
    for (let length = 60; length < text.length; length += 41) {
      expect(await refusal(text.slice(0, length))).toBe('damaged');
    }
  });

  test('is refused whichever sign of it is another', async () => {
    const text = await sampleFile(3);
    for (let at = 60; at < text.length; at += 17) {
      const altered = `${text.slice(0, at)}${text[at] === '7' ? '8' : '7'}${text.slice(at + 1)}`;
      expect(await refusal(altered)).toBe('damaged');
    }
  });

  test('is refused when a batch was taken out, or is there but empty', async () => {
    const file = JSON.parse(await sampleFile(250)) as { pushes: unknown[] };
    expect(await refusal(JSON.stringify({ ...file, pushes: file.pushes.slice(1) }))).toBe('damaged');
    expect(await refusal(await remade((made) => (made['pushes'] = [])))).toBe('empty');
  });

  test.each([
    ['another agency has made it', sampleFile(3), OTHER_AGENCY, 'other-agency'],
    ['it is no file of ours', Promise.resolve('{"type":"FeatureCollection"}'), AGENCY, 'foreign'],
    ['it is a picture', Promise.resolve('\u0089PNG\r\n'), AGENCY, 'foreign'],
    ['there is nothing in it', Promise.resolve(''), AGENCY, 'foreign'],
    ['a newer build made it', remade((file) => (file['version'] = 2)), AGENCY, 'other-version'],
    ['it holds what this version does not know', remade((file) => (file['more'] = 1)), AGENCY, 'damaged'],
    ['it is larger than any of ours', Promise.resolve(' '.repeat(17 * 1024 * 1024)), AGENCY, 'too-large'],
  ])('is refused with the reason when %s', async (_, text, agency, reason) => {
    expect(await refusal(await text, agency)).toBe(reason);
  });
});

describe('a receipt file', () => {
  const answers = [{ device: AGENCY, answer: '{"marker":"skm-protokol"}', signature: 'A'.repeat(86) }];
  const written = writeReceipt({ agency: AGENCY, madeAt: '2026-08-17T10:00:00.000Z', answers });

  test('gives back the answers that were put in', async () => {
    expect((await readReceipt(await written, AGENCY)).answers).toEqual(answers);
  });

  test('is not taken for a hand-over, nor a hand-over for it', async () => {
    expect(await refusal(await written)).toBe('wrong-kind');
    await expect(readReceipt(await sampleFile(1), AGENCY)).rejects.toMatchObject({ reason: 'wrong-kind' });
  });

  test('is refused when it is damaged, empty or another agency’s', async () => {
    const text = await written;
    await expect(readReceipt(text.replace('AAAA', 'AAAB'), AGENCY)).rejects.toMatchObject({
      reason: 'damaged',
    });
    await expect(readReceipt(text, OTHER_AGENCY)).rejects.toMatchObject({ reason: 'other-agency' });
    const empty = await writeReceipt({ agency: AGENCY, madeAt: '2026-08-17T10:00:00.000Z', answers: [] });
    await expect(readReceipt(empty, AGENCY)).rejects.toMatchObject({ reason: 'empty' });
  });
});
