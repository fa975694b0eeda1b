import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { MapPoint } from '../../../src/faces/portal-api/shapes/directory.ts';
import { countyCodes, countyOf, isUnit, loadLdifDirectory, type Unit } from '../../../src/hsa/index.ts';
import { clustered } from '../../../src/portal/directory/map/clusters.ts';
import { closeUp, frameOf, kilometres, placeIn } from '../../../src/portal/directory/map/frame.ts';
import { outlines, type Point, towns } from '../../../src/portal/directory/map/outlines.ts';

/** Whether a point is inside a ring, or how many kilometres outside it. */
function kilometresOutside(point: Point, ring: readonly Point[]): number {
  const sides = ring.map((from, at) => [from, ring[(at + 1) % ring.length] ?? from] as const);
  const crossed = sides.filter(
    ([[x1, y1], [x2, y2]]) =>
      y1 > point[1] !== y2 > point[1] && point[0] < ((x2 - x1) * (point[1] - y1)) / (y2 - y1) + x1,
  );
  return crossed.length % 2 === 1 ? 0 : Math.min(...sides.map(([from, to]) => distance(point, from, to)));
}

function distance([x, y]: Point, [x1, y1]: Point, [x2, y2]: Point): number {
  const length = (x2 - x1) ** 2 + (y2 - y1) ** 2;
  const along = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / length));
  return Math.hypot(x - x1 - along * (x2 - x1), y - y1 - along * (y2 - y1));
}

describe('the drawing of the three counties', () => {
  let units: readonly Unit[];
  beforeAll(async () => {
    units = (await loadLdifDirectory('config/hsa/demo.ldif')).objects.filter(isUnit).filter((unit) => unit.position);
  });

  it('has every unit of the demo in its county, or within three kilometres of it', () => {
    expect(units.length).toBeGreaterThan(50);
    const astray = units.filter((unit) => {
      const county = countyOf(unit);
      return !county || !unit.position || kilometresOutside(kilometres(unit.position), outlines[county]) > 3;
    });
    expect(astray.map(({ name }) => name)).toEqual([]);
  });

  it('has every town on land, and no place in two counties', () => {
    for (const { name, at } of towns) {
      const around = countyCodes.filter((code) => kilometresOutside(at, outlines[code]) === 0);
      expect([name, around.length]).toEqual([name, 1]);
    }
  });

  it('has counties of about their real size', () => {
    const area = (ring: readonly Point[]) =>
      Math.abs(
        ring.reduce((sum, [x, y], at) => sum + x * (ring.at(at - 1)?.[1] ?? 0) - (ring.at(at - 1)?.[0] ?? 0) * y, 0),
      ) / 2;
    // Square kilometres with lakes, within an eighth.
    for (const [code, real] of [
      ['25', 106_000],
      ['24', 59_000],
      ['22', 23_000],
    ] as const) {
      expect(area(outlines[code]) / real, code).toBeGreaterThan(7 / 8);
      expect(area(outlines[code]) / real, code).toBeLessThan(9 / 8);
    }
  });

  it('is seen whole, and each county in its own frame', () => {
    for (const code of countyCodes)
      for (const point of outlines[code]) {
        expect(placeIn(frameOf(undefined), point)).toBeDefined();
        expect(placeIn(frameOf(code), point)).toBeDefined();
      }
    // Kiruna is up and Sundsvall is down.
    const [kiruna, sundsvall] = [placeIn(frameOf(undefined), [720, 7536]), placeIn(frameOf(undefined), [619, 6920])];
    expect(kiruna?.y).toBeLessThan(sundsvall?.y ?? 0);
    expect(placeIn(frameOf('22'), [720, 7536])).toBeUndefined();
  });

  it('comes closer to what is looked at, in the same proportion', () => {
    const frame = closeUp(
      [
        [829, 7292],
        [829, 7293],
      ],
      0.5,
    );
    expect(frame.width / frame.height).toBeCloseTo(0.5);
    expect(placeIn(frame, [829, 7292])?.x).toBeCloseTo(50);
  });
});

describe('units that lie close together', () => {
  const point = fc.record({
    hsaId: fc.uuid(),
    name: fc.constant('Enhet'),
    east: fc.integer({ min: 470_000, max: 930_000 }),
    north: fc.integer({ min: 6_880_000, max: 7_670_000 }),
  });

  it('become one mark, and none is lost', () => {
    fc.assert(
      fc.property(fc.array(point, { maxLength: 60 }), fc.integer({ min: 1, max: 100 }), (points, reach) => {
        const clusters = clustered(points, reach);
        expect(
          clusters
            .flatMap((cluster) => cluster.points)
            .map(({ hsaId }) => hsaId)
            .toSorted(),
        ).toEqual(points.map(({ hsaId }) => hsaId).toSorted());
        for (const {
          points: [first, ...others],
        } of clusters)
          for (const other of others) {
            const [a, b] = [kilometres(first), kilometres(other)];
            expect(Math.hypot(a[0] - b[0], a[1] - b[1])).toBeLessThanOrEqual(reach);
          }
      }),
    );
  });

  it('are one alone where nothing is near', () => {
    const far = (east: number): MapPoint => ({ hsaId: String(east), name: 'x', east, north: 7_000_000 });
    expect(clustered([far(500_000), far(600_000), far(600_500)], 10)).toMatchObject([
      { at: [500, 7000], points: [{}] },
      { at: [600.25, 7000], points: [{}, {}] },
    ]);
  });
});
