import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { createEvents } from '../../src/events.ts';
import { createLdapSource } from '../../src/hsa/ldap-source.ts';
import { hasSlapd, type Slapd, startSlapd } from '../support/slapd.ts';
import { demoFile } from './source-conformance.ts';

const physician = 'SE2321000230-DEMOLAKARE';
/** Who asks for a page says so (RFC 2696). */
const paging = '1.2.840.113556.1.4.319';

describe.skipIf(!hasSlapd())('an LDAP server of which much is asked', () => {
  let server: Slapd;
  beforeAll(async () => {
    server = await startSlapd(demoFile);
  });
  afterAll(() => server?.remove());

  /** A source that asks over a relay, which passes each request on as `pass` says. */
  async function open(timeoutMs: number, pass: (request: Buffer, on: () => void, asking: Socket) => void) {
    const relay = createServer((socket) => {
      const upstream = connect(Number(new URL(server.url).port), '127.0.0.1');
      upstream.pipe(socket);
      socket.on('data', (data) => pass(data, () => upstream.writable && upstream.write(data), socket));
      for (const [one, other] of [[socket, upstream] as const, [upstream, socket] as const])
        one.on('error', () => other.destroy()).on('close', () => other.destroy());
    }).listen(0, '127.0.0.1');
    await once(relay, 'listening');
    onTestFinished(() => void relay.close());
    const events = createEvents();
    const lost: string[] = [];
    events.on('directory:server:lost', ({ text }) => lost.push(text));
    const url = `ldap://127.0.0.1:${(relay.address() as { port: number }).port}`;
    const source = createLdapSource({ url, baseDn: 'c=SE', timeoutMs }, events);
    onTestFinished(() => source.close());
    return { source, lost };
  }

  it('answers all who wait in line, though the line is longer than the time for one question', async () => {
    const { source, lost } = await open(2_000, (_request, on) => setTimeout(on, 75));
    const answers = await Promise.all(Array.from({ length: 80 }, () => source.commissionsWithMember(physician)));
    expect(answers.every((held) => held.length > 0)).toBe(true);
    expect(lost).toEqual([]);
  });

  it('says busy, and is not lost, when too many wait', async () => {
    const held: (() => void)[] = [];
    const isHeld = { now: true };
    const { source, lost } = await open(20_000, (request, on) => {
      if (isHeld.now && request.includes(paging)) held.push(on);
      else on();
    });
    const asked = Array.from({ length: 500 }, () => source.commissionsWithMember(physician));
    const outcomes = Promise.allSettled(asked);
    await expect(
      Promise.any(
        asked.map((each) =>
          each.then(
            () => Promise.reject(),
            (cause) => cause,
          ),
        ),
      ),
    ).resolves.toMatchObject({ code: 'DIRECTORY_UNAVAILABLE', cause: { message: expect.stringContaining('busy') } });
    await expect.poll(() => held.length, { timeout: 10_000 }).toBe(2);
    isHeld.now = false;
    for (const on of held) on();
    const refused = (await outcomes).filter(({ status }) => status === 'rejected');
    expect(refused.length).toBe(500 - 2 - 2 * 200);
    expect(lost).toEqual([]);
  });

  it('is not lost over a list that it does not answer', async () => {
    const { source, lost } = await open(1_500, (request, on) => {
      if (!request.includes(paging)) on();
    });
    await expect(source.people(10)).rejects.toMatchObject({ code: 'DIRECTORY_UNAVAILABLE' });
    expect(await source.byHsaId(physician)).toHaveLength(1);
    expect(lost).toEqual([]);
  });

  it('is looked for again soon, however many found out that it was gone', async () => {
    const timeoutMs = 1_234;
    const { source, lost } = await open(timeoutMs, (request, on, asking) => {
      if (request.includes(physician)) asking.destroy();
      else on();
    });
    await source.byHsaId('SE2321000230-DEMOVG');
    const timers = vi.spyOn(globalThis, 'setTimeout');
    onTestFinished(() => timers.mockRestore());
    await Promise.allSettled(Array.from({ length: 60 }, () => source.byHsaId(physician)));
    expect(lost).toHaveLength(1);
    const delays = timers.mock.calls.map(([, delay]) => Number(delay ?? 0));
    expect(delays.filter((delay) => delay > timeoutMs)).toEqual([]);
  });
});
