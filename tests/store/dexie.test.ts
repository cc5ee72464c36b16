// Runs the store contract over Dexie in Node, on an IndexedDB made of memory.
import 'fake-indexeddb/auto';
import { dexieStore } from '../../src/store/dexie.ts';
import { storeContract } from './contract.ts';

let last = 0;

storeContract('the Dexie store in Node', () => dexieStore(`contract-${++last}`));
