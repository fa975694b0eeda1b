import { afterAll, describe } from 'vitest';
import { ldifReader } from '../../../src/hsa/copy/readers/ldif.ts';
import { startPostgres } from '../../support/postgres.ts';
import { conformsAsSource, demoFile } from '../source-conformance.ts';
import { openCopy } from './copies.ts';

async function filled(databaseUrl?: string) {
  const copy = await openCopy(databaseUrl);
  await copy.import(ldifReader(demoFile));
  return { ...copy.source, close: copy.close };
}

conformsAsSource('a copy in PGlite', () => filled());

const postgres = await startPostgres();
afterAll(() => postgres?.stop());
describe.skipIf(!postgres)('over PostgreSQL', () => {
  conformsAsSource('a copy in PostgreSQL', () => filled(postgres?.url));
});
