import { expect } from 'vitest';
import { namesFrom } from '../../../src/audit/extract/names.ts';
import { BridgeError } from '../../../src/errors.ts';
import { createEvents } from '../../../src/events.ts';
import { createDirectory, protectedName } from '../../../src/hsa/index.ts';
import { demoConfig } from '../../support/config.ts';
import * as mint from '../mint.ts';
import type { DoorOptions, Row } from './row.ts';
import { ehr, person, system } from './shown.ts';

type Directory = NonNullable<DoorOptions['directory']>;

const inForce = { kind: 'function', archived: false, period: { from: undefined, to: undefined } };

/** A directory that says the same of everybody. */
const saying = (value: object | undefined): Directory =>
  ({
    object: async () => ({ value, asOf: '', stale: false }),
    function: async () => ({ value: undefined, asOf: '', stale: false }),
  }) as unknown as Directory;

const gone = async (): Promise<never> => {
  throw new BridgeError('DIRECTORY_UNAVAILABLE');
};
const unreachable: Directory = { object: gone, function: gone };

const required = (directory: Directory): DoorOptions => ({
  trust: (trust) => ({ ...trust, systemsInDirectory: 'required' }),
  directory,
});
const accepted = { hsaId: ehr, kind: 'function' } as const;

/** Rows 21 and 53–55: what the care directory has to say. */
export const catalogueRows: readonly Row[] = [
  {
    row: 21,
    what: 'a person of protected identity: let in, and named in no log that others see',
    course: async ({ world, open }, version) => {
      const hsaId = 'SE2321000222-DEMOSKYDDAD';
      const subject = mint.nameOf([
        ['CN', 'Siriusvega Kanariedemo'],
        ['serialNumber', hsaId],
      ]);
      const connection = (await open()).connect({ version, shown: await person({ subject })(world) });
      expect((await connection.ask('person')).caller).toMatchObject({ hsaId, kind: 'person' });
      const directory = await createDirectory(demoConfig().directory, createEvents());
      expect((await directory.nameOf(hsaId)).value).toBe(protectedName);
      expect(await namesFrom(directory).staff(hsaId)).toEqual({ kind: 'protected' });
      await directory.close();
    },
  },
  {
    row: 53,
    what: 'a system that the care directory does not know',
    shown: system(),
    expected: 'CERT_HOLDER_UNKNOWN',
    options: required(saying(undefined)),
  },
  {
    row: 53,
    what: 'a system whose HSA-id is a person’s',
    shown: system(),
    expected: 'CERT_HOLDER_UNKNOWN',
    options: required(saying({ ...inForce, kind: 'person' })),
  },
  {
    row: 53,
    what: 'the answer is 403, in words that tell nothing of the directory',
    course: async ({ world, open }, version) => {
      const door = await open(required(saying(undefined)));
      const { status, detail } = await door.connect({ version, shown: await system()(world) }).ask();
      expect([status, detail]).toEqual([403, undefined]);
      expect(door.entries[0]?.reason).toBe('The calling system is not admitted.');
    },
  },
  {
    row: 53,
    what: 'a system that the care directory knows',
    shown: system(),
    expected: accepted,
    options: required(saying(inForce)),
  },
  {
    row: 53,
    what: 'a system that it does not know, where that is only noted',
    shown: system(),
    expected: accepted,
    options: { directory: saying(undefined) },
  },
  {
    row: 54,
    what: 'an archived system',
    shown: system(),
    expected: 'CERT_HOLDER_CLOSED',
    options: required(saying({ ...inForce, archived: true })),
  },
  {
    row: 54,
    what: 'a system past its end date',
    shown: system(),
    expected: 'CERT_HOLDER_CLOSED',
    options: required(saying({ ...inForce, period: { from: undefined, to: '2020-01-01T00:00:00.000Z' } })),
  },
  {
    row: 55,
    what: 'the directory cannot be reached',
    shown: system(),
    expected: 'DIRECTORY_UNAVAILABLE',
    options: required(unreachable),
  },
  {
    row: 55,
    what: 'the answer is then 503, not 403',
    course: async ({ world, open }, version) => {
      const door = await open(required(unreachable));
      expect(await door.connect({ version, shown: await system()(world) }).ask()).toMatchObject({ status: 503 });
    },
  },
  {
    row: 55,
    what: 'the directory cannot be reached, where it is only asked to note',
    shown: system(),
    expected: accepted,
    options: { directory: unreachable },
  },
];
