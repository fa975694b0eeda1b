import type { MapPoint } from '../../../faces/portal-api/shapes/directory.ts';
import { kilometres } from './frame.ts';
import type { Point } from './outlines.ts';

/** Units that lie too close to one another to be told apart. */
export interface Cluster {
  readonly at: Point;
  readonly points: readonly [MapPoint, ...MapPoint[]];
}

/** Each point goes to the first cluster within reach (kilometres) of it, or begins one; the middle is where it lies. */
export function clustered(points: readonly MapPoint[], reach: number): readonly Cluster[] {
  const begun: { readonly from: Point; readonly points: [MapPoint, ...MapPoint[]] }[] = [];
  for (const point of points) {
    const at = kilometres(point);
    const near = begun.find(({ from }) => Math.hypot(from[0] - at[0], from[1] - at[1]) <= reach);
    if (near) near.points.push(point);
    else begun.push({ from: at, points: [point] });
  }
  return begun.map(({ points: together }) => ({ at: middleOf(together.map(kilometres)), points: together }));
}

function middleOf(points: readonly Point[]): Point {
  const mean = (axis: 0 | 1) => points.reduce((sum, point) => sum + point[axis], 0) / points.length;
  return [mean(0), mean(1)];
}
