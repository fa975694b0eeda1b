import {
  type Address,
  type Contact,
  type Directory,
  type DirectoryFunction,
  type DirectoryObject,
  isUnit,
  type OpeningHours,
  type Place,
  protectedName,
  type Resolved,
  type Unit,
} from '../hsa/index.ts';

/** One object on one line: name, what it is, HSA-id. Of a person with protected identity neither name nor HSA-id. */
export function lineOf(object: DirectoryObject): string {
  if (isProtected(object)) return protectedName;
  return printable(`${object.name} (${kindOf(object)})  ${object.hsaId}`);
}

/** One object as a card, a line for each fact that is known. */
export function factsOf(object: DirectoryObject): string[] {
  if (isProtected(object)) return [protectedName];
  const facts: [string, string | undefined][] = [
    ['HSA-id', object.hsaId],
    ['Kind', kindOf(object)],
    ['Place in the tree', object.dn],
    ['In force', [object.period.from ?? '', object.period.to ?? ''].join(' – ').replace(/^ – $/, '') || undefined],
    ...particulars(object),
  ];
  const known = facts.filter((fact): fact is [string, string] => Boolean(fact[1]));
  const width = Math.max(...known.map(([label]) => label.length));
  return [object.name, ...known.map(([label, text]) => `  ${label.padEnd(width)}  ${text}`)].map(printable);
}

/** Where a unit or function belongs. */
export function placeLines({ parents, careUnit, careProvider }: Place<Unit | DirectoryFunction>): string[] {
  return [
    `Care unit:     ${resolved(careUnit)}`,
    `Care provider: ${resolved(careProvider)}`,
    ...parents.map((parent, level) => `${level === 0 ? 'Above it:     ' : '              '} ${lineOf(parent)}`),
  ];
}

/** What lies below, units before the rest, each level indented. */
export async function treeLines(
  directory: Pick<Directory, 'children'>,
  parent: string | undefined,
  depth: number,
  indent = '',
): Promise<string[]> {
  const { value: children } = await directory.children(parent);
  const units = children.filter(isUnit);
  const others = children.filter((child) => !isUnit(child));
  const lines: string[] = [];
  for (const child of [...units, ...others]) {
    lines.push(`${indent}${lineOf(child)}`);
    if (depth > 1) lines.push(...(await treeLines(directory, child.hsaId, depth - 1, `${indent}  `)));
  }
  return lines;
}

function particulars(object: DirectoryObject): [string, string | undefined][] {
  switch (object.kind) {
    case 'organization':
    case 'unit':
      return [
        ['Organisation number', object.orgNo],
        ['Also called', object.alternativeNames.join(', ')],
        ['Description', object.description],
        ['Activity', object.activityNames.join(', ')],
        ['Municipality', [object.municipalityName, object.countyName].filter(Boolean).join(', ')],
        ...contactFacts(object.contact),
        ['Opening hours', object.openingHours.map(hoursText).join('; ')],
        ['Telephone hours', object.telephoneHours.map(hoursText).join('; ')],
        ['Workplace codes', object.workplaceCodes?.join(', ')],
        ['Members', object.members.join(', ')],
      ];
    case 'function':
      return [['Description', object.description], ...contactFacts(object.contact)];
    case 'person':
      return [
        ['Title', object.title],
        ['Licence', object.licences.join(', ')],
        ['Position', object.positionNames.join(', ')],
        ['Licence number', object.licensing?.number],
        ['Specialities', object.licensing?.specialities.map(({ name, code }) => `${name} (${code})`).join(', ')],
        [
          'Prescription codes',
          [object.prescriptionCode, ...(object.licensing?.groupPrescriptionCodes ?? [])].filter(Boolean).join(', '),
        ],
        ['System roles', object.systemRoles.map(({ system, role }) => `${system}: ${role}`).join(', ')],
        ...contactFacts(object.contact),
      ];
    case 'commission':
      return [
        ['Purpose', object.purpose],
        [
          'Rights',
          object.rights.map((right) => `${right.activity} ${right.informationClass} ${right.scope}`).join('; '),
        ],
      ];
  }
}

function contactFacts(contact: Contact): [string, string | undefined][] {
  return [
    ['Telephone', contact.phones.join(', ')],
    ['For colleagues', contact.internalPhones.join(', ')],
    ['Switchboard', contact.switchboard],
    ['E-mail', contact.mail],
    ['Web', contact.web],
    ['Visiting address', addressText(contact.visitingAddress)],
    ['Postal address', addressText(contact.postalAddress)],
  ];
}

function addressText(address: Address | undefined): string | undefined {
  if (!address) return undefined;
  const { lines, postalCode, town } = address;
  return [...lines, [postalCode, town].filter(Boolean).join(' ')].filter(Boolean).join(', ');
}

const days = ['', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

function hoursText({ fromDay, toDay, opens, closes, comment }: OpeningHours): string {
  const span = fromDay === toDay ? days[fromDay] : `${days[fromDay]}–${days[toDay]}`;
  return `${span} ${opens}–${closes}${comment ? ` (${comment})` : ''}`;
}

/** Where she works would be told as well by what stands beside it. */
export function isProtected(object: DirectoryObject): boolean {
  return object.kind === 'person' && object.protected;
}

function kindOf(object: DirectoryObject): string {
  const marks = [object.archived && 'archived', object.feigned && 'fictitious', object.hidden && 'hidden'];
  return [basicKind(object), ...marks].filter(Boolean).join(', ');
}

function basicKind(object: DirectoryObject): string {
  if (!isUnit(object)) return object.kind === 'person' ? (object.title ?? 'person') : object.kind;
  if (object.isCareProvider) return 'care provider';
  return object.isCareUnit ? 'care unit' : object.kind;
}

function resolved(relation: Resolved<Unit>): string {
  if (relation.kind === 'found') return lineOf(relation.value);
  if (relation.kind === 'none') return 'none';
  return `the catalogue contradicts itself: ${relation.error} (${relation.hsaIds.join(', ')})`;
}

/** Texts come from outside: a control character could rewrite the terminal. */
function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, '·');
}
