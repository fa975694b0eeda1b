import type { GridPosition } from '../../../hsa/index.ts';

/** Degrees, WGS 84. */
export interface GeographicPosition {
  readonly latitude: number;
  readonly longitude: number;
}

/**
 * SWEREF 99 TM to geographic coordinates: the Gauss conformal projection's inverse (Krüger's series) on GRS 80 as the
 * Swedish land survey publishes it. SWEREF 99 and WGS 84 agree within decimetres. Rounded to a metre's worth of digits.
 */
export function toGeographic({ north, east }: GridPosition): GeographicPosition {
  const xi = north / (scale * rectifyingRadius);
  const eta = (east - falseEasting) / (scale * rectifyingRadius);
  const sum = (term: (delta: number, order: number) => number) =>
    deltas.reduce((total, delta, index) => total + term(delta, 2 * (index + 1)), 0);
  const xiPrime = xi - sum((delta, order) => delta * Math.sin(order * xi) * Math.cosh(order * eta));
  const etaPrime = eta - sum((delta, order) => delta * Math.cos(order * xi) * Math.sinh(order * eta));

  const conformal = Math.asin(Math.sin(xiPrime) / Math.cosh(etaPrime));
  const longitude = centralMeridian + Math.atan(Math.sinh(etaPrime) / Math.cos(xiPrime));
  const sine2 = Math.sin(conformal) ** 2;
  const correction = latitudeTerms.reduceRight((total, term) => total * sine2 + term, 0);
  const latitude = conformal + Math.sin(conformal) * Math.cos(conformal) * correction;
  return { latitude: inDegrees(latitude), longitude: inDegrees(longitude) };
}

const flattening = 1 / 298.257222101;
const scale = 0.9996;
const falseEasting = 500_000;
const centralMeridian = (15 * Math.PI) / 180;

/** Third flattening. */
const n = flattening / (2 - flattening);
const rectifyingRadius = (6_378_137 / (1 + n)) * (1 + n ** 2 / 4 + n ** 4 / 64);
const deltas = [
  n / 2 - (2 / 3) * n ** 2 + (37 / 96) * n ** 3 - n ** 4 / 360,
  n ** 2 / 48 + n ** 3 / 15 - (437 / 1440) * n ** 4,
  (17 / 480) * n ** 3 - (37 / 840) * n ** 4,
  (4397 / 161_280) * n ** 4,
];

/** First eccentricity squared, and the series from conformal to geodetic latitude. */
const e2 = flattening * (2 - flattening);
const latitudeTerms = [
  e2 + e2 ** 2 + e2 ** 3 + e2 ** 4,
  -(7 * e2 ** 2 + 17 * e2 ** 3 + 30 * e2 ** 4) / 6,
  (224 * e2 ** 3 + 889 * e2 ** 4) / 120,
  -(4279 * e2 ** 4) / 1260,
];

function inDegrees(radians: number): number {
  return Math.round((radians * 180 * 1e5) / Math.PI) / 1e5;
}
