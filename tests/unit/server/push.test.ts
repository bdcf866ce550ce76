import { createHash, randomUUIDv7 } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { PushAnswer } from '#protocol/survey.ts';
import {
  anActivity,
  anEdit,
  anOpenSurvey,
  call,
  FieldDevice,
  frozen,
  openOffice,
  outcomes,
  problemOf,
  sendEdits,
  SURVEY,
} from './stage.ts';
import type { Office } from './stage.ts';

let office: Office;
let activity: string;
let token: string;

beforeEach(async () => {
  office = await openOffice();
  const survey = await anOpenSurvey(office);
  activity = survey.activity.id;
  token = survey.token;
});

async function storedBodies(): Promise<string[]> {
  return [...office.storage.responses.each(office.agency.id, {})].map(({ body }) => body);
}

async function asideBodies(): Promise<string[]> {
  return (await office.storage.responses.quarantine(office.agency.id, 100)).map(({ body }) => body);
}

describe('a batch that is refused as a whole', () => {
  const push = (body: unknown, headers: Record<string, string>) =>
    call(office.survey, 'POST', `${SURVEY}/api/v1/push`, body, headers);

  test('without a token, with half of one, or with another word before it', async () => {
    const batch = new FieldDevice(office).batch([]);
    for (const authorization of [
      '',
      `Link ${token.slice(0, 40)}`,
      `Kiosk ${token}`,
      `Bearer ${token}`,
      token,
    ]) {
      expect(problemOf(await push(batch, { authorization }))).toBe('401 link-altered');
    }
  });

  test('with any single letter of the token changed', async () => {
    const batch = new FieldDevice(office).batch([]);
    for (let at = 0; at < token.length; at += 1) {
      const other = token[at] === 'A' ? 'B' : 'A';
      const authorization = `Link ${token.slice(0, at)}${other}${token.slice(at + 1)}`;
      expect(problemOf(await push(batch, { authorization })), `letter ${at}`).toBe('401 link-altered');
    }
  });

  test('with a key that nobody knows, at any depth', async () => {
    const authorization = `Link ${token}`;
    const batch = new FieldDevice(office).batch([]);
    expect(problemOf(await push({ ...batch, note: 1 }, { authorization }))).toBe('400 unknown-keys');
    const device = { ...batch.device, ip: '10.0.0.1' };
    expect(problemOf(await push({ ...batch, device }, { authorization }))).toBe('400 unknown-keys');
  });

  test('of another protocol version, before anything else is held against it', async () => {
    const reply = await push({ protocol: 2, future: true }, { authorization: `Link ${token}` });
    expect(problemOf(reply)).toBe('426 wrong-protocol');
  });

  test('with more items than a batch may have', async () => {
    const device = new FieldDevice(office);
    const item = await device.answer(activity);
    const reply = await device.push(
      token,
      Array.from({ length: 101 }, () => ({ ...item, body: '{}' })),
    );
    expect(problemOf(reply)).toBe('400 bad-request');
  });
});

