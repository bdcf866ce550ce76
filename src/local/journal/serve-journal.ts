import { JournalKeeper } from './journal-keeper.ts';
import type { FromJournal, JournalAnswers, JournalRequest, ToJournal } from './messages.ts';

/** A worker's side of the messages: each request gets one answer. */
export function serveJournal(post: (message: FromJournal) => void): (message: ToJournal) => void {
  const keeper = new JournalKeeper();
  return ({ number, request }) => {
    answer(keeper, request).then(
      (given) => post({ number, answer: given }),
      (reason: unknown) => post({ number, problem: String(reason) }),
    );
  };
}

async function answer(
  keeper: JournalKeeper,
  request: JournalRequest,
): Promise<JournalAnswers[JournalRequest['kind']]> {
  switch (request.kind) {
    case 'prepare':
      await keeper.prepare();
      return null;
    case 'append':
      await keeper.append(request.records);
      return null;
    case 'look':
      return keeper.look();
    case 'take':
      return keeper.take(request.ids);
    case 'tidy':
      await keeper.tidy(new Set(request.safe), request.now);
      return null;
  }
}
