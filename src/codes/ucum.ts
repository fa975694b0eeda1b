const prefixes = ['da', 'Y', 'Z', 'E', 'P', 'T', 'G', 'M', 'k', 'h', 'd', 'c', 'm', 'u', 'n', 'p', 'f', 'a', 'z', 'y'];

/** Units that take a metric prefix. */
const metric = [
  'm',
  's',
  'g',
  'L',
  'l',
  'mol',
  'kat',
  'Pa',
  'J',
  'W',
  'V',
  'A',
  'K',
  'Hz',
  'Cel',
  'N',
  'Bq',
  'Gy',
  'Sv',
  'U',
  'eq',
  'osm',
  'bar',
  't',
  'cal',
  'B',
  'bit',
  'By',
  '[iU]',
  'm[Hg]',
  'm[H2O]',
  'rad',
  'ohm',
  'S',
  'H',
  'lm',
  'C',
  'T',
  'Ci',
  'cd',
  'F',
];

/** Units that do not. */
const plain = [
  '%',
  '[pH]',
  'min',
  'h',
  'd',
  'wk',
  'mo',
  'a',
  '10*',
  '10^',
  "[arb'U]",
  '[degF]',
  '[diop]',
  '[ppm]',
  '[ppb]',
  '[ppth]',
  'deg',
  "'",
  "''",
  '[drp]',
  '[CFU]',
  '[PFU]',
  '[in_i]',
  '[lb_av]',
  "[APL'U]",
  "[GPL'U]",
  "[MPL'U]",
  "[beth'U]",
  "[USP'U]",
];

const units = new Set([...plain, ...metric, ...metric.flatMap((unit) => prefixes.map((prefix) => prefix + unit))]);

const timeUnits = new Set(['s', 'min', 'h', 'd', 'wk', 'mo', 'a']);

/**
 * Whether a unit is one of the Unified Code for Units of Measure, as far as health care uses it: units with prefixes and
 * exponents, multiplied and divided, with annotations. Rarer ones are taken for words: nobody is told a code that may be
 * none.
 */
export function isUcum(unit: string): boolean {
  if (unit === '' || unit.length > 40) return false;
  return unit.replace(/^\//, '').split(/[./]/).every(isTerm);
}

/** Whether it is a unit of time that FHIR lets a duration have. */
export function isUcumTime(unit: string): boolean {
  return timeUnits.has(unit);
}

function isTerm(term: string): boolean {
  const bare = term.replace(/\{[!-z|~]*\}$/, '');
  if (bare === '') return term !== '';
  if (/^[1-9]\d{0,5}$/.test(bare) || units.has(bare)) return true;
  const powered = /^(.*?)[+-]?\d{1,2}$/s.exec(bare);
  return powered?.[1] !== undefined && units.has(powered[1]);
}
