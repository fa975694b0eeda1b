import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEndpoint } from '../../src/sources/http.ts';
import type { ReadingTurns } from '../../src/sources/reading-turns.ts';
import { type TestPki, testPki } from '../support/certs.ts';
import {
  type Answer,
  ask,
  connect,
  connectTo,
  fixture,
  query,
  type RecordSystem,
  reply,
  soap,
  startRecordSystem,
} from './record-system.ts';

const whole: Answer = (response) => reply(response, 200, 'text/xml', fixture('get-diagnosis.xml'));

describe('over mutual TLS', () => {
  let pki: TestPki;
  let system: RecordSystem;
  const peers: string[] = [];

  beforeAll(async () => {
    pki = await testPki();
    const answer: Answer = (response, request, incoming) => {
      const socket = incoming.socket as unknown as { getPeerCertificate(): { subject?: { serialNumber?: string } } };
      peers.push(socket.getPeerCertificate().subject?.serialNumber ?? 'nobody');
      whole(response, request, incoming);
    };
    system = await startRecordSystem(answer, tlsAs('server'));
  });
  afterAll(() => system.close());

  const tlsAs = (certificate: string) => ({
    cert: readFileSync(pki.file(`${certificate}.crt`)),
    key: readFileSync(pki.file(`${certificate}.key`)),
    ca: readFileSync(pki.file('ca.crt')),
    requestCert: true,
    rejectUnauthorized: true,
  });

  const askWith = async (certificate: string, url: string, ca = 'ca.crt') => {
    const source = {
      hsaId: 'SE2321000230-DEMOVAS',
      name: 'Testsystemet',
      careProvider: 'SE2321000230-DEMOVG',
      protocol: 'rivta21' as const,
      url,
      contracts: ['*'],
      timeoutMs: 3_000,
      maxAnswerBytes: 1_000_000,
      concurrency: 1,
      profile: 'rivtabp21' as const,
      extract: 'RIV13606REQUEST_EHR_EXTRACT' as const,
      correlationId: false,
      passthrough: [],
      waiting: 100,
      index: 'none' as const,
      aggregates: false,
      knownAs: [],
      lifecycle: 'active' as const,
    };
    const outgoing = {
      certificate: pki.file(`${certificate}.crt`),
      key: pki.file(`${certificate}.key`),
      ca: pki.file(ca),
    };
    const connector = connectTo(source, outgoing);
    try {
      return [await ask(connector), await ask(connector)] as const;
    } finally {
      await connector.close();
    }
  };

  it('shows its certificate and keeps the connection for the next question', async () => {
    const before = system.connections();
    const [first, second] = await askWith('ehr-norrbotten', system.url);
    expect(first.failure).toBeUndefined();
    expect(second.records).toHaveLength(2);
    // Over https the correlation id goes along only where that is agreed.
    expect(system.received[0]?.headers).not.toHaveProperty('x-skltp-correlation-id');
    expect(peers[0]).toMatch(/^SE2321000230-/);
    expect(system.connections() - before).toBe(1);
  });

  it('does not talk to a server whose certificate is good but names another host', async () => {
    const other = await startRecordSystem(whole, tlsAs('ehr-vasterbotten'));
    const [{ failure }] = await askWith('ehr-norrbotten', other.url);
    expect(failure).toMatchObject({ reason: 'unreachable', status: 503 });
    expect(failure?.message).toContain('ERR_TLS_CERT_ALTNAME_INVALID');
    expect(other.received).toEqual([]);
    await other.close();
  });

  it('does not talk to a server of an issuer it does not trust', async () => {
    const [{ failure }] = await askWith('ehr-norrbotten', system.url, 'bad/rogue-root.crt');
    expect(failure).toMatchObject({ reason: 'unreachable', status: 503 });
    expect(failure?.message).toContain('certificates');
  });

  it('says so when the server does not accept its certificate', async () => {
    const [{ failure }] = await askWith('bad/unknown-issuer', system.url);
    expect(failure).toMatchObject({ reason: 'unreachable', status: 503 });
  });
});

describe('a connection', () => {
  it('that is refused is tried once more', async () => {
    const system = await startRecordSystem(whole);
    const { url } = system;
    await system.close();
    let again: Promise<{ close(): Promise<void> }> | undefined;
    const onRefused = () => {
      again ??= restart(Number(new URL(url).port));
    };
    subscribe('undici:client:connectError', onRefused);
    const connector = connect('rivta21', url);
    expect((await ask(connector)).failure).toBeUndefined();
    unsubscribe('undici:client:connectError', onRefused);
    await connector.close();
    await (await again)?.close();
  });

  it('is not opened more often than the source’s concurrency allows', async () => {
    const waiting: (() => void)[] = [];
    const system = await startRecordSystem((...parts) => {
      waiting.push(() => whole(...parts));
      if (waiting.length === 2) for (const go of waiting.splice(0)) go();
    });
    const connector = connect('rivta21', system.url, { concurrency: 2 });
    const outcomes = await Promise.all(Array.from({ length: 4 }, () => ask(connector)));
    expect(outcomes.map(({ records }) => records.length)).toEqual([2, 2, 2, 2]);
    expect(system.connections()).toBe(2);
    await connector.close();
    await system.close();
  });
});

