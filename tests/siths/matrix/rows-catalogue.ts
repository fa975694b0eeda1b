import { expect } from 'vitest';
import { loggedCaller } from '../../../src/audit/entry.ts';
import { namesFrom } from '../../../src/audit/extract/names.ts';
import { BridgeError } from '../../../src/errors.ts';
import { createEvents } from '../../../src/events.ts';
import { createDirectory, protectedName } from '../../../src/hsa/index.ts';
import type { CertifiedCaller } from '../../../src/siths/index.ts';
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
const surnameAndGivenName: mint.Attributes = [
  ['SN', 'Kanariedemo'],
  ['GN', 'Siriusvega'],
];
const accepted = { hsaId: ehr, kind: 'function' } as const;

/** Rows 21 and 53–55: what the care directory has to say. */
export const catalogueRows: readonly Row[] = [
  {
    row: 21,
    what: 'a person of protected identity: let in, and named in no log that others see',
    course: async ({ world, open }, version) => {
      const hsaId = 'SE2321000222-DEMOSKYDDAD';
      const door = await open();
      for (const beside of [surnameAndGivenName, []]) {
        const subject = mint.nameOf([['CN', 'Siriusvega Kanariedemo'], ...beside, ['serialNumber', hsaId]]);
        const connection = door.connect({ version, shown: await person({ subject })(world) });
        const { caller } = await connection.ask('person');
        expect(caller).toMatchObject({ hsaId, kind: 'person' });
        const logged = loggedCaller(caller as CertifiedCaller);
        expect(logged).toMatchObject({ caller: { hsaId }, certificate: { subject: `serialNumber=${hsaId}` } });
        expect(JSON.stringify(logged)).not.toMatch(/siriusvega|kanariedemo/i);
        expect((await connection.ask()).code).toBe('CERT_PERSON_ON_SYSTEM_PORT');
      }
      const otherCa = await mint.ca('En annan utfärdare');
      const subject = mint.nameOf([['CN', 'Siriusvega Kanariedemo'], ...surnameAndGivenName, ['serialNumber', hsaId]]);
      const stranger = door.connect({ version, shown: await person({ subject, issuer: otherCa })(world) });
      expect((await stranger.ask('person')).code).toBe('CERT_UNKNOWN_ISSUER');
      expect(door.entries.map(({ code }) => code)).toEqual([
        'CERT_PERSON_ON_SYSTEM_PORT',
        'CERT_PERSON_ON_SYSTEM_PORT',
        'CERT_UNKNOWN_ISSUER',
      ]);
      expect(JSON.stringify(door.entries)).toContain(hsaId);
      expect(JSON.stringify(door.entries)).not.toMatch(/siriusvega|kanariedemo/i);
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
    expected: 'CERT_HOLDER_REFUSED',
    logged: 'CERT_HOLDER_UNKNOWN',
    options: required(saying(undefined)),
  },
  {
    row: 53,
    what: 'a system whose HSA-id is a person’s',
    shown: system(),
    expected: 'CERT_HOLDER_REFUSED',
    logged: 'CERT_HOLDER_UNKNOWN',
    options: required(saying({ ...inForce, kind: 'person' })),
  },
  {
    row: 53,
    what: 'the answer is 403, in words that tell nothing of the directory',
    course: async ({ world, open }, version) => {
      const door = await open(required(saying(undefined)));
      const archived = await open(required(saying({ ...inForce, archived: true })));
      const shown = await system()(world);
      const answers = await Promise.all([door, archived].map((one) => one.connect({ version, shown }).ask()));
      const alike = { status: 403, code: 'CERT_HOLDER_REFUSED' };
      expect(answers).toEqual([alike, alike]);
      expect([door, archived].map(({ entries }) => entries.map(({ reason }) => reason))).toEqual([
        ['The calling system is not in the care directory.'],
        ['The calling system is no longer in force in the care directory.'],
      ]);
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
    expected: 'CERT_HOLDER_REFUSED',
    logged: 'CERT_HOLDER_CLOSED',
    options: required(saying({ ...inForce, archived: true })),
  },
  {
    row: 54,
    what: 'a system past its end date',
    shown: system(),
    expected: 'CERT_HOLDER_REFUSED',
    logged: 'CERT_HOLDER_CLOSED',
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
