import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createEvents } from '../src/events.ts';
import { createOperationalLog } from '../src/operational-log.ts';

const bridge = { name: 'Norrbryggan', kind: 'test' as const, hsaId: 'SE2321000230-DEMOBRIDGE' };
/** Told by metrics and tallies alone: they come with every call. */
const countedOnly = [
  'audit:entry:written',
  'source:query:answered',
  'bus:query:taken',
  'source:certificate:shown',
  'records:withheld:counted',
  'log:copy:sent',
  'delivery:send:succeeded',
];
const names = [...readFileSync('src/events.ts', 'utf8').matchAll(/^ {2}'([a-z]+:[a-z]+:[a-z]+)':/gm)].map(
  ([, name]) => name,
);

describe('the operational log', () => {
  it('has a line for every event under its name, and the installation’s name and kind on each', () => {
    const lines: string[] = [];
    const events = createEvents();
    createOperationalLog({ bridge, logLevel: 'trace' }, events, { write: (line) => lines.push(line) });
    const logged = names.filter((name) => !countedOnly.includes(name ?? ''));
    expect(logged.length).toBeGreaterThan(15);
    for (const name of logged) events.emit(name as 'bus:query:expired', { queue: String(name) });
    expect(lines.map((line) => JSON.parse(line).queue).sort()).toEqual([...logged].sort());
    for (const line of lines) expect(JSON.parse(line).event).toBe(JSON.parse(line).queue);
    for (const line of lines) expect(JSON.parse(line)).toMatchObject({ installation: 'Norrbryggan', kind: 'test' });
  });
});
