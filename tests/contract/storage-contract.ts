import { afterEach, beforeEach, describe } from 'vitest';
import { accessContract } from './access-contract.ts';
import { agencyContract } from './agency-contract.ts';
import { batchContract } from './batch-contract.ts';
import { deviceContract } from './device-contract.ts';
import { documentContract } from './document-contract.ts';
import { fieldContract } from './field-contract.ts';
import { responseContract } from './response-contract.ts';
import { StoreAt } from './store-at.ts';
import type { StoreUnderTest } from './store-at.ts';

/** What every store must do, whatever it is made of. */
export function storageContract(name: string, open: () => Promise<StoreUnderTest>): void {
  describe(name, () => {
    const at = new StoreAt();
    beforeEach(async () => at.open(await open()));
    afterEach(() => at.dispose());
    agencyContract(at);
    responseContract(at);
    batchContract(at);
    documentContract(at);
    accessContract(at);
    deviceContract(at);
    fieldContract(at);
  });
}