describe('a large answer', () => {
  const [start = '', end = ''] = fixture('get-diagnosis.xml').split('<!-- a comment between the records -->');
  const record = start.slice(start.indexOf('<diagnosis>'));
  const head = start.slice(0, start.indexOf('<diagnosis>'));

  it('is read no faster than its records are taken, and let go when they are not wanted any more', async () => {
    let sent = 0;
    let closed: (() => void) | undefined;
    const whenClosed = new Promise<void>((resolve) => {
      closed = resolve;
    });
    const system = await startRecordSystem((response) => {
      response.on('close', () => closed?.());
      response.writeHead(200, { 'content-type': 'text/xml' });
      response.write(head);
      const more = () => {
        while (!response.destroyed) {
          sent += record.length;
          if (!response.write(record)) return;
        }
      };
      response.on('drain', more);
      more();
    });
    const connector = connect('rivta21', system.url, { maxAnswerBytes: 1_000_000_000 });
    let taken = 0;
    const asked = query({ deadline: Date.now() + 20_000 });
    let stopped = false;
    for await (const batch of connector.ask(asked, new AbortController().signal)) {
      for (const part of batch) expect(part.kind === 'record' && part.record.header.documentId).toBe('dia-1');
      taken += batch.length;
      if (taken >= 1_000) break;
      if (taken >= 500 && !stopped) {
        stopped = true;
        // The source goes on until nobody takes what it sends: if it never stops, neither does this test.
        for (let before = -1; before !== sent; await sleep(100)) before = sent;
      }
    }
    // What lies between the two are the buffers of the kernel and of both HTTP sides, whatever the answer's length.
    expect(sent - taken * record.length).toBeLessThan(16 * 1_048_576);
    const late = sleep(5_000, 'still sending', { ref: false });
    expect(await Promise.race([whenClosed.then(() => 'let go'), late])).toBe('let go');
    await connector.close();
    await system.close();
  });

  it('does not run out of the source’s time while its reader is slow', async () => {
    const system = await startRecordSystem((response) => {
      response.writeHead(200, { 'content-type': 'text/xml' });
      response.end(head + record.repeat(500) + end);
    });
    const connector = connect('rivta21', system.url, { timeoutMs: 250 });
    let taken = 0;
    for await (const batch of connector.ask(query(), new AbortController().signal)) {
      if (taken === 0) await sleep(400);
      taken += batch.length;
    }
    expect(taken).toBe(501);
    await connector.close();
    await system.close();
  });

  it.each([
    ['busy', 'stood there while others were read', (begun: number) => elapsedSince(begun) * 2 + 20],
    ['timed-out', 'had hardly come when nobody waited any more', () => 0],
  ])('that is broken off is %s when it %s; its turn goes by how pressing it is', async (reason, _what, heldUpMs) => {
    const system = await startRecordSystem((response) => {
      // Its time until the first byte is long enough to be told from none.
      setTimeout(() => response.writeHead(200).write(head), 50);
    });
    const patience = new AbortController();
    const begun = performance.now();
    const turns: ReadingTurns = {
      join: (priority) => async () => {
        expect(priority).toBe('emergency');
        await sleep(heldUpMs(begun));
        patience.abort();
      },
    };
    const server = { url: system.url, timeoutMs: 60_000, concurrency: 1, maxAnswerBytes: 1_000_000 };
    const files = { certificate: '-', key: '-', ca: '-' };
    const endpoint = createEndpoint({ ...server, correlationId: false }, files, 'Test', undefined, turns);
    const conversation = endpoint.converse(query({ priority: 'emergency' }), patience.signal);
    const { body } = await conversation.send({ method: 'GET', path: '/', headers: {} });
    const read = async () => {
      for await (const _ of body);
    };
    await expect(read()).rejects.toMatchObject({ reason, outage: reason === 'timed-out' });
    await endpoint.close();
    await system.close();
  });

  it('may come in single bytes', async () => {
    const bytes = Buffer.from(soap('').replace('<e:Body>', '<e:Body><!-- åäö -->'), 'utf8');
    const system = await startRecordSystem((response) => {
      response.writeHead(200, { 'content-type': 'text/xml' });
      for (const byte of bytes) response.write(Buffer.from([byte]));
      response.end();
    });
    const connector = connect('rivta21', system.url);
    expect((await ask(connector)).failure?.message).toContain('no body content');
    await connector.close();
    await system.close();
  });
});

const elapsedSince = (begun: number): number => performance.now() - begun;

/** Something that answers on that port from now on. */
async function restart(port: number): Promise<{ close(): Promise<void> }> {
  const server = createServer((_, response) => reply(response, 200, 'text/xml', fixture('get-diagnosis.xml')));
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
