import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqlite } from '#server/storage/sqlite.ts';
import { storageContract } from './storage-contract.ts';
import type { StoreUnderTest } from './store-at.ts';

storageContract('SQLite', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'skm-contract-'));
  const open = (): StoreUnderTest => {
    const storage = openSqlite(join(folder, 'skm.db'));
    return {
      storage,
      reopen: async () => {
        await storage.close();
        return open();
      },
      dispose: async () => {
        await storage.close();
        await rm(folder, { recursive: true });
      },
    };
  };
  return open();
});
