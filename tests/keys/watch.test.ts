import { chmod } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { keysLook } from '../../src/alerts/looks/keys.ts';
import { createEvents, onEvery } from '../../src/events.ts';
import { type KeyWatch, watchKeys } from '../../src/keys/index.ts';
import { ownFiles } from './own-files.ts';

describe('the bridge’s own files', () => {
  let own: Awaited<ReturnType<typeof ownFiles>>;
  let watch: KeyWatch;
  const told: string[] = [];

  beforeEach(async () => {
    own = await ownFiles('server');
    await chmod(own.place.key, 0o644);
    vi.useFakeTimers();
    told.length = 0;
    const events = createEvents();
    onEvery(events, (name, event) => told.push([name, ...Object.values(event)].join(' ')));
    watch = watchKeys({ tls: { ...own.place, ca: undefined }, outgoing: own.place } as never, false, events);
  });
  afterEach(async () => {
    await watch.close();
    vi.useRealTimers();
    await own.remove();
  });

  it('are told of when they are taken, when they are not for longer than a change takes, and when anybody may read', async () => {
    const { certificate } = own.place;
    const isExposed = `keys:file:exposed ${certificate}`;
    await vi.advanceTimersByTimeAsync(1_000);
    expect(told).toEqual([isExposed]);

    await own.putCertificate('bridge-client');
    await vi.advanceTimersByTimeAsync(3_000);
    expect([told, watch.troubles()]).toEqual([[isExposed], []]);
    await vi.advanceTimersByTimeAsync(60_000);
    const text = expect.stringContaining('does not belong to');
    expect(told).toEqual([isExposed, expect.stringMatching(/^keys:file:refused .* does not belong to/)]);
    expect(watch.troubles()).toMatchObject([{ file: certificate, text }]);
    expect(keysLook(watch).look()).toEqual([{ kind: 'KeyFileRefused', subject: certificate, facts: { detail: text } }]);

    await own.putKey('bridge-client');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(told.slice(2)).toEqual([`keys:file:taken ${certificate}`]);
    expect(watch.troubles()).toEqual([]);
    expect(keysLook(watch).look()).toEqual([]);
  });
});