describe('an item that is put aside while the others go on', () => {
  test('every single fault has its own code and none stops its neighbours', async () => {
    const device = new FieldDevice(office);
    const other = anActivity();
    await sendEdits(office, 'admin', anEdit('activity', other.id, other));
    const good = await device.answer(activity);
    const text = await device.answer(activity);
    const items = [
      { ...text, id: randomUUIDv7(), body: '{"format":1' },
      { ...text, id: randomUUIDv7(), body: `"\ud800"` },
      { ...text, id: randomUUIDv7(), body: '{"format":1,"id":5}' },
      { ...text, id: randomUUIDv7(), body: JSON.stringify({ pad: 'x'.repeat(17_000) }) },
      { ...text, hash: '0'.repeat(64) },
      { ...text, id: randomUUIDv7() },
      await device.answer(activity, { agency: randomUUIDv7() }),
      await device.answer(activity, { channel: 'kiosk' }),
      await device.answer(activity, {
        place: { device: randomUUIDv7(), sequence: 1, previousHash: '0'.repeat(64) },
      }),
      await device.answer(activity, { place: { batch: randomUUIDv7(), row: 2 } }),
      await device.answer(randomUUIDv7()),
      await device.answer(null),
      await device.answer(other.id),
      await device.answer(activity, {
        questionnaire: { id: randomUUIDv7(), version: 1, hash: '0'.repeat(64) },
      }),
      await device.answer(activity, { answers: { unheard: 3 } }),
      await device.answer(activity, { answers: { waktu: null } }),
      await device.answer(activity, { profile: { gender: 'unheard' } }),
      good,
    ];
    expect(outcomes(await device.push(token, items))).toEqual([
      'quarantined(invalid-json)',
      'quarantined(invalid-json)',
      'quarantined(invalid-response)',
      'quarantined(invalid-response)',
      'quarantined(hash-mismatch)',
      'quarantined(id-mismatch)',
      'quarantined(foreign-agency)',
      'quarantined(not-covered-by-link)',
      'quarantined(id-mismatch)',
      'quarantined(id-mismatch)',
      'quarantined(unknown-activity)',
      'quarantined(unknown-activity)',
      'quarantined(not-covered-by-link)',
      'quarantined(unknown-questionnaire)',
      'quarantined(answers-do-not-fit)',
      'quarantined(answers-do-not-fit)',
      'quarantined(answers-do-not-fit)',
      'stored',
    ]);
    expect(await storedBodies()).toEqual([good.body]);
    expect(await asideBodies()).toHaveLength(items.length - 1);
  });

  test('its text is kept whole, and the same item again is not kept twice', async () => {
    const device = new FieldDevice(office);
    const item = await device.answer(activity, { answers: { unheard: 3 } });
    await device.push(token, [item]);
    expect(outcomes(await device.push(token, [item]))).toEqual(['quarantined(answers-do-not-fit)']);
    expect(await asideBodies()).toEqual([item.body]);
  });

  test('the poisoned keys of an object’s prototype get nowhere', async () => {
    const device = new FieldDevice(office);
    const item = await device.answer(activity);
    const body = item.body.replace('"waktu":3', '"__proto__":{"polluted":1}');
    const poisoned = { ...item, body, hash: createHash('sha256').update(body).digest('hex') };
    expect(outcomes(await device.push(token, [poisoned]))).toEqual(['quarantined(invalid-response)']);
    expect({}).not.toHaveProperty('polluted');
  });

  test('a shortened copy of a stored response is put aside, and the stored one stays', async () => {
    const device = new FieldDevice(office);
    const item = await device.answer(activity);
    await device.push(token, [item]);
    const cut = { ...item, body: item.body.slice(0, -20) };
    expect(outcomes(await device.push(token, [cut]))).toEqual(['quarantined(invalid-json)']);
    expect(await storedBodies()).toEqual([item.body]);
  });
});

describe('a response that is stored', () => {
  test('keeps its bytes exactly', async () => {
    const device = new FieldDevice(office);
    const item = await device.answer(activity, { comment: 'Baik 👍 – "kutip" \u2028 é \\ akhir' });
    expect(outcomes(await device.push(token, [item]))).toEqual(['stored']);
    expect(await storedBodies()).toEqual([item.body]);
  });

  test('is "same" however often its batch is repeated, also five times at once', async () => {
    const device = new FieldDevice(office);
    const items = [await device.answer(activity), await device.answer(activity)];
    const replies = await Promise.all(Array.from({ length: 5 }, () => device.push(token, items)));
    const statuses = replies.map(outcomes).sort();
    expect(statuses).toEqual([...Array.from({ length: 4 }, () => ['same', 'same']), ['stored', 'stored']]);
    expect(await storedBodies()).toHaveLength(2);
  });

  test('with other bytes under the same id raises the alarm, and both are kept', async () => {
    const device = new FieldDevice(office);
    const item = await device.answer(activity);
    await device.push(token, [item]);
    const changed = frozen({ ...JSON.parse(item.body), comment: 'diubah' });
    expect(outcomes(await device.push(token, [changed]))).toEqual(['conflict']);
    expect(await storedBodies()).toEqual([item.body]);
    expect(await asideBodies()).toEqual([changed.body]);
  });

  test('answers with a receipt in the protocol’s own form', async () => {
    const device = new FieldDevice(office);
    const { body } = await device.push(token, [await device.answer(activity)]);
    expect(PushAnswer.parse(body).ledger).toEqual({ highest: 1, missing: [], missingCount: 0 });
  });
});

