import { norrbotten } from '../../src/simulators/index.ts';
import { tolvan } from '../simulators/councils.ts';
import { inAnswer, type Planted, type PlantedIn, talkative, warnedOf } from './planting.ts';
import type { Said } from './spoiler.ts';

const inLatin1 = (said: Said): Said => ({
  ...said,
  contentType: 'text/xml',
  body: Buffer.from(said.body.toString('utf8').replace(/^<\?xml[^>]*\?>/, ''), 'latin1'),
});

const inParts: PlantedIn = { contract: 'GetCareDocumentation:3', patient: talkative };

const inWarnings: PlantedIn = { contract: 'GetAlertInformation:2', patient: warnedOf };

const isFirstPart = ({ body }: Said): boolean => body.includes('hasMore>');
const notes = /<(ns\d):careDocumentation>.*?<\/\1:careDocumentation>/gs;

/** As if the last part began one note too late. */
const oneLost = (said: Said): Said => {
  const last = isFirstPart(said) && said.body.toString('utf8').match(notes)?.at(-1);
  return last ? inAnswer(last, '')(said) : said;
};

/** The first note comes in the last part too. */
function oneTwice(): (said: Said) => Said {
  let first = '';
  return (said) => {
    if (!isFirstPart(said)) return inAnswer(/(Response[^>]*>)(?=<ns\d:careDocumentation>)/g, `$1${first}`)(said);
    first = said.body.toString('utf8').match(notes)?.[0] ?? '';
    return said;
  };
}

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
    'records of other care contacts',
    'care-contact',
    { request: (xml) => xml.replace(/<(ns\d):careContactId>.*<\/\1:careContactId>/, '') },
  ],
  [
    'warnings of other care contacts',
    'care-contact',
    { request: (xml) => xml.replace(/<(ns\d):careContactId>.*<\/\1:careContactId>/, '') },
    inWarnings,
  ],
  [
    'that it does not know its own care contacts',
    'care-contact',
    { request: (xml) => xml.replace(/(<(ns\d):careContactId>)[^<]*/, '$1other') },
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
  ['a record lost between two parts', 'has-more', { answer: oneLost }, inParts],
  [
    'the first part again and again',
    'has-more',
    { request: (xml) => xml.replace(/<(ns\d):hasMoreReference>.*<\/\1:hasMoreReference>/, '') },
    inParts,
  ],
  ['a record in two parts', 'has-more', { answer: oneTwice() }, inParts],
  [
    'more at another address',
    'has-more',
    { answer: inAnswer(/(<ns\d:logicalAddress>)[^<]*/g, '$1SE1-ANNAN') },
    inParts,
  ],
  [
    'a reference that leads nowhere',
    'has-more',
    { request: (xml) => xml.replace(/(<(ns\d):hasMoreReference>)[^<]*/, '$1gone') },
    inParts,
  ],
  ['that UTF-16 is not read', 'utf-16', { request: (xml) => xml.replaceAll('\u0000', '') }],
];
