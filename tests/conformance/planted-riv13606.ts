import { tolvan } from '../simulators/councils.ts';
import { inAnswer, type Planted } from './planting.ts';

/** Each planted fault, and the check that must find it. */
export const plantedInRiv13606: Planted = [
  ['a mandatory element missing', 'schema', { answer: inAnswer(/<synthesised value="false"\/>/g, '') }],
  ['a type that the model lacks', 'schema', { answer: inAnswer(/xsi:type="(\w+:)?ENTRY"/g, 'xsi:type="$1ENTITY"') }],
  [
    'a time that is none',
    'schema',
    { answer: inAnswer(/<time_committed value="[^"]*"/g, '<time_committed value="i går"') },
  ],
  ['elements in the wrong order', 'order', { answer: inAnswer(/(<rc_id [^>]*\/>)(<synthesised [^>]*\/>)/g, '$2$1') }],
  ['what the contract demands missing', 'mapped', { answer: inAnswer(/<session_time>.*?<\/session_time>/g, '') }],
  ['records lost between two parts', 'parts', { answer: inAnswer(/<continuation_token [^>]*\/>/g, '') }],
  [
    'another patient’s records',
    'patient',
    { answer: inAnswer(`extension="${tolvan.id}"`, 'extension="200001252386"') },
  ],
  ['another system’s records', 'owners', { answer: inAnswer(/(<ehr_system [^>]*extension=")[^"]*/g, '$1SE1-ANNAN') }],
  ['records without owner', 'owners', { answer: inAnswer('code="iag"', 'code="utv"') }],
  ['one id for all records', 'ids', { answer: inAnswer(/(<rc_id [^>]*extension=")[^"]*/g, '$1one') }],
  [
    'an error where nobody is known',
    'unknown-patient',
    { request: (xml) => xml.replace(' extension="189012319811"', '') },
  ],
  ['records outside the period', 'period', { request: (xml) => xml.replace(/<time_period.*<\/time_period>/, '') }],
  [
    'whatever system it is asked for',
    'wrong-address',
    { request: (xml) => xml.replace('SE2321000016-DEMOWRONG', 'SE2321000222-DEMONCS') },
  ],
  ['an error that names the patient', 'discreet-fault', { answer: inAnswer('Parametern hsa_id', tolvan.id) }],
  ['a fault as HTTP 200', 'malformed', { answer: (said) => ({ ...said, status: 200 }) }],
];
