import type { RecordFilter } from '../../contracts/index.ts';
import { answerSoap, envelopeEnd, envelopeStart, soapAnswer, soapFault } from '../envelope.ts';
import { createPages } from '../pages.ts';
import { type Dialect, repeated, type WireAnswer } from '../wire.ts';
import { type CouncilData, select } from '../world/council-data.ts';
import { tolvan } from '../world/patient.ts';
import type { ToldContract } from '../world/tell/index.ts';
import { composition, type InformationType, type Item } from './composition.ts';
import { extract, extractHead, formOf } from './extract.ts';
import { type ExtractRequest, readRequest } from './request.ts';
import { element, namespaceDeclarations, value } from './types.ts';

/** Västerbotten: NPÖ 1.0, RIV13606REQUEST_EHR_EXTRACT over SOAP 1.1 without SOAP header. */
export function createRiv13606Council(data: CouncilData): Dialect {
  const pages = createPages<Position>();

  const answerPage = ({ items, from }: Position, patient: string, wished: number | undefined): WireAnswer => {
    const size = Math.min(wished ?? pageSize, pageSize);
    const page = items.slice(from, from + size);
    const next = from + size < items.length ? pages.keep({ patient, items, from: from + size }) : undefined;
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
        const items = itemsFor(data, asked, asked.patient);
        return answerPage(
          { patient: asked.patient.extension, items, from: 0 },
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
  readonly items: readonly Item[];
  readonly from: number;
}

/** Compositions in one answer at most. */
const pageSize = 100;
const noPatient = 'Patientens identitet saknas i frågan.';

const contractOf = {
  dia: 'GetDiagnosis:2',
  upp: 'GetAlertInformation:2',
  vko: 'GetCareContacts:2',
} as const satisfies Record<InformationType, ToldContract>;

const isKnownType = (code: string): code is InformationType => Object.hasOwn(contractOf, code);

/** Which rule of the interface the request breaks, in the words of `response_detail`. */
function brokenRule(request: ExtractRequest, source: string): string | undefined {
  const system = request.parameters.get('hsa_id');
  const version = request.parameters.get('version');
  const times = [request.period?.low, request.period?.high].filter((time) => time !== undefined);
  if (!request.patient) return noPatient;
  if (system !== undefined && system !== source) return 'Parametern hsa_id är inte detta system.';
  if (version !== undefined && version !== '1.1') return 'Parametern version måste vara 1.1.';
  if (!request.informationTypes.every(isKnownType)) return 'Informationstypen levereras inte.';
  if (!times.every((time) => /^\d{8}(\d{6})?$/.test(time))) return 'Tidsperioden kan inte tolkas.';
  return undefined;
}

function itemsFor(data: CouncilData, request: ExtractRequest, patient: { root: string; extension: string }): Item[] {
  const { period, recordIds } = request;
  const filter: RecordFilter = {
    patient: { id: patient.extension, type: patient.root },
    period: period && { start: period.low?.slice(0, 8) ?? '00000000', end: period.high?.slice(0, 8) ?? '99999999' },
    careUnits: [],
    sourceSystem: undefined,
    careContacts: [],
  };
  const asked = request.informationTypes.filter(isKnownType);
  const types = asked.length > 0 ? asked : (Object.keys(contractOf) as InformationType[]);
  return types
    .flatMap((type) => select(data, contractOf[type], filter).toReversed())
    .filter((item) => recordIds.length === 0 || recordIds.includes(idOf(item)));
}

function idOf(item: Item): string {
  if ('diagnosisHeader' in item) return item.diagnosisHeader.documentId;
  return 'careContactHeader' in item ? item.careContactHeader.documentId : item.alertInformationHeader.documentId;
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
    if (!item) return '';
    const { documentId } = item.diagnosisHeader;
    return composition(item, formOf(index)).replaceAll(documentId, `${documentId}-${index}`);
  };
  const head = `${envelopeStart}<${root} ${namespaceDeclarations}><ehr_extract>${extractHead(data.source, patient)}`;
  return repeated(head, record, `</ehr_extract></${root}>${envelopeEnd}`, bytes);
}
