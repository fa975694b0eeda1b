import type { Actor } from '../access/index.ts';
import type { XmlNode } from '../xml/index.ts';
import { childrenOf } from './document.ts';

/** The federation's names of attributes: those in use, and those of older issuers. */
const current = 'http://sambi.se/attributes/1/';
const older = 'urn:sambi:names:attribute:';
const names = {
  hsaId: [`${current}employeeHsaId`, `${older}employeeHsaId`],
  givenName: [`${current}givenName`, `${older}givenName`, 'urn:oid:2.5.4.42'],
  surname: [`${current}surname`, `${current}sn`, `${older}middleAndSurname`, `${older}surname`, 'urn:oid:2.5.4.4'],
  commission: [`${current}commissionHsaId`, `${older}commissionHsaId`, `${older}assignmentHsaId`],
  purpose: [`${current}commissionPurpose`, `${older}commissionPurpose`],
  careProvider: [`${current}healthCareProviderHsaId`, `${older}careProviderHsaId`],
  careUnit: [`${current}healthCareUnitHsaId`, `${older}careUnitHsaId`],
  assurance: [`${current}levelOfAssurance`, `${older}levelOfAssurance`],
} as const;
type Fact = keyof typeof names;

const hsaId = /^[A-Za-z0-9_]+(-[A-Za-z0-9]+)+$/;
const hsaIds: readonly Fact[] = ['hsaId', 'commission', 'careProvider', 'careUnit'];
const longest = 255;

/** Who reads, from the attributes of a verified assertion. Two values for one fact are refused rather than one chosen. */
export function actorFrom(assertion: XmlNode, issuer: string): { actor: Actor } | { refused: string } {
  const attributes = childrenOf(assertion, 'AttributeStatement').flatMap((s) => childrenOf(s, 'Attribute'));
  const facts: Partial<Record<Fact, string>> = {};
  for (const [fact, known] of Object.entries(names) as [Fact, readonly string[]][]) {
    const stated = attributes.filter(({ attributes: its }) => known.includes(its.get('Name') ?? ''));
    const values = new Set(stated.flatMap((each) => childrenOf(each, 'AttributeValue')).map(({ text }) => text.trim()));
    const [value] = values;
    if (values.size > 1) return { refused: `It gives more than one ${fact}.` };
    if (value === undefined || value === '') continue;
    if (value.length > longest || (hsaIds.includes(fact) && !hsaId.test(value)))
      return { refused: `Its ${fact} is not of the right form.` };
    facts[fact] = value;
  }
  if (facts.hsaId === undefined) return { refused: 'It does not name a person (employeeHsaId).' };
  const { givenName, surname, hsaId: who, commission, purpose, careProvider, careUnit, assurance } = facts;
  const name = [givenName, surname].filter(Boolean).join(' ') || undefined;
  const level = assurance ?? authenticationContext(assertion);
  return { actor: { hsaId: who, name, commission, purpose, careProvider, careUnit, assurance: level, issuer } };
}

/** Where the level of assurance stands when it is no attribute. */
function authenticationContext(assertion: XmlNode): string | undefined {
  const statements = childrenOf(assertion, 'AuthnStatement');
  const classes = statements
    .flatMap((s) => childrenOf(s, 'AuthnContext'))
    .flatMap((c) => childrenOf(c, 'AuthnContextClassRef'));
  return classes[0]?.text.trim().slice(0, longest) || undefined;
}
