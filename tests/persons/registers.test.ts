import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEvents } from '../../src/events.ts';
import { createPersonRegister, type PersonRegister } from '../../src/persons/index.ts';
import { lookUp } from '../../src/persons/national/lookup.ts';
import { type Councils, personRegister, startCouncils } from '../../src/simulators/index.ts';
import { createEndpoint } from '../../src/sources/http.ts';
import { testPki } from '../support/certs.ts';
import { demoConfig } from '../support/config.ts';
import { itIsAPersonRegister, people, personal, reserve } from './register-conformance.ts';

const errand = { correlationId: 'c-1' };

describe('the file', () => {
  const config = demoConfig((bendable) => {
    bendable.persons.url = people;
  });
  itIsAPersonRegister(() => createPersonRegister(config, createEvents()));
});

describe('the national service', () => {
  let councils: Councils;
  let register: PersonRegister;
  let url: string;
  let outgoing: { certificate: string; key: string; ca: string };
  const failures: { reason: string }[] = [];

  beforeAll(async () => {
    const pki = await testPki();
    councils = await startCouncils({ pki: pki.dir, directory: 'config/hsa/demo.ldif', persons: people });
    url = councils.urls[personRegister] ?? '';
    outgoing = {
      certificate: pki.file('bridge-client.crt'),
      key: pki.file('bridge-client.key'),
      ca: pki.file('ca.crt'),
    };
    const config = demoConfig((bendable) => {
      bendable.outgoing = outgoing;
      bendable.persons = { ...bendable.persons, url, timeoutMs: 3_000, cache: { maxAgeMs: 0, entries: 10 } };
    });
    const events = createEvents();
    events.on('persons:lookup:failed', (event) => failures.push(event));
    register = createPersonRegister(config, events);
  });
  afterAll(async () => {
    await register?.close();
    await councils?.close();
  });

  itIsAPersonRegister(() => register);

  it.each([
    ['hang', 'timed-out'],
    ['reset', 'unreachable'],
    ['http500', 'refused'],
    ['fault', 'refused'],
    ['malformed', 'bad-data'],
    ['wrong-type', 'bad-data'],
    ['huge', 'bad-data'],
    ['half', 'bad-data'],
  ] as const)('that fails with %s is unavailable: %s; nothing is guessed, and it recovers', async (kind, reason) => {
    failures.splice(0);
    await councils.setFault(personRegister, { kind });
    expect(await register.person(personal('191212121212'), errand)).toEqual({ status: 'unavailable', reason });
    expect(failures).toMatchObject([{ reason, correlationId: 'c-1' }]);
    expect(JSON.stringify(failures)).not.toContain('191212121212');
    expect(register.health().ok).toBe(false);
    await councils.setFault(personRegister, undefined);
    expect(await register.person(personal('191212121212'), errand)).toMatchObject({ status: 'known' });
    expect(register.health()).toEqual({ ok: true, reasons: [] });
  });

  it('is asked for more than 500 identities in several requests, and matched by the echoed identity', async () => {
    const endpoint = createEndpoint(
      { url, timeoutMs: 5_000, concurrency: 1, maxAnswerBytes: 10_000_000, correlationId: false },
      outgoing,
      'Test',
    );
    const invented = Array.from({ length: 1_200 }, (_, index) =>
      reserve(`22950606AA${String(index).padStart(4, '0')}`),
    );
    const asked = [personal('191212121212'), ...invented, personal('198605149809')];
    const conversation = endpoint.converse(
      { correlationId: 'c', originalConsumer: 'o', deadline: Date.now() + 10_000 },
      new AbortController().signal,
    );
    const found = await lookUp(asked, conversation, { basePath: '', logicalAddress: personRegister });
    await endpoint.close();
    expect([...found.values()].map(({ identity }) => identity)).toEqual([
      personal('191212121212'),
      personal('198605149809'),
    ]);
  });
});

describe('without a register', () => {
  it('nothing is known, and that is said', async () => {
    const config = demoConfig((bendable) => {
      delete bendable.persons;
    });
    const register = createPersonRegister(config, createEvents());
    expect(await register.person(personal('191212121212'), errand)).toEqual({
      status: 'unavailable',
      reason: 'not-configured',
    });
  });
});
