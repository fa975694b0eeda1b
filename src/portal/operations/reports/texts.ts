import type { WithholdingReason } from '../../../access/record-gate.ts';
import type { FailureReason } from '../../../sources/query.ts';
import { counted } from '../../texts/counted.ts';

interface ReportTexts {
  readonly title: string;
  readonly intro: string;
  readonly source: string;
  readonly month: string;
  readonly pdf: string;
  readonly csv: string;
  readonly waiting: string;
  readonly heading: (name: string, month: string) => string;
  readonly underWay: (until: string) => string;
  readonly nothing: string;
  readonly requirements: string;
  readonly requirement: string;
  readonly asked: string;
  readonly measured: string;
  readonly verdict: string;
  readonly met: string;
  readonly notMet: string;
  readonly notMeasured: string;
  readonly availability: string;
  readonly inTime: string;
  readonly indexed: string;
  readonly atLeast: (share: string) => string;
  readonly within: (bound: string) => string;
  readonly beyond: (bound: string) => string;
  readonly queries: string;
  readonly what: string;
  readonly count: string;
  readonly total: string;
  readonly answered: string;
  readonly failed: Readonly<Record<FailureReason, string>>;
  readonly notItsOwn: (count: number) => string;
  readonly inMaintenance: (count: number) => string;
  readonly waited: (time: string) => string;
  readonly maintenance: string;
  readonly times: string;
  readonly ofAnswers: (percent: number) => string;
  readonly contracts: string;
  readonly contract: string;
  readonly records: string;
  readonly index: string;
  readonly notCompared: string;
  readonly compared: (done: number, undone: number) => string;
  readonly listed: string;
  readonly differing: string;
  readonly late: string;
  readonly withheld: string;
  readonly noneWithheld: string;
  readonly reason: string;
  readonly withheldFor: Readonly<Record<WithholdingReason, string>>;
  readonly broken: string;
  readonly noneBroken: string;
  readonly unreadable: (count: number) => string;
  readonly rule: string;
  readonly days: string;
  readonly more: (count: number) => string;
  readonly history: string;
  readonly inTable: string;
  readonly chart: (name: string, months: number) => string;
  readonly drawing: string;
  readonly targetLine: (share: string) => string;
  readonly definitions: string;
  readonly defined: readonly (readonly [what: string, how: string])[];
  readonly noPatients: string;
  readonly page: (page: number, of: number) => string;
}

