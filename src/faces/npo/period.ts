import type { Days } from '../../contracts/index.ts';
import { attribute, child, flagOf, type Node } from '../../riv13606/index.ts';
import { ContractError } from './contract-error.ts';

/** What RIV-TA's dates can name. */
const firstDay = '19000101';
const lastDay = '20991231';

/**
 * time_period (IVL_TS) in whole days, as the contracts filter: both ends included, an open one or one beyond them as far as
 * RIV-TA's dates go. A day
 * that lowClosed or highClosed leaves out is left out; a time within a day never is. Undefined when both ends are open.
 */
export function periodFrom(node: Node | undefined): Days | undefined {
  if (!node) return undefined;
  const low = dayFrom(child(node, 'low'), flagOf(node, 'lowClosed') === false ? 1 : 0);
  const high = dayFrom(child(node, 'high'), flagOf(node, 'highClosed') === false ? -1 : 0);
  if (low === undefined && high === undefined) return undefined;
  if (low !== undefined && high !== undefined && low > high)
    throw new ContractError('time_period slutar innan den börjar. (time_period ends before it starts.)');
  return { start: nameable(low ?? firstDay), end: nameable(high ?? lastDay) };
}

function nameable(day: string): string {
  if (day < firstDay) return firstDay;
  return day > lastDay ? lastDay : day;
}

function dayFrom(node: Node | undefined, shift: number): string | undefined {
  const value = attribute(node, 'value');
  if (value === undefined) return undefined;
  const [, year, month, day, time] = /^(\d{4})(\d{2})(\d{2})(\d{6})?$/.exec(value) ?? [];
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  if (!day || dayOf(date) !== `${year}${month}${day}`)
    throw new ContractError('time_period kan inte tolkas. (time_period cannot be read.)');
  if (time === undefined) date.setUTCDate(date.getUTCDate() + shift);
  return dayOf(date);
}

function dayOf(date: Date): string {
  return Number.isNaN(date.getTime()) ? '' : date.toISOString().slice(0, 10).replaceAll('-', '');
}
