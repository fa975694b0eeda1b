import { rivtaTimeToFhir } from '../codes/index.ts';
import { type Change, isOwn, keyFields, keyOf } from './engagement.ts';
import { EngagementFault } from './fault.ts';

export const mostTransactions = 1_000;

/** In characters (reference implementation of the index). */
const longest = {
  registeredResidentIdentification: 32,
  serviceDomain: 255,
  categorization: 255,
  logicalAddress: 64,
  businessObjectInstanceIdentifier: 128,
  clinicalProcessInterestId: 128,
  sourceSystem: 64,
  dataController: 64,
  owner: 64,
} as const satisfies Readonly<Record<(typeof keyFields)[number], number>>;

const times = ['mostRecentContent', 'creationTime', 'updateTime'] as const;

/**
 * The rules for a request that changes the index; one broken refuses it whole. `reserved`: HSA-ids at which asking for
 * information would lead back here. Throws EngagementFault.
 */
export function demandValid(changes: readonly Change[], reserved: readonly string[]): void {
  if (changes.length < 1 || changes.length > mostTransactions)
    throw new EngagementFault('EI000', `A request holds 1 to ${mostTransactions} transactions.`);
  changes.forEach((change, index) => {
    demandFields(change, index + 1);
    demandNotReserved(change, index + 1, reserved);
  });
  demandDifferent(changes);
}

function demandFields({ engagement }: Change, position: number): void {
  const broken = (field: string, rule: string) =>
    new EngagementFault('EI004', `Transaction ${position}: ${field} ${rule}.`);
  for (const field of keyFields) {
    const value = engagement[field];
    if (value.trim() === '') throw broken(field, 'is empty');
    if (value !== value.trim()) throw broken(field, 'begins or ends with white space');
    if (value.length > longest[field]) throw broken(field, `is longer than ${longest[field]} characters`);
    if (isUnstorable(value)) throw broken(field, 'holds characters that are none');
  }
  for (const field of times) {
    const time = engagement[field];
    if (time !== undefined && rivtaTimeToFhir(time) === undefined) throw broken(field, 'is no possible time');
  }
}

/** What PostgreSQL refuses in a text. */
function isUnstorable(text: string): boolean {
  return text.includes('\0') || !text.isWellFormed();
}

function demandNotReserved({ engagement }: Change, position: number, reserved: readonly string[]): void {
  if (isOwn(reserved, engagement.logicalAddress))
    throw new EngagementFault('EI005', `Transaction ${position}: logicalAddress is reserved; asking there would loop.`);
  if (isOwn(reserved, engagement.sourceSystem))
    throw new EngagementFault('EI006', `Transaction ${position}: sourceSystem is reserved; asking there would loop.`);
}

function demandDifferent(changes: readonly Change[]): void {
  const positions = new Map<string, number>();
  changes.forEach(({ engagement }, index) => {
    const key = keyOf(engagement);
    const earlier = positions.get(key);
    if (earlier !== undefined)
      throw new EngagementFault('EI002', `Transactions ${earlier} and ${index + 1} have the same key.`);
    positions.set(key, index + 1);
  });
}