const sv: ReportTexts = {
  title: 'Månadsrapporter',
  intro: 'Hur varje källa har svarat, månad för månad. Rapporten kan skickas till den som levererar källan.',
  source: 'Källa',
  month: 'Månad',
  pdf: 'Spara som PDF',
  csv: 'Spara som CSV',
  waiting: 'Rapporten hämtas',
  heading: (name, month) => `${name}, ${month}`,
  underWay: (until) => `Månaden är inte slut. Siffrorna gäller till ${until}.`,
  nothing: 'Källan har inte tillfrågats under månaden.',
  requirements: 'Kraven',
  requirement: 'Krav',
  asked: 'Ska vara',
  measured: 'Blev',
  verdict: 'Bedömning',
  met: 'Uppfyllt',
  notMet: 'Inte uppfyllt',
  notMeasured: 'Inte mätt',
  availability: 'Tillgänglighet',
  inTime: 'Svar inom 27 sekunder',
  indexed: 'Engagemangsindex uppdaterat inom en timme',
  atLeast: (share) => `minst ${share}`,
  within: (bound) => `högst ${bound}`,
  beyond: (bound) => `mer än ${bound}`,
  queries: 'Frågor',
  what: 'Vad',
  count: 'Antal',
  total: 'Ställda',
  answered: 'Besvarade',
  failed: {
    'timed-out': 'Svarade inte i tid',
    refused: 'Sade nej eller kunde inte svara',
    unreachable: 'Gick inte att nå',
    'bad-data': 'Svaret gick inte att läsa',
    'breaker-open': 'Sparades: hade inte svarat på en stund',
    busy: 'Ställdes inte: för många väntade i bryggan',
    abandoned: 'Avbröts av den som frågade',
    'bus-unavailable': 'Fel i bryggan',
  },
  notItsOwn: (count) =>
    `${count} obesvarade frågor beror på bryggan eller på den som frågade. De räknas inte i tillgängligheten.`,
  inMaintenance: (count) =>
    `${count} frågor ställdes under timmar med planerat underhåll. De ingår i antalen men varken i tillgänglighet eller svarstider.`,
  waited: (time) =>
    `Bryggan väntar på källan i högst ${time}. Svar som skulle ha kommit senare räknas som uteblivna. Om de hade kommit inom 27 sekunder vet ingen: därför kan det kravet stå som inte mätt.`,
  maintenance: 'Planerat underhåll',
  times: 'Svarstider',
  ofAnswers: (percent) => `${percent} av 100 svar inom`,
  contracts: 'Varje tjänstekontrakt',
  contract: 'Tjänstekontrakt',
  records: 'Visade uppgifter',
  index: 'Engagemangsindex',
  notCompared: 'Källans lista har inte jämförts med indexet under månaden.',
  compared: (done, undone) =>
    `Listan jämfördes ${counted(done, 'gång', 'gånger')}${undone > 0 ? `; ${counted(undone, 'gång', 'gånger')} gick det inte att slutföra` : ''}.`,
  listed: 'Engagemang i källans lista, sammanlagt',
  differing: 'Där indexet var annorlunda',
  late: 'Varav äldre än en timme i källan',
  withheld: 'Uppgifter som inte visades',
  noneWithheld: 'Inga uppgifter hölls inne.',
  reason: 'Skäl',
  withheldFor: {
    broken: 'Följer inte tjänstekontraktet',
    'other-patient': 'Gäller någon annan än den som frågan gällde',
    'other-source': 'Hör till ett annat system',
    nullified: 'Makulerade',
    'no-care-unit': 'Saknar vårdenhet',
    'no-care-provider': 'Saknar vårdgivare',
    'not-approved-for-patient': 'Inte godkända för patienten',
    'not-expressible': 'Går inte att uttrycka i den version som efterfrågades',
  },
  broken: 'Schemafel',
  noneBroken: 'Inga uppgifter bröt mot tjänstekontraktens regler.',
  unreadable: (count) => `${count} hela svar gick inte att läsa.`,
  rule: 'Regel',
  days: 'Dagar',
  more: (count) => `${count} regler till finns i CSV-filen.`,
  history: 'Månad för månad',
  inTable: 'Siffrorna i en tabell',
  chart: (name, months) =>
    `Tillgänglighet och svar i tid för ${name}, ${months} månader. Siffrorna står i tabellen under.`,
  drawing: 'Diagrammet ritas',
  targetLine: (share) => `Kravet, ${share}`,
  definitions: 'Så räknas det',
  defined: [
    [
      'Tillgänglighet',
      'Besvarade frågor av de ställda. Frågor som bryggan själv inte kunde ställa, eller som den som frågade avbröt, räknas inte. Timmar då planerat underhåll pågick räknas inte.',
    ],
    [
      'Svar inom 27 sekunder',
      'Svar som kom inom 27 sekunder, av alla svar och de frågor som bryggan väntade förgäves på. Kravet anger ingen andel; här gäller samma andel som för tillgängligheten.',
    ],
    ['Svarstider', 'Räknas i fasta steg. Talet är den övre gränsen för steget, från frågan till hela svaret.'],
    [
      'Engagemangsindex',
      'Källans fullständiga lista jämförs med indexet. Ett engagemang är sent när indexet saknade eller hade något annat än källan, och uppgiften i källan var äldre än en timme när jämförelsen började.',
    ],
    ['Schemafel', 'Uppgifter som bröt mot tjänstekontraktets schema eller regler, efter den regel som bröts först.'],
  ],
  noPatients: 'Innehåller inga patientuppgifter.',
  page: (page, of) => `Sida ${page} av ${of}`,
};

