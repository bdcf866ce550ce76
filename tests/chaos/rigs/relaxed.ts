/**
 * Run inside pages and workers before their own programs: what is asked to be on the disk for good is only handed to the
 * system. So a rig shows that it can lose.
 */
export function relaxDurability(): void {
  const { transaction } = IDBDatabase.prototype;
  IDBDatabase.prototype.transaction = function relaxed(this: IDBDatabase, names, mode) {
    return transaction.call(this, names, mode, { durability: 'relaxed' });
  };
}

export function relaxFlush(): void {
  const handle: unknown = Reflect.get(globalThis, 'FileSystemSyncAccessHandle');
  if (typeof handle === 'function') Object.assign(handle.prototype, { flush: () => undefined });
}
