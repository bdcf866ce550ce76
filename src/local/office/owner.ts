import type { Role } from '#protocol/role.ts';
import type { OfficeDatabase } from './database.ts';
import { emptyCopy } from './pull.ts';

/** Whose local copy it is: what it holds depends on the role, and its unsent edits on the account. */
export interface Owner {
  readonly account: string;
  readonly role: Role;
}

/** The copy holds work of another account that was never sent; nothing was changed. */
export class UnsentWorkOfOther extends Error {
  readonly account: string;
  readonly pending: number;
  constructor(account: string, pending: number) {
    super(`This device holds ${pending} unsent changes of another account (${account}).`);
    this.name = 'UnsentWorkOfOther';
    this.account = account;
    this.pending = pending;
  }
}

const OWNER = 'owner';

/**
 * Makes the copy that of the account that has just signed in; call it before anything is shown. Another account's copy
 * is emptied first, so nobody sees what another one was allowed to see; the same account in another role begins to pull
 * anew. Throws UnsentWorkOfOther when unsent work of another account would be lost, unless `discard`.
 */
export function claimOfficeDatabase(
  db: OfficeDatabase,
  owner: Owner,
  options: { readonly discard?: boolean } = {},
): Promise<void> {
  return db.run((tables) =>
    tables.transaction('rw', tables.tables, async () => {
      const known = (await tables.meta.get(OWNER))?.value as Owner | undefined;
      if (known && known.account !== owner.account) {
        const unsent = await tables.edits.where('state').anyOf('new', 'sent').count();
        const pending = unsent + (await tables.importParts.count());
        if (pending > 0 && !options.discard) throw new UnsentWorkOfOther(known.account, pending);
        for (const table of tables.tables) await table.clear();
      } else if (known && known.role !== owner.role) {
        await emptyCopy(tables);
      }
      await tables.meta.put({ key: OWNER, value: { account: owner.account, role: owner.role } });
    }),
  );
}
