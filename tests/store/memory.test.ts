// Runs the store contract over the memory store.
import { memoryStore } from '../../src/store/memory.ts';
import { storeContract } from './contract.ts';

storeContract('the memory store', async () => memoryStore());
