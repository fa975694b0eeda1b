import type { CountyCode, GridPosition } from '../../../faces/portal-api/shapes/directory.ts';
import { outlines, type Point } from './outlines.ts';

/** What of the map is seen, in kilometres: SWEREF 99 TM east, and north turned round, since a picture's y grows downwards. */
export interface Frame {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Around what is shown, in kilometres. */
const margin = 15;

export function frameOf(county: CountyCode | undefined): Frame {
  const shown = county ? outlines[county] : Object.values(outlines).flat();
  return around(shown, margin);
}

/** Around some points and a little more; no closer than that one sees where in the county one is. */
export function closeUp(points: readonly Point[], proportion: number): Frame {
  const frame = around(points, 12);
  const height = Math.max(frame.height, frame.width / proportion, 60);
  const width = height * proportion;
  return {
    left: frame.left + (frame.width - width) / 2,
    top: frame.top + (frame.height - height) / 2,
    width,
    height,
  };
}

/** Where in the frame a place is, in hundredths of its width and height; undefined outside it. */
export function placeIn({ left, top, width, height }: Frame, [east, north]: Point) {
  const x = ((east - left) / width) * 100;
  const y = ((-north - top) / height) * 100;
  return x < 0 || x > 100 || y < 0 || y > 100 ? undefined : { x, y };
}

export function kilometres({ east, north }: GridPosition): Point {
  return [east / 1000, north / 1000];
}

function around(points: readonly Point[], by: number): Frame {
  const easts = points.map(([east]) => east);
  const norths = points.map(([, north]) => north);
  const left = Math.min(...easts) - by;
  const top = -Math.max(...norths) - by;
  return { left, top, width: Math.max(...easts) + by - left, height: by - Math.min(...norths) - top };
}
