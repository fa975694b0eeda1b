import type { Measure } from '../../src/measures/measure.ts';
import { demoConfig } from '../support/config.ts';

/** Those of the demo: shares, one of them with two definitions, a count, a time. */
export const measures: readonly Measure[] = demoConfig().followUp.measures;

export const norrbotten = 'SE2321000230-DEMOVG';
export const [medicine, surgery] = ['SE2321000230-DEMOMED', 'SE2321000230-DEMOKIR'];
export const abroad = 'SE2321000222-DEMOMED';

const headings = 'measure;version;period;unit;value;numerator;denominator';

/** A delivery of these lines. */
export const table = (...lines: readonly string[]): string => [headings, ...lines, ''].join('\r\n');
