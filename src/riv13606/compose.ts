import { oids } from './namespace.ts';
import {
  describedOnce,
  type Entity,
  type Professional,
  participation,
  personNamed,
  professionalMade,
} from './people.ts';
import { component } from './rows.ts';
import { code, hsaId, instanceId, intervalMade, localId, valued } from './values.ts';
import type { Made } from './write.ts';

/** The record header of patient-overview contracts, as far as a composition has places for it. */
export interface Header {
  readonly documentId: string;
  readonly accountableHealthcareProfessional?: Professional;
  readonly legalAuthenticator?: {
    readonly signatureTime?: string;
    readonly legalAuthenticatorHSAId?: string;
    readonly legalAuthenticatorName?: string;
  };
  readonly careContactId?: string;
}

/** A composition written, and everybody it names. */
export interface Composition {
  readonly id: string;
  readonly made: Made;
  readonly people: readonly Entity[];
}

/** What becomes of a RIV-TA record: compositions, the record's own first; or why the dialect cannot say it. */
export type Written = { readonly compositions: readonly Composition[] } | { readonly unsayable: string };

interface Parts {
  /** KV Informationstyp, or the kind of note. */
  readonly meaning: string;
  readonly header: Header;
  /** When it was registered; without it, the author's time. */
  readonly committed?: string | undefined;
  readonly name?: string | undefined;
  readonly session?: { readonly start?: string; readonly end?: string } | undefined;
  readonly links?: readonly Made[];
  readonly participations?: readonly Made[];
  readonly people?: readonly Entity[];
  readonly entry: { readonly code: string; readonly meaning?: Made; readonly items: readonly Made[] };
}

/** COMPOSITION around one entry. */
export function compose({
  meaning,
  header,
  committed,
  name,
  session,
  links,
  participations,
  people,
  entry,
}: Parts): Composition {
  const professional = header.accountableHealthcareProfessional;
  const composer = professionalMade(professional);
  const time = committed ?? professional?.authorTime;
  const signed = attestation(header.legalAuthenticator);
  const contact = header.careContactId ? [linkTo('vko', [header.careContactId])] : [];
  const linked = [...contact, ...(links ?? [])];
  return {
    id: header.documentId,
    people: [...(composer?.people ?? []), ...(signed?.people ?? []), ...(people ?? [])],
    made: {
      children: {
        ...component(meaning),
        name: name ? valued(name) : undefined,
        rc_id: localId(header.documentId),
        session_time: intervalMade(session),
        attestations: signed?.made,
        other_participations: [...owner(professional), ...(participations ?? [])],
        committal: { children: { time_committed: time ? valued(time) : undefined } },
        composer: composer?.made,
        content: entryMade(entry, linked),
      },
    },
  };
}

function entryMade({ code: meaning, meaning: own, items }: Parts['entry'], links: readonly Made[]): Made {
  return {
    type: 'ENTRY',
    children: {
      ...component(meaning),
      ...(own && { meaning: own }),
      links,
      uncertainty_expressed: valued(false),
      items,
    },
  };
}

/** LINK to compositions of a kind. */
export function linkTo(kind: string, targets: readonly string[], role?: Made): Made {
  return {
    children: {
      follow_link: valued(true),
      nature: { attributes: { code: 'LINK-A0' } },
      role,
      target_type: code(kind, oids.linkTarget),
      target_id: targets.map(localId),
    },
  };
}

function owner(professional: Professional | undefined): Made[] {
  const { healthcareProfessionalCareUnitHSAId: unit, healthcareProfessionalCareGiverHSAId: provider } =
    professional ?? {};
  if (!unit && !provider) return [];
  return [
    participation('iag', {
      healthcare_facility: provider ? hsaId(provider) : undefined,
      performer: unit ? hsaId(unit) : undefined,
    }),
  ];
}

function attestation(signed: Header['legalAuthenticator']): { made: Made; people: Entity[] } | undefined {
  if (!signed?.signatureTime) return undefined;
  const attester = personNamed(signed.legalAuthenticatorHSAId, signed.legalAuthenticatorName);
  return {
    made: {
      children: {
        time: valued(signed.signatureTime),
        attester: { children: { performer: attester?.reference } },
      },
    },
    people: attester?.entity ? [attester.entity] : [],
  };
}

/** EHR_EXTRACT: what one system has told of one patient. `madeAt` is YYYYMMDDhhmmss. */
export function extractMade(
  system: string,
  patient: { readonly id: string; readonly type: string },
  compositions: readonly Composition[],
  { id, madeAt }: { readonly id: string; readonly madeAt: string },
): Made {
  return {
    children: {
      ehr_id: localId(`${system}#${id}`),
      ehr_system: hsaId(system),
      rm_id: { text: 'EN 13606' },
      subject_of_care: instanceId(patient.type, patient.id),
      time_created: valued(madeAt),
      all_compositions: compositions.map(({ made }) => made),
      demographic_extract: describedOnce(compositions.flatMap(({ people }) => people)),
    },
  };
}
