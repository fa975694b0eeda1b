import type { Provenance, ProvenanceAgent, Reference } from 'fhir/r4';
import type { RecordHeader } from '../../../contracts/index.ts';
import type { MappingContext } from './context.ts';
import { absent, dateTime, hsaIdentifier, present } from './data-types.ts';
import type { MappedRecord } from './record-mapping.ts';
import { systems } from './systems.ts';

interface Target {
  readonly resourceType: string;
  readonly id?: string | undefined;
}

/**
 * Where a resource comes from (SEEHDSProvenance): custodian is the care provider, the boundary of outer blocks; author
 * the care unit, the boundary of inner blocks; assembler the bridge. One for each clinical resource. A record without
 * provider or unit never comes this far: the overview withholds and counts it.
 */
export function provenanceOf(
  target: Target,
  header: RecordHeader,
  mapped: Pick<MappedRecord, 'recorded' | 'withdrawnBecause'>,
  context: MappingContext,
): Provenance {
  const provider = organization(header.careProvider, context);
  const recorded = dateTime(mapped.recorded ?? header.time);
  const reason = mapped.withdrawnBecause;
  return {
    resourceType: 'Provenance',
    id: context.idOf(`Provenance/${target.resourceType}`, header, target.id),
    meta: { profile: present(context.generation.profileOf('Provenance')) },
    target: [{ reference: `${target.resourceType}/${target.id}` }],
    ...(recorded
      ? { recorded }
      : ({ _recorded: { extension: [absent('unknown')] } } as unknown as { recorded: string })),
    reason: reason ? [{ text: reason }] : undefined,
    agent: [
      agent('custodian', provider),
      {
        ...agent('author', organization(header.careUnit, context)),
        onBehalfOf: header.careProvider ? provider : undefined,
      },
      agent('assembler', organization(context.bridgeHsaId, context)),
    ],
  };
}

function agent(role: 'custodian' | 'author' | 'assembler', who: Reference): ProvenanceAgent {
  return { type: { coding: [{ system: systems.provenanceParticipant, code: role }] }, who };
}

function organization(hsaId: string | undefined, context: MappingContext): Reference {
  if (!hsaId) return { extension: [absent('unknown')] };
  return { type: 'Organization', identifier: hsaIdentifier(context.generation, hsaId) };
}
