import { describe, expect, it } from 'vitest';
import type { MapEdge, MapNode } from '../../../src/faces/portal-api/shapes/map.ts';
import { layOut, wrapped } from '../../../src/portal/operations/map/layout.ts';

const node = (id: string, kind: MapNode['kind']): MapNode => ({ id, kind, name: `Journalsystem ${id} (demo)` });
const edge = (from: string, to: string, calls?: number): MapEdge => ({
  ...{ from, to, calls, failed: undefined, waiting: undefined, dead: undefined },
  state: 'good',
});
const nodes = [
  node('north', 'caller'),
  node('bridge', 'bridge'),
  node('vas', 'source'),
  node('ncs', 'source'),
  node('log', 'destination'),
];
const edges = [edge('north', 'bridge', 1_000), edge('bridge', 'vas', 1), edge('bridge', 'log'), edge('bridge', 'gone')];

describe('the drawing of the map', () => {
  it.each([280, 340, 700, 1200])('has its boxes apart and within %i pixels, each line of text in its box', (width) => {
    const { boxes, height } = layOut(nodes, edges, width, ({ name }) => name ?? '');
    for (const box of boxes) {
      expect(box.x).toBeGreaterThanOrEqual(0);
      expect(box.x + box.width).toBeLessThanOrEqual(width);
      expect(box.y).toBeGreaterThanOrEqual(0);
      expect(box.y + box.height).toBeLessThanOrEqual(height);
      for (const line of box.lines) expect(line.length * 7).toBeLessThanOrEqual(Math.max(box.width, 44));
    }
    const apart = boxes.every((one) =>
      boxes.every(
        (other) =>
          one === other ||
          one.x + one.width <= other.x ||
          other.x + other.width <= one.x ||
          one.y + one.height <= other.y ||
          other.y + other.height <= one.y,
      ),
    );
    expect(apart).toBe(true);
  });

  it('has a line from box to box, thicker for more calls, and none to what is not there', () => {
    const { lines } = layOut(nodes, edges, 700, ({ id }) => id);
    expect(lines.map(({ edge: { to } }) => to)).toEqual(['bridge', 'vas', 'log']);
    expect(lines[0]?.thickness).toBeGreaterThan(lines[1]?.thickness ?? 0);
  });

  it('cuts names into three lines at most', () => {
    expect(wrapped('Region Västerbotten, NCS Cross (demo)', 14)).toEqual(['Region', 'Västerbotten,', 'NCS Cross…']);
    expect(wrapped('log-copies-norrbotten', 10)).toEqual(['log-copies', '-norrbotte', 'n']);
    expect(wrapped('Bryggan', 20)).toEqual(['Bryggan']);
  });
});
