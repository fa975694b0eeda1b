import type { RecordFilter } from '../../contracts/index.ts';
import { answerSoap, envelopeEnd, envelopeStart, soapAnswer, soapFault } from '../envelope.ts';
import { createPages } from '../pages.ts';
import { type Dialect, repeated, type WireAnswer } from '../wire.ts';
import type { CouncilData } from '../world/council-data.ts';
import { tolvan } from '../world/patient.ts';
import { type Composition, idOf, writeComposition } from './composition.ts';
import { extract, extractHead, formOf } from './extract.ts';
import { compositionsFor, isInformationType } from './information-types.ts';
import { diagnosisCompositions } from './records/diagnosis.ts';
import { type ExtractRequest, readRequest } from './request.ts';
import { element, namespaceDeclarations, value } from './types.ts';

/** Västerbotten: NPÖ 1.0, RIV13606REQUEST_EHR_EXTRACT over SOAP 1.1 without SOAP header. */
export function createRiv13606Council(data: CouncilData): Dialect {
  const pages = createPages<Position>();

  const answerPage = ({ compositions, from }: Position, patient: string, wished: number | undefined): WireAnswer => {
    const size = Math.min(wished ?? pageSize, pageSize);
    const page = compositions.slice(from, from + size);
    const next =
      from + size < compositions.length ? pages.keep({ patient, compositions, from: from + size }) : undefined;
    const known = data.patient(patient);
    if (!known || page.length === 0)
      return response(detail('I', 'NOINSTANCE', 'Ingen information finns för patienten.'));
    return response(extract(data.source, known, page) + (next ? value('continuation_token', next) : ''));
  };

  return {
    answer: (request) =>
      answerSoap(request, (text) => {
        const asked = readRequest(text);
        if (!asked) return soapFault('Client', 'Okänd fråga.');
        if (asked.operation === 'continuation') {
          const position = pages.find(asked.token);
          if (!position) return response(detail('E', 'CONTRACT', 'Fortsättningstoken är okänd eller för gammal.'));
          return answerPage(position, position.patient, asked.maxRecords);
        }
        const broken = brokenRule(asked, data.source);
        if (broken !== undefined || !asked.patient) return response(detail('E', 'CONTRACT', broken ?? noPatient));
        const compositions = askedFor(data, asked, asked.patient);
        return answerPage(
          { patient: asked.patient.extension, compositions, from: 0 },
          asked.patient.extension,
          asked.maxRecords,
        );
      }),
    failure: () => soapFault('Server', 'Internt fel i journalsystemet.'),
    huge: (_request, bytes) => soapAnswer(hugeAnswer(data, bytes)),
  };
}

interface Position {
  readonly patient: string;
  /** Newest first. */
  readonly compositions: readonly Composition[];
  readonly from: number;
}

/** Compositions in one answer at most. */
const pageSize = 100;
const noPatient = 'Patientens identitet saknas i frågan.';

/** Which rule of the interface the request breaks, in the words of `response_detail`. */
function brokenRule(request: ExtractRequest, source: string): string | undefined {
  const system = request.parameters.get('hsa_id');
  const version = request.parameters.get('version');
  const times = [request.period?.low, request.period?.high].filter((time) => time !== undefined);
  if (!request.patient) return noPatient;
  if (system !== undefined && system !== source) return 'Parametern hsa_id är inte detta system.';
  if (version !== undefined && version !== '1.1') return 'Parametern version måste vara 1.1.';
  if (!request.informationTypes.every(isInformationType)) return 'Informationstypen levereras inte.';
  if (!times.every((time) => /^\d{8}(\d{6})?$/.test(time))) return 'Tidsperioden kan inte tolkas.';
  return undefined;
}

function askedFor(
  data: CouncilData,
  { period, recordIds, informationTypes }: ExtractRequest,
  patient: { root: string; extension: string },
): readonly Composition[] {
  const filter: RecordFilter = {
    patient: { id: patient.extension, type: patient.root },
    period: period && { start: period.low?.slice(0, 8) ?? '00000000', end: period.high?.slice(0, 8) ?? '99999999' },
    careUnits: [],
    sourceSystem: undefined,
    careContacts: [],
  };
  const all = compositionsFor(data, informationTypes, filter);
  return recordIds.length === 0 ? all : all.filter((one) => recordIds.includes(idOf(one)));
}

const root = 'RIV13606REQUEST_EHR_EXTRACT_response';

function response(content: string): WireAnswer {
  return soapAnswer(element(root, content, ` ${namespaceDeclarations}`));
}

function detail(type: 'E' | 'W' | 'I', code: string, message: string): string {
  return element('response_detail', `<code code="${code}"/>${value('text', message)}`, ` type_code="${type}"`);
}

/** The best known patient's diagnoses over and over, each time under another id. */
function hugeAnswer(data: CouncilData, bytes: number): AsyncIterable<string> {
  const patient = data.patient(tolvan);
  if (!patient) throw new Error('The council does not know the test patient');
  const items = data.records(tolvan)?.('GetDiagnosis:2') ?? [];
  const record = (index: number): string => {
    const item = items[index % items.length];
    const [composition] = item ? diagnosisCompositions(item) : [];
    if (!composition) return '';
    const id = idOf(composition);
    return writeComposition(composition, formOf(index)).replaceAll(id, `${id}-${index}`);
  };
  const head = `${envelopeStart}<${root} ${namespaceDeclarations}><ehr_extract>${extractHead(data.source, patient)}`;
  return repeated(head, record, `</ehr_extract></${root}>${envelopeEnd}`, bytes);
}
