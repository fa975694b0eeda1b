import type { Address, ShownPerson, ShownUnit } from '../../faces/portal-api/shapes/directory.ts';
import { webAddress } from './web-address.ts';

/** A unit as a contact card (vCard 4.0, RFC 6350). */
export function unitCard(unit: ShownUnit): string {
  const organizations = [...unit.above.toReversed().map(({ name }) => name), unit.name];
  return card([
    ['KIND', 'org'],
    ['FN', escaped(unit.name)],
    ['ORG', organizations.map(escaped).join(';')],
    ...phones([...unit.phones, ...unit.internalPhones], 'work,voice'),
    ...phones(unit.switchboard ? [unit.switchboard] : [], 'work,main-number'),
    ...address(unit.visitingAddress ?? unit.postalAddress),
    ...mail(unit.mail),
    ...web(unit.web),
    ...(unit.activityNames.length > 0
      ? [['CATEGORIES', unit.activityNames.map(escaped).join(',')] satisfies Line]
      : []),
    ['UID;VALUE=text', escaped(unit.hsaId)],
  ]);
}

/** A colleague, the same way. */
export function personCard(person: ShownPerson): string {
  const [unit] = person.units;
  return card([
    ['KIND', 'individual'],
    ['FN', escaped(person.name)],
    ...(person.title ? [['TITLE', escaped(person.title)] satisfies Line] : []),
    ...(unit ? [['ORG', escaped(unit.name)] satisfies Line] : []),
    ...phones([...person.internalPhones, ...person.phones], 'work,voice'),
    ...mail(person.mail),
    ['UID;VALUE=text', escaped(person.hsaId)],
  ]);
}

type Line = readonly [name: string, value: string];

function card(lines: readonly Line[]): string {
  const all: readonly Line[] = [['BEGIN', 'VCARD'], ['VERSION', '4.0'], ...lines, ['END', 'VCARD']];
  return all.map(([name, value]) => `${folded(`${name}:${value}`)}\r\n`).join('');
}

/** A short number such as 1177 is none that is the same in every country: it stands as text. */
function phones(numbers: readonly string[], type: string): Line[] {
  return numbers.map((number) => {
    const isGlobal = number.startsWith('+');
    return [`TEL;VALUE=${isGlobal ? 'uri' : 'text'};TYPE="${type}"`, isGlobal ? `tel:${number}` : escaped(number)];
  });
}

/** Post office box, extended address, street, town, region, postal code, country. */
function address(where: Address | undefined): Line[] {
  if (!where) return [];
  const parts = ['', '', where.lines.join(', '), where.town ?? '', '', where.postalCode ?? '', ''];
  return [['ADR;TYPE=work', parts.map(escaped).join(';')]];
}

function mail(written: string | undefined): Line[] {
  return written ? [['EMAIL;TYPE=work', escaped(written)]] : [];
}

function web(written: string | undefined): Line[] {
  const href = webAddress(written);
  return href ? [['URL', href]] : [];
}

/** Section 3.4: whatever somebody has written in the directory stays the value of its line. */
function escaped(text: string): string {
  return text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[\\,;]/g, (sign) => `\\${sign}`)
    .replaceAll('\n', '\\n')
    .replaceAll(/\p{Cc}/gu, ' ');
}

/** Section 3.2: at most 75 octets a line, none of them in the midst of a letter. */
function folded(line: string): string {
  const encoder = new TextEncoder();
  let made = '';
  let octets = 0;
  for (const letter of line) {
    const size = encoder.encode(letter).length;
    if (octets + size > 75) {
      made += '\r\n ';
      octets = 1;
    }
    made += letter;
    octets += size;
  }
  return made;
}
