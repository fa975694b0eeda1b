import { toRivtaTime } from '../../codes/index.ts';
import {
  aggregateResult,
  answerPrefixes,
  type Contract,
  declarations,
  infoResult,
  invalidRequestResult,
  okResult,
  type ProcessingStatus,
  type ProcessingStatusRecord,
  ProcessingStatusType,
  prefixesFor,
  type ServiceContract,
  writeContent,
  writeRoot,
  writtenOf,
} from '../../contracts/index.ts';
import type { AnswerNote, Coverage, OverviewAnswer, SourceCoverage } from '../../overview/index.ts';
import { soapNamespaces } from '../../xml/index.ts';
import { isIndicator } from '../decision-headers.ts';
import { answerIssues } from '../fhir/answer-issues.ts';

const head = `<?xml version="1.0" encoding="UTF-8"?><soap:Envelope xmlns:soap="${soapNamespaces.envelope}">`;
const tail = '</soap:Body></soap:Envelope>';
const headerPrefixes = prefixesFor(soapNamespaces.headers, ProcessingStatusType);

/**
 * The response element with its records, the result block it may need, and for an aggregate the ProcessingStatus header.
 * In UTF-8: records that came as text leave as the bytes they are.
 */
export function writeAnswer(
  contract: Contract,
  { records, beside, notes = [], access }: Pick<OverviewAnswer, 'records' | 'beside' | 'notes' | 'access'>,
  aggregate: { readonly coverage: Coverage; readonly personRegister: string } | undefined,
  now: Date,
  logId: string,
): Buffer {
  const header = aggregate ? `<soap:Header>${writeStatus(processingStatus(aggregate, notes, now))}</soap:Header>` : '';
  // A single system's answer says OK; an aggregate says what the national ones say, unless there is more to know.
  const more = answerIssues(notes.filter(isIndicator), [access]).map(({ details }) => details?.text ?? '');
  const usual = aggregate ? aggregateResult(contract) : okResult(contract, logId);
  const result = more.length > 0 ? infoResult(contract, logId, more.join(' ')) : usual;
  const { start, end } = responseAround(contract, { ...beside, ...(result && { result }) });
  return Buffer.concat([
    Buffer.from(`${head}${header}<soap:Body>${start}`),
    ...records.map((record) => writtenOf(contract, record)),
    Buffer.from(`${end}${tail}`),
  ]);
}

/** The answer of an infrastructure contract. */
export function writeResponseOf(contract: ServiceContract, response: object): string {
  const { namespace, name, response: type } = contract;
  const body = writeRoot(namespace, `${name}Response`, type, response, prefixesFor(namespace, type));
  return `${head}<soap:Body>${body}${tail}`;
}

/** A logical error: nothing but a result that says what was wrong with the request (common rules of the read contracts). */
export function writeInvalidRequest(contract: Contract, message: string, logId: string): string {
  const { start, end } = responseAround(contract, { result: invalidRequestResult(contract, logId, message) });
  return `${head}<soap:Body>${start}${end}${tail}`;
}

/** The response element without its records: what stands before them, and the others after them. */
function responseAround(contract: Contract, others: object): { readonly start: string; readonly end: string } {
  const prefixes = answerPrefixes(contract);
  const root = `${prefixes.get(contract.namespace)}:${contract.name}Response`;
  return {
    start: `<${root}${declarations(prefixes)}>`,
    end: `${writeContent(contract.response, others, prefixes)}</${root}>`,
  };
}

function writeStatus(status: ProcessingStatus): string {
  return writeRoot(soapNamespaces.headers, 'ProcessingStatus', ProcessingStatusType, status, headerPrefixes);
}

/**
 * One record per source that was asked, and one for the person register when it failed: records under the patient's other
 * identities may then be missing. Wider coverage goes to FHIR and portal (interoperability headers 1.0).
 */
function processingStatus(
  { coverage, personRegister }: { readonly coverage: Coverage; readonly personRegister: string },
  notes: readonly AnswerNote[],
  now: Date,
): ProcessingStatus {
  const time = toRivtaTime(now.getTime());
  const sources = coverage.flatMap((source) => statusOf(source, time) ?? []);
  const text = 'The person register did not answer. The patient was asked for under the given identity alone.';
  const register = notes.includes('identities-unverified') ? [failed(personRegister, '503', text, time)] : [];
  return { ProcessingStatusList: [...sources, ...register] };
}

function statusOf(source: SourceCoverage, now: string): ProcessingStatusRecord | undefined {
  if (source.outcome === 'not-asked') return undefined;
  if (source.outcome === 'failed') return failed(source.source, source.code ?? String(source.status), source.text, now);
  const { cache, source: logicalAddress, through } = source;
  if (cache) {
    const { failure, asOf = '' } = cache;
    const text = `${through ?? 'The platform'} gave what it had kept: it could not reach the system itself.`;
    return {
      logicalAddress,
      statusCode: failure === undefined ? 'DataFromCache' : 'DataFromCacheSynchFailed',
      isResponseFromCache: true,
      isResponseInSynch: failure === undefined,
      lastSuccessfulSynch: asOf,
      ...(failure !== undefined && unsuccessful(failure, text, now)),
    };
  }
  return {
    logicalAddress,
    isResponseFromCache: false,
    statusCode: 'DataFromSource',
    isResponseInSynch: true,
    lastSuccessfulSynch: now,
  };
}

function failed(logicalAddress: string, code: string, text: string, now: string): ProcessingStatusRecord {
  return {
    logicalAddress,
    isResponseFromCache: false,
    statusCode: 'NoDataSynchFailed',
    isResponseInSynch: false,
    // Mandatory in the schema, though there is none to tell: written empty, as the schema's type allows.
    lastSuccessfulSynch: '',
    ...unsuccessful(code, text, now),
  };
}

function unsuccessful(code: string, text: string, now: string) {
  return {
    lastUnsuccessfulSynch: now,
    lastUnsuccessfulSynchError: { causingAgent: 'virtualization_platform' as const, code, text },
  };
}
