import { describe, expect, it } from 'vitest';
import { drawMap, type MapGround } from '../../src/alerts/map/draw-map.ts';
import { demoConfig } from '../support/config.ts';

const quiet: MapGround = {
  config: demoConfig(),
  callers: new Map(),
  sources: new Map(),
  destinations: [],
  alerts: [],
};
const road = (ground: Partial<MapGround>, end: string) =>
  drawMap({ ...quiet, ...ground }).edges.find(({ from, to }) => from === end || to === end);

describe('the map', () => {
  it('has every caller, record system and register, and a way to each', () => {
    const { nodes, edges } = drawMap(quiet);
    const ends = nodes.map(({ id }) => id).filter((id) => id !== 'bridge');
    expect(edges.map(({ from, to }) => (from === 'bridge' ? to : from))).toEqual(ends);
    expect(ends).toEqual(
      expect.arrayContaining(['SE2321000230-DEMOEHR', 'portal', 'SE2321000206-DEMOARKIV', 'directory', 'persons']),
    );
    expect(nodes.filter(({ id }) => id === 'routing')).toEqual([]);
  });

  it('tells calls where they came from, people’s at the portal', () => {
    const callers = new Map([
      ['SE2321000230-DEMOEHR', { calls: 7, failed: 1 }],
      ['SE2321000230-DEMOLAKARE', { calls: 2, failed: 0 }],
      ['SE2321000230-DEMOX', { calls: 3, failed: 2 }],
    ]);
    expect(road({ callers }, 'SE2321000230-DEMOEHR')).toMatchObject({ calls: 7, failed: 1, state: 'good' });
    expect(road({ callers }, 'portal')).toMatchObject({ calls: 5, failed: 2 });
    expect(road({ callers }, 'SE2321000222-DEMOEHR')).toMatchObject({ calls: 0, state: 'quiet' });
  });

  it('shows the worst open alert about what stands at the end', () => {
    const source = 'SE2321000222-DEMONCS';
    const slow = { subject: source, severity: 'warning', facts: {} } as const;
    const failing = { ...slow, severity: 'critical' } as const;
    const ending = { subject: `caller x`, severity: 'warning', facts: { party: 'SE2321000230-DEMOEHR' } } as const;
    expect(road({ alerts: [slow] }, source)?.state).toBe('trouble');
    expect(road({ alerts: [slow, failing] }, source)?.state).toBe('bad');
    expect(road({ alerts: [ending] }, 'SE2321000230-DEMOEHR')?.state).toBe('trouble');
    expect(road({ alerts: [failing] }, 'directory')?.state).toBe('good');
  });
});
