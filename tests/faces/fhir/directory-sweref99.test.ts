import { describe, expect, it } from 'vitest';
import { toGeographic } from '../../../src/faces/fhir/directory/sweref99.ts';

describe('SWEREF 99 TM', () => {
  // Control points of the Swedish land survey (Lantmäteriet).
  it.each([
    [6097106.672, 356083.438, 55, 12.75],
    [6095048.642, 452024.069, 55, 14.25],
    [6326392.707, 773251.054, 57, 19.5],
    [6546096.724, 284626.066, 59, 11.25],
  ])('N %d E %d is %d° north, %d° east', (north, east, latitude, longitude) => {
    expect(toGeographic({ north, east })).toEqual({ latitude, longitude });
  });
});
