import { isDeepStrictEqual } from 'node:util';
import type { Contract, RecordFilter } from '../../contracts/index.ts';
import { everything } from '../dialect.ts';

/** Whether a contract's request has a place for a filter: what is written there can be read again. */
export const canAskFor =
  (filter: Partial<RecordFilter>) =>
  ({ filterOf, requestFor }: Contract): boolean =>
    isDeepStrictEqual(filterOf(requestFor({ ...asked, ...filter })), { ...asked, ...filter });

const asked = { ...everything, patient: { id: '191212121212', type: '1.2.752.129.2.1.3.1' } };
