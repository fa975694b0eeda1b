import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLdapSource } from '../../src/hsa/ldap-source.ts';
import { loadLdifDirectory } from '../../src/hsa/ldif-source.ts';
import { rank } from '../../src/hsa/search.ts';
import type { DirectorySource } from '../../src/hsa/source.ts';
import { hasSlapd, type Slapd, startSlapd } from '../support/slapd.ts';
import { demoFile } from './source-conformance.ts';

/** More by hand: `INJECTION_RUNS=5000 npx vitest run tests/hsa/ldap-injection.test.ts`. */
const numRuns = Number(process.env.INJECTION_RUNS ?? 60);
const limit = 2_000;

const hsaIds = ['SE2321000230-DEMOVG', 'se2321000230-demolakare', 'SE2321000222-DEMOHC1', 'SE2321000206-DEMODIALYS'];
const fragments = [
  '*',
  '(',
  ')',
  '\\',
  '\\2a',
  '\\00',
  '\0',
  'å',
  'ä',
  'Ö',
  'é',
  ';',
  ',',
  '=',
  '|',
  '&',
  '!',
  ' ',
  '\n',
];
const filters = [')(objectClass=*', '*)(|(hsaIdentity=*', ')(|(objectClass=*)', '*;*', ';read'];

/** What anybody may write: pieces of filters, of HSA-ids and of words put after each other, sometimes 10 kB of them. */
const asked = fc.oneof(
  fc
    .array(fc.oneof(fc.constantFrom(...fragments, ...filters, ...hsaIds, 'medicin', 'lulea'), fc.string()), {
      minLength: 1,
      maxLength: 5,
    })
    .map((pieces) => pieces.join('')),
  fc.constantFrom(...hsaIds),
  fc.tuple(fc.constantFrom(...hsaIds), fc.constantFrom(...fragments)).map(([hsaId, tail]) => hsaId + tail),
  fc.constantFrom(...fragments, 'DEMO').map((piece) => piece.repeat(Math.ceil(10_000 / piece.length))),
);

/** Asked in every run: a longer beginning, what stands around an HSA-id, more than a server takes in. */
const examples: [string][] = [';', ' ', '\n', '*', 'a'.repeat(10_000)].map((tail) => [
  `SE2321000230-DEMOLAKARE${tail}`,
]);

const idsOf = (objects: readonly { readonly hsaId: string }[]) => objects.map(({ hsaId }) => hsaId).sort();

/** A word has no space in it; without a word nobody searches. */
async function search(source: DirectorySource, word: string): Promise<readonly string[]> {
  if (word === '') return [];
  return idsOf(rank((await source.candidates([word], limit)).items, [word]));
}

describe.skipIf(!hasSlapd())('whatever is asked of an LDAP server', () => {
  let server: Slapd;
  let live: DirectorySource;
  let inMemory: DirectorySource;
  beforeAll(async () => {
    server = await startSlapd(demoFile);
    live = createLdapSource({ url: server.url, baseDn: 'c=SE', timeoutMs: 10_000 });
    inMemory = await loadLdifDirectory(demoFile);
  });
  afterAll(async () => {
    await live?.close();
    await server?.remove();
  });

  const questions: readonly [string, (source: DirectorySource, text: string) => Promise<readonly string[]>][] = [
    ['an HSA-id', async (source, text) => idsOf(await source.byHsaId(text))],
    ['a member of a care unit', async (source, text) => idsOf(await source.careUnitsWithMember(text))],
    ['a care provider', async (source, text) => idsOf(await source.careUnitsOf(text))],
    ['an organisation number', async (source, text) => idsOf(await source.careProvidersWithOrgNo(text))],
    ['a holder of assignments', async (source, text) => idsOf(await source.commissionsWithMember(text))],
    ['a word', (source, text) => search(source, text.replaceAll(/\s/gu, ''))],
  ];

  it.each(questions)('as %s has the same answer as of a directory in memory', async (_what, ask) => {
    await fc.assert(
      fc.asyncProperty(asked, async (text) => {
        expect(await ask(live, text)).toEqual(await ask(inMemory, text));
      }),
      { numRuns, examples },
    );
  });

  it('as the longest search has an answer too', async () => {
    const words = Array.from({ length: 8 }, () => `aa${'b'.repeat(5_000)}`);
    expect(await live.candidates(words, limit)).toEqual({ items: [], more: false });
  });
});
