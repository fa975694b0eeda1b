import type { JWTPayload } from 'jose';
import type { Actor } from '../access/index.ts';

/**
 * The claims of a person who reads: named as the attributes of SAML assertions are, so that one issuer says one thing in
 * both; beside them what OpenID Connect calls the same.
 */
const names = {
  hsaId: ['employeeHsaId'],
  name: ['name'],
  givenName: ['givenName', 'given_name'],
  surname: ['surname', 'family_name'],
  commission: ['commissionHsaId'],
  purpose: ['commissionPurpose'],
  careProvider: ['healthCareProviderHsaId'],
  careUnit: ['healthCareUnitHsaId'],
  assurance: ['levelOfAssurance', 'acr'],
} as const;
type Fact = keyof typeof names;

const hsaId = /^[A-Za-z0-9_]+(-[A-Za-z0-9]+)+$/;
const hsaIds: readonly Fact[] = ['hsaId', 'commission', 'careProvider', 'careUnit'];
const longest = 255;

/** Who reads, from the claims of a verified token. Two values for one fact are refused rather than one chosen. */
export function actorIn(payload: JWTPayload): { readonly actor: Actor } | { readonly refused: string } {
  const facts: Partial<Record<Fact, string>> = {};
  for (const [fact, known] of Object.entries(names) as [Fact, readonly string[]][]) {
    const values = new Set(known.map((name) => payload[name]).filter((value) => value !== undefined));
    const [value] = values;
    if (values.size > 1) return { refused: `It gives more than one ${fact}.` };
    if (value === undefined) continue;
    if (typeof value !== 'string' || value === '' || value.length > longest)
      return { refused: `Its ${fact} is not of the right form.` };
    if (hsaIds.includes(fact) && !hsaId.test(value)) return { refused: `Its ${fact} is not of the right form.` };
    facts[fact] = value;
  }
  if (facts.hsaId === undefined) return { refused: 'It does not name a person (employeeHsaId).' };
  const { hsaId: who, givenName, surname, commission, purpose, careProvider, careUnit, assurance } = facts;
  const name = [givenName, surname].filter(Boolean).join(' ') || facts.name;
  const issuer = payload.iss ?? '';
  return { actor: { hsaId: who, name, commission, purpose, careProvider, careUnit, assurance, issuer } };
}
