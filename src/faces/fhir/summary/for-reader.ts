import { randomUUID } from 'node:crypto';
import type { Bundle, Provenance } from 'fhir/r4';
import type { Actor } from '../../../access/index.ts';
import type { ContractId, PatientId } from '../../../contracts/index.ts';
import type { Overview, OverviewAnswer } from '../../../overview/index.ts';
import type { Caller } from '../../../siths/index.ts';
import { deliveredPart } from '../../delivery.ts';
import type { FhirFaceParts } from '../face.ts';
import { writeResource } from '../format.ts';
import { createIdentities } from '../identities.ts';
import { hsaIdentifier } from '../mapping/data-types.ts';
import { generationOf } from '../mapping/generation.ts';
import { offeredTypes } from '../served/index.ts';
import { ips, summaryOf } from './summary.ts';

/** A person who has a summary made for herself. */
export interface SummaryReader {
  readonly caller: Caller;
  readonly actor: Actor;
  readonly correlationId: string;
  readonly gone: AbortSignal;
  /** What stands in the document of who had it made. */
  readonly mark: { readonly reader: string; readonly unit: string; readonly at: string };
  /** An access is on the log, to be closed when the document has left. */
  whenSent(answer: Pick<OverviewAnswer, 'delivered'>): void;
}

/** A patient's summary as a file. */
export interface SummaryFile {
  readonly text: string;
  /** Of what it is made. */
  readonly of: readonly { readonly contract: ContractId; readonly source: string }[];
}

export type MakeSummary = (patient: PatientId, reader: SummaryReader) => Promise<SummaryFile>;

/** The summary of `$summary` for a reader who is no system: under her own gate, and marked with who had it made. */
export function createMakeSummary({
  config,
  overview,
  identityKey,
}: Pick<FhirFaceParts, 'config' | 'identityKey'> & { readonly overview: Overview }): MakeSummary {
  const parts = { config, overview, identities: createIdentities(identityKey) };
  const offered = offeredTypes(config.sources);
  return async (patient, reader) => {
    let given: readonly { readonly header: object }[] = [];
    const of: { contract: ContractId; source: string }[] = [];
    const bundle = await summaryOf(parts, offered, patient, [ips], {
      ...reader,
      face: 'portal',
      choice: true,
      baseUrl: '',
      patientKnown: () => undefined,
      answered: (answer) =>
        reader.whenSent({
          delivered: (outcome) =>
            deliveredPart(answer, outcome, ({ header }) => given.some((one) => one.header === header)),
        }),
      gives(records) {
        given = records;
        of.push(...records.map(({ contract, header }) => ({ contract, source: header.sourceSystem })));
      },
    });
    const marked = { ...bundle, entry: [...(bundle.entry ?? []), markOf(bundle, reader)] };
    return { text: writeResource(marked, 'json', true), of };
  };

  /** A document may hold who had it made, as what points at its Composition (FHIR R4, Documents). */
  function markOf(bundle: Bundle, { actor, mark }: SummaryReader) {
    const generation = generationOf(config.fhir.generation);
    const id = randomUUID();
    const provenance: Provenance = {
      resourceType: 'Provenance',
      id,
      target: [{ reference: bundle.entry?.[0]?.fullUrl ?? '' }],
      recorded: mark.at,
      agent: [
        {
          who: { identifier: hsaIdentifier(generation, actor.hsaId), display: mark.reader },
          onBehalfOf: {
            ...(actor.careUnit && { identifier: hsaIdentifier(generation, actor.careUnit) }),
            display: mark.unit,
          },
        },
      ],
    };
    return { fullUrl: `urn:uuid:${id}`, resource: provenance };
  }
}
