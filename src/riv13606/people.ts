import type { CodedValue } from '../contracts/index.ts';
import { oids } from './namespace.ts';
import { code, codedMade, hsaId, localId, valued } from './values.ts';
import type { Children, Made } from './write.ts';

/** HealthcareProfessionalType of any domain. */
export interface Professional {
  readonly authorTime?: string;
  readonly healthcareProfessionalHSAId?: string;
  readonly healthcareProfessionalName?: string;
  readonly healthcareProfessionalRoleCode?: CodedValue;
  readonly healthcareProfessionalOrgUnit?: OrgUnit;
  readonly healthcareProfessionalCareUnitHSAId?: string;
  readonly healthcareProfessionalCareGiverHSAId?: string;
}

/** OrgUnitType of any domain. */
interface OrgUnit {
  readonly orgUnitHSAId?: string;
  readonly orgUnitName?: string;
  readonly orgUnitTelecom?: string;
  readonly orgUnitEmail?: string;
  readonly orgUnitAddress?: string;
  readonly orgUnitLocation?: string;
}

/** Somebody or something that a composition refers to; the extract describes each once. */
export interface Entity {
  /** `extract_id` extension. */
  readonly key: string;
  /** `extract_id` root: a name may look like somebody's id. */
  readonly root: string | undefined;
  readonly made: Made;
}

/** A reference to an entity (II), and what to say of it. */
interface Named {
  readonly reference: Made;
  readonly entity: Entity | undefined;
}

/** Who has no HSA-id is known by name within the extract. Undefined where there is neither. */
function named(id: string | undefined, name: string | undefined, describe: (idMade: Made) => Made): Named | undefined {
  const key = id ?? name;
  if (!key) return undefined;
  const reference = id ? hsaId(id) : localId(key);
  return { reference, entity: { key, root: reference.attributes?.root, made: describe(reference) } };
}

export function orgUnitNamed(unit: OrgUnit | undefined): Named | undefined {
  const { orgUnitHSAId: id, orgUnitName: name } = unit ?? {};
  return named(id, name, (reference) => ({
    type: 'ORGANISATION',
    children: {
      ...identity(id, reference),
      telecom: [
        ...(unit?.orgUnitTelecom ? [{ type: 'TEL.PHONE', ...valued(`tel:${unit.orgUnitTelecom}`) }] : []),
        ...(unit?.orgUnitEmail ? [{ type: 'TEL.EMAIL', ...valued(`mailto:${unit.orgUnitEmail}`) }] : []),
      ],
      name: name ? valued(name) : undefined,
      ...address(unit),
    },
  }));
}

export function personNamed(
  id: string | undefined,
  name: string | undefined,
  role?: CodedValue | undefined,
): Named | undefined {
  const position = codedMade(role);
  return named(id, name, (reference) => ({
    type: 'IDENTIFIED_HEALTHCARE_PROFESSIONAL',
    children: {
      ...identity(id, reference),
      ...(name && { name: nameMade(name) }),
      ...(position && { role: { children: { position_or_grade: position } } }),
    },
  }));
}

/** FUNCTIONAL_ROLE of a professional at a unit; undefined where neither is known. */
export function professionalMade(professional: Professional | undefined): { made: Made; people: Entity[] } | undefined {
  const person = personNamed(
    professional?.healthcareProfessionalHSAId,
    professional?.healthcareProfessionalName,
    professional?.healthcareProfessionalRoleCode,
  );
  const unit = orgUnitNamed(professional?.healthcareProfessionalOrgUnit);
  if (!person && !unit) return undefined;
  return {
    made: { children: { healthcare_facility: unit?.reference, performer: person?.reference } },
    people: [person?.entity, unit?.entity].filter((entity) => entity !== undefined),
  };
}

export function participation(role: string, children: Children): Made {
  return { children: { function: code(role, oids.participation), ...children } };
}

/** Each entity once: what is said of it first counts, and what the others add. */
export function describedOnce(people: readonly Entity[]): Made[] {
  const described = new Map<string, Entity>();
  for (const entity of people) {
    const known = described.get(entity.key);
    if (!known) described.set(entity.key, entity);
    else if (known.root === entity.root && known.made.type === entity.made.type) {
      const children = { ...entity.made.children, ...known.made.children };
      described.set(entity.key, { ...known, made: { ...known.made, children } });
    }
  }
  return [...described.values()].map(({ made }) => made);
}

function identity(id: string | undefined, reference: Made): Children {
  return { extract_id: reference, ...(id && { id: reference }) };
}

/** RIV-TA tells whole names; in Sweden the last word is the family name's. */
function nameMade(name: string): Made {
  const [, given, family] = /^(\S(?:.*\S)?) (\S+)$/.exec(name) ?? [];
  if (given === undefined || family === undefined) return { children: { part: { attributes: { value: name } } } };
  const part = (type: string, value: string): Made => ({ attributes: { value, type } });
  return { children: { part: [part('GIV', given), part('FAM', family)] } };
}

function address(unit: OrgUnit | undefined): Children {
  const part = (type: string, text: string | undefined): Made[] => (text ? [{ attributes: { type }, text }] : []);
  const parts = [...part('AL', unit?.orgUnitAddress), ...part('CEN', unit?.orgUnitLocation)];
  return parts.length > 0 ? { addr: { children: { part: parts } } } : {};
}
