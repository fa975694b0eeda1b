import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { createEvents } from '../../src/events.ts';
import { withBreaker } from '../../src/sources/guarded.ts';
import { type Connector, SourceFailure } from '../../src/sources/query.ts';
import {
  type Answer,
  ask,
  connectTo,
  fixture,
  type Protocol,
  protocols,
  reply,
  soapFault,
  sourceAt,
  sourceId,
  startRecordSystem,
} from './record-system.ts';

const noFiles = { certificate: '-', key: '-', ca: '-' };
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** A record system whose behaviour can be changed, behind a breaker that opens at the second failure. */
async function guarded(protocol: Protocol, answer: Answer, change: Parameters<typeof sourceAt>[2] = {}, restMs = 50) {
  const now = { answer };
  const system = await startRecordSystem((...exchange) => now.answer(...exchange));
  const events = createEvents();
  const source = sourceAt(protocol, system.url, { contracts: ['GetDiagnosis:2'], ...change });
  const connector = connectTo(source, noFiles, events, { failures: 2, restMs });
  closing.push(() => connector.close(), system.close);
  const reasons = async (times: number, milliseconds = 5_000) => {
    const found: string[] = [];
    for (let time = 0; time < times; time++) {
      const { failure } = await ask(connector, { deadline: Date.now() + milliseconds });
      found.push(failure?.reason ?? 'answered');
    }
    return found;
  };
  return { now, system, events, reasons, connector };
}

const hangsUp: Answer = (response) => response.destroy();
const hangs: Answer = () => undefined;
const healthy: Readonly<Record<Protocol, Answer>> = {
  rivta21: (response) => reply(response, 200, 'text/xml', fixture('get-diagnosis.xml')),
  riv13606: (response) => reply(response, 200, 'text/xml', fixture('extract-dia.xml')),
  'fhir-r4': (response) => reply(response, 200, 'application/fhir+json', fixture('condition-page.json')),
};

describe.each(protocols)('a %s source that fails', (protocol) => {
  it('is spared after several failures in a row, probed about no patient, and asked again when it answers', async () => {
    const { now, system, events, reasons } = await guarded(protocol, hangsUp);
    const opened = once(events, 'breaker:state:changed');
    expect(await reasons(4)).toEqual(['unreachable', 'unreachable', 'breaker-open', 'breaker-open']);
    expect(await opened).toEqual([{ target: sourceId, state: 'open' }]);
    const asked = system.received.length;
    now.answer = healthy[protocol];
    const closed = new Promise<void>((resolve) => {
      events.on('breaker:state:changed', ({ state }) => state === 'closed' && resolve());
    });
    await closed;
    const probe = system.received.slice(asked).at(-1);
    expect(`${probe?.method} ${probe?.url}`).toBe(
      {
        rivta21: 'POST /vp/itintegration/monitoring/PingForConfiguration/1/rivtabp21',
        riv13606: 'GET /?wsdl',
        'fhir-r4': 'GET /metadata',
      }[protocol],
    );
    expect(probe?.body).not.toContain('191212121212');
    expect(await reasons(1)).toEqual(['answered']);
  });

  it('counts as failing when it answers 503 without a word, and when its answers break off', async () => {
    const { reasons } = await guarded(protocol, (response) => reply(response, 503, 'text/plain', ''), {}, 60_000);
    expect(await reasons(3)).toEqual(['refused', 'refused', 'breaker-open']);
  });
});

describe('the circuit breaker of a source', () => {
  it('does not open on what is about the question: a fault that says why, an answer that cannot be read', async () => {
    const { now, reasons } = await guarded('rivta21', (response) => reply(response, 500, 'text/xml', soapFault('No')));
    expect(new Set(await reasons(4))).toEqual(new Set(['refused']));
    now.answer = (response) => reply(response, 200, 'text/html', '<p>Logga in</p>');
    expect(new Set(await reasons(4))).toEqual(new Set(['bad-data']));
  });

  it('opens on time-outs, if the source had its time', async () => {
    const { reasons } = await guarded('rivta21', hangs, { timeoutMs: 800 }, 60_000);
    expect(await reasons(4, 50)).toEqual(Array(4).fill('timed-out'));
    expect(await reasons(3, 500)).toEqual(['timed-out', 'timed-out', 'breaker-open']);
  });

  it('counts a query that was given up, but not one that was given up soon', async () => {
    const { connector, reasons } = await guarded('rivta21', hangs, { timeoutMs: 400 }, 60_000);
    for (let time = 0; time < 3; time++) await ask(connector, {}, AbortSignal.timeout(50));
    expect(await reasons(1)).toEqual(['timed-out']);
    await ask(connector, {}, AbortSignal.timeout(300));
    expect(await reasons(1)).toEqual(['breaker-open']);
  });

  it('does not open on what the bridge itself was too busy to read', async () => {
    const never: Connector = {
      async *ask(_query, signal) {
        while (!signal.aborted) yield [];
        throw new SourceFailure('busy', 503, 'The bridge was busy.');
      },
      close: async () => undefined,
    };
    const source = { hsaId: sourceId, name: 'Testsystemet', timeoutMs: 0 };
    const parts = { source, failures: 1, restMs: 60_000, probe: undefined, events: createEvents() };
    const connector = withBreaker(never, parts);
    closing.push(() => connector.close());
    const reasons = [];
    for (let time = 0; time < 3; time++) reasons.push((await ask(connector, {}, AbortSignal.abort())).failure?.reason);
    expect(reasons).toEqual(['busy', 'busy', 'busy']);
  });

  it('closes on a probe that is refused: the source answers', async () => {
    const { now, events, reasons } = await guarded('rivta21', hangsUp);
    await reasons(2);
    now.answer = (response) => reply(response, 404, 'text/html', '');
    const states: string[] = [];
    await new Promise<void>((resolve) => {
      events.on('breaker:state:changed', ({ state }) => {
        states.push(state);
        if (state === 'closed') resolve();
      });
    });
    expect(states.slice(-2)).toEqual(['half-open', 'closed']);
  });

  it('lets a query try where the address catalogue says where to call', async () => {
    const { now, system, reasons, connector, events } = await guarded('rivta21', hangsUp, { url: 'catalogue:' });
    const service = { url: `${system.url}/a`, profile: 'rivtabp21' } as const;
    const askThere = async () => (await ask(connector, { service })).failure?.reason ?? 'answered';
    expect([await askThere(), await askThere(), await askThere()]).toEqual([
      'unreachable',
      'unreachable',
      'breaker-open',
    ]);
    await once(events, 'breaker:state:changed');
    now.answer = healthy.rivta21;
    expect(await askThere()).toBe('answered');
    expect(await reasons(1)).toEqual(['refused']);
  });
});
