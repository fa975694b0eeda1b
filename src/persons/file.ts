import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import Type, { type Static } from 'typebox';
import { Compile } from 'typebox/compile';
import { parse as parseYaml } from 'yaml';
import type { PatientId } from '../contracts/index.ts';
import { BridgeError } from '../errors.ts';
import { identityOfNumber, parsePatientId } from '../identities/index.ts';
import { isProtected, type Person } from './person.ts';
import type { PersonRegister } from './register.ts';

/** Personal, coordination or national reserve number; other kinds as `<oid>|<number>`. */
const Identity = Type.String({ pattern: '^([0-9.]+\\|)?[0-9A-Za-z-]{4,64}$' });
const PartialDate = Type.String({ pattern: '^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$' });

const Entry = Type.Object(
  {
    identity: Identity,
    /** Other identities of the same person: earlier numbers, reserve numbers. */
    linked: Type.Optional(Type.Array(Identity)),
    /** All given names. */
    given: Type.Optional(Type.String()),
    /** The given name in use, when it is not the first. */
    goesBy: Type.Optional(Type.String()),
    middle: Type.Optional(Type.String()),
    surname: Type.Optional(Type.String()),
    sex: Type.Optional(Type.Enum(['male', 'female', 'unknown', 'other'])),
    born: Type.Optional(PartialDate),
    /** The day of death, or `true` where only the fact is known. */
    died: Type.Optional(Type.Union([PartialDate, Type.Literal(true)])),
    municipality: Type.Optional(Type.String({ pattern: '^[0-9]{2}([0-9]{2})?$' })),
    secrecyMark: Type.Optional(Type.Boolean()),
    protectedRegistration: Type.Optional(Type.Boolean()),
    test: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
);
const PersonsFile = Type.Object({ persons: Type.Array(Entry) }, { additionalProperties: false });
const validator = Compile(PersonsFile);

/** The persons of a YAML or JSON file. Throws CONFIG_INVALID naming the file and the entry, never a number. */
export function readPersons(path: string): readonly Person[] {
  let parsed: unknown;
  try {
    parsed = parseYaml(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw new BridgeError('CONFIG_INVALID', `${path} cannot be read as YAML or JSON.`, { cause });
  }
  const [error] = validator.Errors(parsed);
  if (error) throw new BridgeError('CONFIG_INVALID', `${path}: ${error.instancePath || 'it'} ${error.message}.`);
  return (parsed as Static<typeof PersonsFile>).persons.map((entry, index) => personOf(entry, path, index));
}

/** A register in a file, read once: for the demo, for tests, and for whoever has no other. */
export function createFileRegister(url: string): PersonRegister {
  const byIdentity = new Map<string, Person>();
  const path = url.startsWith('file://') ? fileURLToPath(url) : url.slice('file:'.length);
  for (const person of readPersons(path)) {
    for (const identity of [person.identity, ...person.linked]) {
      if (byIdentity.has(keyOf(identity)))
        throw new BridgeError('CONFIG_INVALID', `${path}: one identity belongs to two persons.`);
      byIdentity.set(keyOf(identity), person);
    }
  }
  return {
    person: async (identity) => {
      const person = byIdentity.get(keyOf(identity));
      return person ? { status: 'known', person } : { status: 'unknown' };
    },
    health: () => ({ ok: true, reasons: [] }),
    close: async () => undefined,
  };
}

function personOf(entry: Static<typeof Entry>, path: string, index: number): Person {
  const given = entry.given?.split(' ').filter(Boolean) ?? [];
  const inUse = entry.goesBy ? [entry.goesBy] : given.slice(0, 1);
  const isNamed = given.length > 0 || entry.surname !== undefined;
  const marks = {
    secrecyMark: entry.secrecyMark ?? false,
    protectedRegistration: entry.protectedRegistration ?? false,
  };
  const read = (identity: string): PatientId => identityIn(identity, path, index);
  return {
    identity: read(entry.identity),
    linked: (entry.linked ?? []).map(read),
    name: isNamed ? { given, inUse, middle: entry.middle, surname: entry.surname } : undefined,
    sex: entry.sex,
    birthDate: entry.born,
    death: entry.died === undefined ? undefined : { date: entry.died === true ? undefined : entry.died },
    // As from the national register: of the protected, the county alone.
    municipality: isProtected(marks) ? entry.municipality?.slice(0, 2) : entry.municipality,
    ...marks,
    test: entry.test ?? false,
    deregistered: false,
  };
}

function identityIn(written: string, path: string, index: number): PatientId {
  const [, oid, id = ''] = /^(?:([0-9.]+)\|)?(.*)$/.exec(written) ?? [];
  try {
    return parsePatientId(oid === undefined ? identityOfNumber(id) : { type: oid, id });
  } catch (cause) {
    const why = cause instanceof BridgeError ? cause.detail : '';
    throw new BridgeError('CONFIG_INVALID', `${path}: /persons/${index} holds an impossible identity. ${why}`);
  }
}

function keyOf({ type, id }: PatientId): string {
  return `${type}|${id}`;
}
