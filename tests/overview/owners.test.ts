import { describe, expect, it } from 'vitest';
import { systemOids } from '../../src/codes/index.ts';
import type { Contract } from '../../src/contracts/index.ts';
import { getCareDocumentation3, getRequestActivities1, toRecord } from '../../src/contracts/index.ts';
import { BridgeError } from '../../src/errors.ts';
import type { OverviewParts } from '../../src/overview/overview.ts';
import { withCareProviders } from '../../src/overview/owners.ts';
import { gives } from './asking.ts';

type CareProviderOf = OverviewParts['directory']['careProviderOf'];

const record = (careUnit?: string) =>
  toRecord(getRequestActivities1 as unknown as Contract, {
    subjectOfCareId: '191212121212',
    senderRequestId: 'remiss-1',
    typeOfRequest: '4',
    logicalSystemId: 'SE2321000230-DEMOVAS',
    statusCode: '30',
    eventTime: '20240301091500',
    ...(careUnit && { careUnit }),
  });

async function providers(careProviderOf: CareProviderOf, ...records: ReturnType<typeof record>[]) {
  const found: (string | undefined)[] = [];
  for await (const batch of withCareProviders(gives(...records), { careProviderOf }))
    for (const part of batch) if (part.kind === 'record') found.push(part.record.header.careProvider);
  return found;
}

const says =
  (value: unknown): CareProviderOf =>
  async () =>
    ({ value, asOf: '', stale: false }) as Awaited<ReturnType<CareProviderOf>>;

/** A note that names its care provider so. */
const noteOf = (root: string, extension: string) =>
  toRecord(getCareDocumentation3 as unknown as Contract, {
    header: {
      accessControlHeader: {
        accountableHealthcareProvider: { root, extension },
        accountableCareUnit: { root: systemOids.hsaId, extension: 'SE2321000230-DEMOHC1' },
      },
    },
  });

describe('the care provider of records that name it by organisation number', () => {
  const owner = says({ kind: 'found', value: { hsaId: 'SE2321000230-DEMOVG', orgNo: '2321000230' } });
  const number = systemOids.organisationNumber;

  it.each([
    ['as the directory has it', '2321000230', 'SE2321000230-DEMOVG'],
    ['with a hyphen', '232100-0230', 'SE2321000230-DEMOVG'],
    ['with the prefix of organisations', '162321000230', 'SE2321000230-DEMOVG'],
    ['of another organisation', '2321000206', undefined],
    ['that is none', 'x', undefined],
  ])('is whose the unit is: %s', async (_form, given, expected) => {
    expect(await providers(owner, noteOf(number, given))).toEqual([expected]);
  });

  it('is not the unit’s where the contract could have named it and did not', async () => {
    expect(await providers(owner, noteOf('1.2.3', '2321000230'))).toEqual([undefined]);
  });
});

describe('the care provider of records that name none', () => {
  it('is whose the unit is', async () => {
    const found = says({ kind: 'found', value: { hsaId: 'SE2321000230-DEMOVG' } });
    expect(await providers(found, record('SE2321000230-DEMOHC1'), record())).toEqual([
      'SE2321000230-DEMOVG',
      undefined,
    ]);
  });

  it.each([
    ['does not know the unit', says({ kind: 'none' })],
    ['contradicts itself', says({ kind: 'logical-error', error: 'x', hsaIds: [] })],
    [
      'is out of reach',
      async () => {
        throw new BridgeError('DIRECTORY_UNAVAILABLE');
      },
    ],
  ] as [string, CareProviderOf][])('stays unknown where the directory %s', async (_what, careProviderOf) => {
    expect(await providers(careProviderOf, record('SE2321000230-DEMOHC1'))).toEqual([undefined]);
  });

  it('is asked for once a unit', async () => {
    const asked: string[] = [];
    const counts: CareProviderOf = (unit) => {
      asked.push(unit);
      return says({ kind: 'found', value: { hsaId: `${unit}-VG` } })(unit);
    };
    const units = ['SE2321000230-DEMOHC1', 'SE2321000230-DEMOHC2', 'SE2321000230-DEMOHC1'];
    expect(await providers(counts, ...units.map((unit) => record(unit)))).toEqual(units.map((unit) => `${unit}-VG`));
    expect(asked).toEqual(units.slice(0, 2));
  });

  it('is not asked for again in an answer for which the directory was out of reach', async () => {
    let asked = 0;
    const fallsSilent: CareProviderOf = async (unit) => {
      asked += 1;
      if (asked === 1) return says({ kind: 'found', value: { hsaId: 'SE2321000230-DEMOVG' } })(unit);
      throw new BridgeError('DIRECTORY_UNAVAILABLE');
    };
    const units = ['HC1', 'HC2', 'HC3', 'HC1'].map((unit) => `SE2321000230-DEMO${unit}`);
    const found = await providers(fallsSilent, ...units.map((unit) => record(unit)));
    expect(found).toEqual(['SE2321000230-DEMOVG', undefined, undefined, 'SE2321000230-DEMOVG']);
    expect(asked).toBe(2);
  });

  it('does not hide what is broken', async () => {
    const broken = async () => {
      throw new TypeError('a bug');
    };
    await expect(providers(broken, record('SE2321000230-DEMOHC1'))).rejects.toThrow('a bug');
  });
});
