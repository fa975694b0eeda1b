import { norrbotten } from '../../src/simulators/index.ts';
import { tolvan } from '../simulators/councils.ts';
import { inAnswer, type Planted } from './planting.ts';
import type { Said } from './spoiler.ts';

const inLatin1 = (said: Said): Said => ({
  ...said,
  contentType: 'text/xml',
  body: Buffer.from(said.body.toString('utf8').replace(/^<\?xml[^>]*\?>/, ''), 'latin1'),
});

/** Each planted fault, and the check that must find it. */
export const plantedInRivta: Planted = [
  [
    'elements in the wrong order',
    'order',
    { answer: inAnswer(/(<(ns\d:documentId)>[^<]*<\/\2>)(<(ns\d:sourceSystemHSAId)>[^<]*<\/\4>)/g, '$3$1') },
  ],
  [
    'a mandatory element missing',
    'schema',
    { answer: inAnswer(/<(ns\d):typeOfDiagnosis>[^<]*<\/\1:typeOfDiagnosis>/g, '') },
  ],
  ['a value outside its enumeration', 'schema', { answer: inAnswer('>Huvuddiagnos<', '>Storadiagnos<') }],
  ['another patient’s records', 'patient', { answer: inAnswer(`>${tolvan.id}<`, '>200001252386<') }],
  ['another namespace', 'answers', { answer: inAnswer('GetDiagnosisResponder:2', 'GetDiagnosisResponder:3') }],
  ['another system’s records', 'owners', { answer: inAnswer(`>${norrbotten}<`, '>SE2321000222-DEMONCS<') }],
  [
    'a fault as HTTP 200 with an empty body',
    'malformed',
    { answer: (said) => (said.status === 500 ? { ...said, status: 200, body: Buffer.alloc(0) } : said) },
  ],
  ['ISO-8859-1 without a label', 'charset', { answer: inLatin1 }],
  [
    'whatever address it is asked at',
    'wrong-address',
    { request: (xml) => xml.replace('SE2321000016-DEMOWRONG', norrbotten) },
  ],
  [
    'records outside the period',
    'period',
    { request: (xml) => xml.replace(/<(ns\d):timePeriod>.*<\/\1:timePeriod>/, '') },
  ],
  [
    'records of units that nobody asked about',
    'care-unit',
    { request: (xml) => xml.replace(/<(ns\d):careUnitHSAId>.*<\/\1:careUnitHSAId>/, '') },
  ],
  [
    'that it does not know itself as source system',
    'source-system',
    { request: (xml) => xml.replace(/(<(ns\d):sourceSystemHSAId>)[^<]*/, '$1SE2321000222-DEMONCS') },
  ],
  [
    'records without care unit',
    'owners',
    { answer: inAnswer(/<(ns\d:healthcareProfessionalCareUnitHSAId)>[^<]*<\/\1>/g, '') },
  ],
  ['a fault that names the patient', 'discreet-fault', { answer: inAnswer('Den logiska adressen', tolvan.id) }],
  ['one id for all records', 'ids', { answer: inAnswer(/(<ns\d:documentId>)[^<]*/g, '$1one') }],
  [
    'a fault where nobody is known',
    'unknown-patient',
    { request: (xml) => xml.replace(/<(ns\d:id)>189012319811<\/\1>/, '') },
  ],
  ['that UTF-16 is not read', 'utf-16', { request: (xml) => xml.replaceAll('\u0000', '') }],
];
