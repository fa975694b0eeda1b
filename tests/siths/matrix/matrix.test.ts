import type { SecureVersion } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as mint from '../mint.ts';
import { openDoor } from './door.ts';
import type { Answer, Case, Connection, Door, Matrix, Outcome, RefusedWith, Row } from './row.ts';
import { algorithmRows } from './rows-algorithms.ts';
import { catalogueRows } from './rows-catalogue.ts';
import { datesRows } from './rows-dates.ts';
import { issuerRows } from './rows-issuer.ts';
import { personRows } from './rows-person.ts';
import { proxyRows } from './rows-proxy.ts';
import { revocationRows } from './rows-revocation.ts';
import { subjectRows } from './rows-subject.ts';
import { usageRows } from './rows-usage.ts';

/** Each file of rows by its theme. */
const themes: Record<string, readonly Row[]> = {
  subject: subjectRows,
  person: personRows,
  usage: usageRows,
  dates: datesRows,
  issuer: issuerRows,
  algorithms: algorithmRows,
  catalogue: catalogueRows,
  revocation: revocationRows,
  proxy: proxyRows,
};

let world: mint.World;
/** For all rows that want no other. */
let common: Door;

beforeAll(async () => {
  world = await mint.makeWorld(await mint.rsaKeys());
  common = await openDoor(world);
});
afterAll(async () => {
  await common.close();
  await world.remove();
});

const titled = Object.values(themes)
  .flat()
  .map((row) => ({ ...row, title: `${row.row} ${row.what}` }));

describe.each<SecureVersion>(['TLSv1.2', 'TLSv1.3'])('over %s', (version) => {
  test.each(titled)('$title', async (row) => {
    if ('course' in row) await runCourse(row.course, version);
    else await runCase(row, version);
  });
});

async function runCourse(course: (matrix: Matrix, version: SecureVersion) => Promise<void>, version: SecureVersion) {
  const opened: Door[] = [];
  try {
    const open = async (...options: Parameters<Matrix['open']>) => {
      const door = await openDoor(world, ...options);
      opened.push(door);
      return door;
    };
    await course({ world, open }, version);
  } finally {
    for (const door of opened) await door.close();
    await world.restore();
  }
}

/** In full, and again on the session that was given. */
async function runCase(row: Case, version: SecureVersion) {
  const door = row.options ? await openDoor(world, row.options) : common;
  const shown = await row.shown(world);
  const first = door.connect({ version, shown });
  try {
    await expectVerdict(door, first, row);
    expect([first.protocol(), first.reused()]).toEqual([version, false]);
    const again = door.connect({ version, shown, session: first.session() });
    await expectVerdict(door, again, row);
    expect(again.reused()).toBe(true);
    again.close();
  } finally {
    first.close();
    if (door !== common) await door.close();
  }
}

/** The same when asked twice, and a refusal stands on the access log with what was shown. */
async function expectVerdict(door: Door, connection: Connection, { at, expected, logged, row }: Case) {
  const isRefused = typeof expected === 'string';
  for (const _time of ['first', 'again']) {
    const before = door.entries.length;
    const answer = await connection.ask(at);
    expect(outcomeOf(answer, expected), `row ${row}: ${JSON.stringify(answer)}`).toEqual(expected);
    expect(answer.status).toBe(isRefused ? (statuses[expected] ?? 401) : 200);
    // Remarks on those let in come when they come.
    const entries = door.entries.slice(before).filter(({ kind }) => kind === 'refusal');
    expect(entries.map(({ code }) => code)).toEqual(isRefused ? [logged ?? expected] : []);
    for (const { certificate } of entries) expect(certificate === undefined).toBe(expected === 'CERT_MISSING');
  }
}

/** HTTP status of a refusal: 401 where the certificate itself is at fault, but for these. */
const statuses: Partial<Record<RefusedWith, number>> = {
  CERT_PERSON_ON_SYSTEM_PORT: 403,
  CERT_FUNCTION_AT_SIGN_IN: 403,
  CERT_HOLDER_REFUSED: 403,
  PROXY_HEADER_REFUSED: 403,
  DIRECTORY_UNAVAILABLE: 503,
};

/** What of an answer a row speaks of. */
function outcomeOf({ caller, code }: Answer, expected: Outcome): unknown {
  if (!caller || typeof expected === 'string') return code ?? caller;
  const spokenOf = Object.keys(expected) as (keyof typeof caller)[];
  return Object.fromEntries(spokenOf.map((key) => [key, caller[key]]));
}

test('each row of the matrix is here exactly once', () => {
  const here = Object.values(themes).map((rows) => [...new Set(rows.map(({ row }) => row))]);
  const all = here.flat().toSorted((a, b) => a - b);
  expect(all).toEqual(Array.from({ length: 58 }, (_, index) => index + 1));
});
