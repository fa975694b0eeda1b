import { PassThrough } from 'node:stream';
import type { TLSSocket } from 'node:tls';
import { expect, it, vi } from 'vitest';
import { demandUnrevoked, judgeServers } from '../../src/sources/judged-servers.ts';

const minute = 60_000;

it('asks and judges anew once for each certificate, however many connections there are', async () => {
  vi.useFakeTimers();
  const refused = new Set<string>();
  const servers = {
    learn: vi.fn(async () => undefined),
    judge: vi.fn((certificate: Buffer) =>
      refused.has(certificate.toString()) ? ({ refused: 'CERT_REVOKED', detail: undefined } as const) : undefined,
    ),
    whenChanged: () => () => undefined,
  };
  const outgoing = { certificate: 'own.crt', key: 'own.key' };
  const stop = judgeServers(outgoing, servers);
  try {
    const shown = ['one', 'one', 'one', 'other'];
    const sockets = shown.map(() => new PassThrough().on('error', () => undefined) as unknown as TLSSocket);
    await Promise.all(
      sockets.map((socket, nr) =>
        demandUnrevoked(outgoing, socket, { certificate: Buffer.from(shown[nr] ?? ''), staple: undefined }),
      ),
    );
    servers.learn.mockClear();
    servers.judge.mockClear();
    refused.add('one');
    await vi.advanceTimersByTimeAsync(minute);
    expect(servers.learn).toHaveBeenCalledTimes(2);
    expect(servers.judge).toHaveBeenCalledTimes(2);
    expect(sockets.map(({ destroyed }) => destroyed)).toEqual([true, true, true, false]);
  } finally {
    stop();
    vi.useRealTimers();
  }
});
