import { afterAll, beforeAll, expect, it } from 'vitest';
import { namesFrom } from '../../src/audit/extract/names.ts';
import { createEvents } from '../../src/events.ts';
import { createNaming } from '../../src/faces/portal-api/naming.ts';
import { createDirectory, type Directory } from '../../src/hsa/index.ts';
import { withCareProviders } from '../../src/overview/owners.ts';
import type { AnswerPart } from '../../src/sources/answer-part.ts';
import { demoConfig } from '../support/config.ts';

/** A health centre that is closed, of a care provider that is closed too. Records, blocks and log entries name them. */
const [closed, provider] = ['SE2321000230-DEMOARKIVHC', 'SE2321000230-DEMOARKIV'] as const;
let directory: Directory;
beforeAll(async () => {
  directory = await createDirectory(demoConfig().directory, createEvents());
});
afterAll(() => directory.close());

it('is archived, and listed nowhere', async () => {
  expect((await directory.object(closed)).value).toMatchObject({ archived: true });
  const listed = (await directory.units()).value.items.map(({ hsaId }) => hsaId);
  expect(listed).not.toContain(closed);
});

it('resolves to its place and its care provider, which blocks are registered by', async () => {
  expect((await directory.unit(closed)).value).toMatchObject({
    careUnit: { kind: 'found', value: { hsaId: closed } },
    careProvider: { kind: 'found', value: { hsaId: provider } },
  });
  expect((await directory.careProviderOf(closed)).value).toMatchObject({ kind: 'found', value: { hsaId: provider } });
});

it('has its name in an extract of the log and on a page', async () => {
  expect(await namesFrom(directory).place(closed)).toEqual(expect.any(String));
  expect((await createNaming(directory)(provider)).name).toEqual(expect.any(String));
});

it('owns its records in the gate, where they name the unit alone', async () => {
  const record = { contract: 'GetRequestActivities:1', header: { careUnit: closed } };
  const answer = (async function* () {
    yield [{ kind: 'record', record } as unknown as AnswerPart];
  })();
  const parts: AnswerPart[] = [];
  for await (const batch of withCareProviders(answer, directory)) parts.push(...batch);
  expect(parts).toMatchObject([{ record: { header: { careUnit: closed, careProvider: provider } } }]);
});