const en: ReportTexts = {
  title: 'Monthly reports',
  intro: 'How each source has answered, month by month. The report can be sent to whoever delivers the source.',
  source: 'Source',
  month: 'Month',
  pdf: 'Save as PDF',
  csv: 'Save as CSV',
  waiting: 'Fetching the report',
  heading: (name, month) => `${name}, ${month}`,
  underWay: (until) => `The month is not over. The figures are until ${until}.`,
  nothing: 'The source was not asked during the month.',
  requirements: 'The requirements',
  requirement: 'Requirement',
  asked: 'Should be',
  measured: 'Was',
  verdict: 'Verdict',
  met: 'Met',
  notMet: 'Not met',
  notMeasured: 'Not measured',
  availability: 'Availability',
  inTime: 'Answers within 27 seconds',
  indexed: 'Engagement index told within an hour',
  atLeast: (share) => `at least ${share}`,
  within: (bound) => `at most ${bound}`,
  beyond: (bound) => `more than ${bound}`,
  queries: 'Queries',
  what: 'What',
  count: 'Number',
  total: 'Asked',
  answered: 'Answered',
  failed: {
    'timed-out': 'Did not answer in time',
    refused: 'Said no or could not answer',
    unreachable: 'Could not be reached',
    'bad-data': 'The answer could not be read',
    'breaker-open': 'Spared: had not answered for a while',
    busy: 'Not asked: too many were waiting in the bridge',
    abandoned: 'Broken off by whoever asked',
    'bus-unavailable': 'A fault of the bridge',
  },
  notItsOwn: (count) =>
    `${count} unanswered queries came of the bridge or of whoever asked. They are not counted in availability.`,
  inMaintenance: (count) =>
    `${count} queries were asked in hours of planned maintenance. They are among the counts, but neither in availability nor in answer times.`,
  waited: (time) =>
    `The bridge waits for the source for at most ${time}. What would have come later is counted as no answer. Whether it would have come within 27 seconds nobody knows: that requirement may therefore stand as not measured.`,
  maintenance: 'Planned maintenance',
  times: 'Answer times',
  ofAnswers: (percent) => `${percent} of 100 answers within`,
  contracts: 'Each service contract',
  contract: 'Service contract',
  records: 'Records shown',
  index: 'Engagement index',
  notCompared: 'The source’s list was not compared with the index during the month.',
  compared: (done, undone) =>
    `The list was compared ${counted(done, 'time', 'times')}${undone > 0 ? `; ${counted(undone, 'time', 'times')} it did not come to its end` : ''}.`,
  listed: 'Engagements in the source’s list, in all',
  differing: 'Where the index differed',
  late: 'Of which older than an hour in the source',
  withheld: 'Records that were not shown',
  noneWithheld: 'No records were withheld.',
  reason: 'Reason',
  withheldFor: {
    broken: 'Break the service contract',
    'other-patient': 'Are about somebody else than was asked for',
    'other-source': 'Belong to another system',
    nullified: 'Withdrawn',
    'no-care-unit': 'Name no care unit',
    'no-care-provider': 'Name no care provider',
    'not-approved-for-patient': 'Not approved for the patient',
    'not-expressible': 'Cannot be told in the version that was asked for',
  },
  broken: 'Schema errors',
  noneBroken: 'No records broke the rules of the service contracts.',
  unreadable: (count) => `${count} whole answers could not be read.`,
  rule: 'Rule',
  days: 'Days',
  more: (count) => `${count} more rules are in the CSV file.`,
  history: 'Month by month',
  inTable: 'The figures in a table',
  chart: (name, months) =>
    `Availability and answers in time of ${name}, ${months} months. The table below has the figures.`,
  drawing: 'Drawing the chart',
  targetLine: (share) => `The requirement, ${share}`,
  definitions: 'How it is counted',
  defined: [
    [
      'Availability',
      'Answered queries of those asked. Queries that the bridge itself could not put, or that whoever asked broke off, are not counted. Hours of planned maintenance are not counted.',
    ],
    [
      'Answers within 27 seconds',
      'Answers that came within 27 seconds, of all answers and of the queries that the bridge waited for in vain. The requirement names no share; here it is the same as for availability.',
    ],
    [
      'Answer times',
      'Counted in fixed steps. The number is the upper bound of the step, from the query to the whole answer.',
    ],
    [
      'Engagement index',
      'The source’s complete list is compared with the index. An engagement is late when the index lacked it or had something else than the source, and the content in the source was older than an hour when the comparison began.',
    ],
    ['Schema errors', 'Records that broke the service contract’s schema or rules, by the rule that broke first.'],
  ],
  noPatients: 'Holds no patient data.',
  page: (page, of) => `Page ${page} of ${of}`,
};

export const texts: { readonly sv: ReportTexts; readonly en: ReportTexts } = { sv, en };
