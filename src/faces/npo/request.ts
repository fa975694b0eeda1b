import type { Days, PatientId } from '../../contracts/index.ts';
import { BridgeError } from '../../errors.ts';
import {
  attribute,
  child,
  childrenOf,
  createNodeHandler,
  flagOf,
  type InformationType,
  informationTypeNamed,
  informationTypes,
  messages,
  modelViolations,
  type Node,
  namespace,
  textOf,
} from '../../riv13606/index.ts';
import { createSoapReader, type XmlLimits } from '../../xml/index.ts';
import { ContractError } from './contract-error.ts';
import { periodFrom } from './period.ts';

/** RIV13606REQUEST_EHR_EXTRACT_request as understood. Plain data, so that a continuation can hold it. */
export interface ExtractQuestion {
  readonly patient: PatientId;
  /** Codes of information types; undefined = whatever the caller may ask. */
  readonly types: readonly string[] | undefined;
  readonly period: Days | undefined;
  /** Only these records; empty = all. */
  readonly recordIds: readonly string[];
  /** HSA-id of one record system; undefined = all. */
  readonly system: string | undefined;
  readonly maxRecords: number | undefined;
  /** What was asked for that this bridge cannot do. */
  readonly unmet: readonly string[];
}

/** RIV13606REQUEST_EHR_EXTRACT_CONTINUATION_request. */
export interface ContinuationQuestion {
  readonly token: string;
  readonly maxRecords: number | undefined;
  /** 1 is the first record of the whole answer. */
  readonly startRecord: number | undefined;
}

export type Question = { readonly extract: ExtractQuestion } | { readonly continuation: ContinuationQuestion };

/** Every source is sent the request, and a continuation must carry it. */
const mostRecordIds = 100;

/**
 * Reads one message. Throws MESSAGE_* for what is no message of the service, {@link ContractError} for one that breaks
 * its rules. `soFar` is told the patient as soon as it is known.
 */
export function readNpoRequest(text: string, limits: XmlLimits, soFar: { patient?: PatientId }): Question {
  let body: Node | undefined;
  const reader = createSoapReader(
    {
      body: (root) => {
        if (root.namespace !== namespace) return undefined;
        return createNodeHandler(root, (node) => {
          body = node;
        });
      },
    },
    limits,
  );
  reader.write(text);
  reader.end();
  if (body?.name === messages.extract) return { extract: extractQuestion(body, soFar) };
  if (body?.name === messages.continuation) return { continuation: continuationQuestion(body) };
  throw new BridgeError('MESSAGE_INVALID', `The body must hold ${messages.extract} or ${messages.continuation}.`);
}

function extractQuestion(body: Node, soFar: { patient?: PatientId }): ExtractQuestion {
  const patient = patientFrom(child(body, 'subject_of_care_id'));
  soFar.patient = patient;
  refuseUnlessValid(body, 'ExtractRequest_type');
  const parameters = parametersFrom(childrenOf(body, 'parameters'));
  const version = parameters.get('version');
  if (version !== undefined && version !== '1.1')
    throw new ContractError('Parametern version måste vara 1.1. (The parameter version must be 1.1.)');
  return {
    patient,
    types: typesFrom(childrenOf(body, 'meanings')),
    period: periodFrom(child(body, 'time_period')),
    recordIds: recordIdsFrom(childrenOf(body, 'rc_ids')),
    system: parameters.get('hsa_id') || undefined,
    maxRecords: countFrom(body, 'max_records'),
    unmet: unmetIn(body),
  };
}

/** Of two with one name nobody knows which is meant, and one may be authorised and the other asked. */
function parametersFrom(given: readonly Node[]): ReadonlyMap<string, string | undefined> {
  const parameters = new Map<string, string | undefined>();
  for (const one of given) {
    const name = textOf(child(one, 'name')) ?? '';
    if (parameters.has(name))
      throw new ContractError('En parameter förekommer två gånger. (A parameter occurs twice.)');
    parameters.set(name, textOf(child(one, 'value'))?.trim());
  }
  return parameters;
}

function continuationQuestion(body: Node): ContinuationQuestion {
  refuseUnlessValid(body, 'ContinuationRequest_type');
  return {
    token: textOf(child(body, 'continuation_token'))?.trim() ?? '',
    maxRecords: countFrom(body, 'max_records'),
    startRecord: countFrom(body, 'start_record'),
  };
}

function refuseUnlessValid(body: Node, type: string): void {
  const [problem] = modelViolations(body, type);
  if (problem)
    throw new ContractError(
      `Frågan följer inte schemat: ${problem.path} ${problem.rule}. (The request breaks its schema.)`,
    );
}

function patientFrom(node: Node | undefined): PatientId {
  const [root, extension] = [attribute(node, 'root'), attribute(node, 'extension')];
  if (!extension) throw new ContractError('Patientens identitet saknas i frågan. (The patient’s identity is missing.)');
  if (!root) throw new ContractError('subject_of_care_id saknar root. (subject_of_care_id lacks root.)');
  return { id: extension, type: root };
}

function typesFrom(meanings: readonly Node[]): readonly string[] | undefined {
  if (meanings.length === 0) return undefined;
  const codes = meanings.map((meaning) => attribute(meaning, 'code') ?? '');
  if (!codes.every((code) => informationTypeNamed(code))) {
    const known = informationTypes.map((type: InformationType<object>) => type.code).join(', ');
    throw new ContractError(`Informationstypen lämnas inte ut. Dessa finns: ${known}. (Not delivered; these are.)`);
  }
  return [...new Set(codes)];
}

function recordIdsFrom(nodes: readonly Node[]): readonly string[] {
  if (nodes.length > mostRecordIds)
    throw new ContractError(`Högst ${mostRecordIds} rc_ids i en fråga. (At most ${mostRecordIds} rc_ids.)`);
  const ids = nodes.map((node) => attribute(node, 'extension') ?? '');
  // Taken as a filter it would match nothing, and an empty answer would look like an empty record.
  if (ids.some((id) => id === '' || id.length > 200))
    throw new ContractError('rc_ids måste ha extension, högst 200 tecken. (rc_ids need an extension.)');
  return ids;
}

function countFrom(body: Node, name: string): number | undefined {
  const value = attribute(child(body, name), 'value');
  if (value === undefined) return undefined;
  if (!/^[0-9]{1,9}$/.test(value) || Number(value) === 0)
    throw new ContractError(`${name} måste vara ett heltal större än noll. (${name} must be a positive integer.)`);
  return Number(value);
}

/** The records carry no sensitivity, versions or media in this dialect: more is given than was asked for, and that is said. */
function unmetIn(body: Node): string[] {
  return [
    ...['all_versions', 'multimedia_included'].filter((name) => flagOf(child(body, name)) === true),
    ...(attribute(child(body, 'max_sensitivity'), 'value') === undefined ? [] : ['max_sensitivity']),
    ...(child(body, 'archetype_ids') ? ['archetype_ids'] : []),
  ];
}
