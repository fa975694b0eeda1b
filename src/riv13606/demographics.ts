import type { CodedValue } from '../contracts/index.ts';
import { attribute, child, childrenOf, type Node } from './node.ts';
import { codedValueOf, hsaIdOf, idOf, textOf } from './values.ts';

/** What an extract tells of the people and organisations in it. */
type Demographics = ReadonlyMap<string, Node>;

/** The HSA-id that a reference is, or that the extract knows its entity by: many refer by ids of their own. */
export function hsaIdNamed(reference: Node | undefined, demographics: Demographics): string | undefined {
  const entity = demographics.get(idOf(reference) ?? '');
  const isMeant = entity && attribute(child(entity, 'extract_id'), 'root') === attribute(reference, 'root');
  return hsaIdOf(reference) ?? (isMeant ? childrenOf(entity, 'id').map(hsaIdOf).find(Boolean) : undefined);
}

/** OrgUnitType; a unit without known name goes by its id, and one of local id has none where HSA-ids are optional. */
export function orgUnitOf(reference: Node | undefined, demographics: Demographics, demandsId = true) {
  const id = idOf(reference);
  if (id === undefined) return undefined;
  const entity = demographics.get(id);
  const hsaId = hsaIdNamed(reference, demographics);
  return {
    orgUnitHSAId: hsaId ?? (demandsId ? id : undefined),
    orgUnitName: textOf(child(entity, 'name')) ?? id,
    orgUnitTelecom: telecomOf(entity, 'tel:'),
    orgUnitEmail: telecomOf(entity, 'mailto:'),
    orgUnitAddress: addressPart(entity, 'AL'),
    orgUnitLocation: addressPart(entity, 'CEN'),
  };
}

const nameOrder = ['PFX', 'GIV', 'FAM', 'SFX'];

export function personName(id: string | undefined, demographics: Demographics): string | undefined {
  const name = child(demographics.get(id ?? ''), 'name');
  if (!name) return undefined;
  const parts = childrenOf(name, 'part').map((part) => ({ type: attribute(part, 'type'), text: textOf(part)?.trim() }));
  const inOrder = nameOrder.flatMap((type) => parts.filter((part) => part.type === type));
  return (inOrder.length > 0 ? inOrder : parts).flatMap(({ text }) => text ?? []).join(' ') || textOf(name);
}

/** Position (KV Befattning) of a professional, else the profession. */
export function roleOf(id: string | undefined, demographics: Demographics): CodedValue | undefined {
  const role = child(demographics.get(id ?? ''), 'role');
  return codedValueOf(child(role, 'position_or_grade')) ?? codedValueOf(child(role, 'profession'));
}

const telecomTypes = { 'tel:': 'TEL.PHONE', 'mailto:': 'TEL.EMAIL' } as const;

/** By scheme, or by type where the scheme is left out. */
function telecomOf(entity: Node | undefined, scheme: keyof typeof telecomTypes): string | undefined {
  const found = (entity ? childrenOf(entity, 'telecom') : []).flatMap((telecom) => {
    const [, said, value] = /^(tel:|mailto:)?(.+)$/.exec(attribute(telecom, 'value') ?? '') ?? [];
    const isAsked = said ? said === scheme : telecom.type === telecomTypes[scheme];
    return isAsked && value ? value : [];
  });
  return found[0];
}

/** Address lines (AL) or place (CEN), which sources also tell in addresses of their own. */
function addressPart(entity: Node | undefined, type: 'AL' | 'CEN'): string | undefined {
  const parts = (entity ? childrenOf(entity, 'addr') : [])
    .flatMap(({ children }) => children)
    .filter((part) => attribute(part, 'type') === type);
  return parts.flatMap((part) => textOf(part)?.trim() ?? []).join(', ') || undefined;
}