describe('the numbers of a device', () => {
  test('may arrive in any order; what is missing is named', async () => {
    const device = new FieldDevice(office);
    const items = [];
    for (let count = 0; count < 6; count += 1) items.push(await device.answer(activity));
    const [one, two, three, four, five, six] = items;
    if (!one || !two || !three || !four || !five || !six) throw new Error('Six answers were given.');
    const first = await device.push(token, [six, three]);
    expect(outcomes(first)).toEqual(['stored', 'stored']);
    expect(PushAnswer.parse(first.body).ledger).toEqual({
      highest: 6,
      missing: [1, 2, 4, 5],
      missingCount: 4,
    });
    const second = await device.push(token, [two, five, one, four]);
    expect(outcomes(second)).toEqual(['stored', 'stored', 'stored', 'stored']);
    expect(PushAnswer.parse(second.body).ledger).toEqual({ highest: 6, missing: [], missingCount: 0 });
  });

  test('a number used twice by a cloned tablet is put aside, and so is what follows it in the other copy', async () => {
    const device = new FieldDevice(office);
    const one = await device.answer(activity);
    const two = await device.answer(activity);
    device.sequence = 1;
    device.lastHash = one.hash;
    const otherTwo = await device.answer(activity);
    const otherThree = await device.answer(activity);
    expect(outcomes(await device.push(token, [one, two, otherTwo, otherThree]))).toEqual([
      'stored',
      'stored',
      'quarantined(sequence-taken)',
      'quarantined(broken-chain)',
    ]);
  });

  test('a chain that does not fit the neighbour before or after is put aside, whichever comes first', async () => {
    const device = new FieldDevice(office);
    const one = await device.answer(activity);
    const place = { device: device.id, sequence: 2, previousHash: 'f'.repeat(64) };
    const liar = await device.answer(activity, { place });
    expect(outcomes(await device.push(token, [one, liar]))).toEqual(['stored', 'quarantined(broken-chain)']);

    const late = new FieldDevice(office);
    const early = await late.answer(activity);
    const next = { device: late.id, sequence: 2, previousHash: 'f'.repeat(64) };
    expect(outcomes(await late.push(token, [await late.answer(activity, { place: next })]))).toEqual([
      'stored',
    ]);
    expect(outcomes(await late.push(token, [early]))).toEqual(['quarantined(broken-chain)']);
  });

  test('the first one must not claim a predecessor', async () => {
    const device = new FieldDevice(office);
    const place = { device: device.id, sequence: 1, previousHash: 'f'.repeat(64) };
    const item = await device.answer(activity, { place });
    expect(outcomes(await device.push(token, [item]))).toEqual(['quarantined(broken-chain)']);
  });

  test('a number that was put aside has arrived and is not missing', async () => {
    const device = new FieldDevice(office);
    const odd = await device.answer(activity, { answers: { unheard: 1 } });
    const { body } = await device.push(token, [odd, await device.answer(activity)]);
    expect(PushAnswer.parse(body).ledger).toEqual({ highest: 2, missing: [], missingCount: 0 });
  });

  test('a device that claims an absurd number is answered at once, with the count and not the list', async () => {
    const device = new FieldDevice(office);
    device.sequence = 9_000_000_000_000;
    device.lastHash = 'a'.repeat(64);
    const { body } = await device.push(token, [await device.answer(activity)]);
    const { ledger } = PushAnswer.parse(body);
    expect(ledger.missing).toHaveLength(100);
    expect(ledger.missingCount).toBe(9_000_000_000_000);
  });
});
