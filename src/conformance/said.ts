import type { Violation } from '../contracts/index.ts';
import type { Reply } from './reply.ts';
import type { Words } from './words.ts';

/** The validator's rules in Swedish. What is not among them stays as it is. */
const rules: readonly (readonly [RegExp, string])[] = [
  [/^is missing$/, 'saknas'],
  [/^must be one of (.*)$/, 'måste vara något av $1'],
  [/^must be true or false$/, 'måste vara true eller false'],
  [/^must be a value of type (.*)$/, 'måste vara ett värde av typen $1'],
  [/^must be at most (\d+) characters$/, 'får ha högst $1 tecken'],
  [/^must have the form of (.*)$/, 'måste ha formen $1'],
  [/^must hold elements$/, 'måste innehålla element'],
  [/^must hold exactly one of (.*)$/, 'måste innehålla exakt ett av $1'],
  [/^must hold at most one of (.*)$/, 'får innehålla högst ett av $1'],
  [/^holds (\S+), which is not an element of the contract$/, 'innehåller $1, som inte finns i tjänstekontraktet'],
  [/^is not an element of the contract$/, 'finns inte i tjänstekontraktet'],
  [/^occurs more than once$/, 'förekommer mer än en gång'],
  [/^is in another namespace$/, 'står i en annan namnrymd'],
  [/^stands in the wrong order$/, 'står i fel ordning'],
  [/^is never sent in this contract$/, 'ska aldrig skickas i detta kontrakt'],
  [/^must be of a type that is a (.*)$/, 'måste vara av en typ som är en $1'],
  [/^is not in the model$/, 'finns inte i modellen'],
  [/^is empty$/, 'är tom, vilket FHIR inte tillåter'],
  [/^does not have the form that FHIR R4 gives it$/, 'har inte den form som FHIR R4 ger den'],
  [/^is referred to, and cannot be read$/, 'hänvisas till men kan inte läsas'],
  [/^holds the identity of the patient$/, 'innehåller patientens identitet'],
  [/^must be the address that answers$/, 'måste vara den adress som svarar'],
  [/^is not answered$/, 'besvaras inte'],
  [/^leads on without end$/, 'leder vidare utan slut'],
  [/^has come in an earlier part$/, 'har redan kommit i en tidigare del'],
  [/^has no document id$/, 'saknar dokument-id'],
  [
    /^changes its meaning by a modifier extension or rules that are not known here$/,
    'får en annan betydelse av en modifierExtension eller implicitRules som bryggan inte känner',
  ],
  [/^is not by the contract’s rules$/, 'följer inte kontraktets regler'],
];

const most = 10;

/** Each broken rule once, with how often; the first ten. */
export function violationWords(violations: readonly Violation[]): Words[] {
  const counts = new Map<string, { violation: Violation; times: number }>();
  for (const violation of violations) {
    const path = violation.path.replaceAll(/\[\d+\]/g, '');
    const key = `${path} ${violation.rule}`;
    counts.set(key, { violation: { ...violation, path }, times: (counts.get(key)?.times ?? 0) + 1 });
  }
  const all = [...counts.values()].map(({ violation: { path, rule }, times }) => ({
    sv: `${path} ${inSwedish(rule)}${times > 1 ? ` (${times} gånger)` : ''}`,
    en: `${path} ${rule}${times > 1 ? ` (${times} times)` : ''}`,
  }));
  const rest = all.length - most;
  return rest <= 0 ? all : [...all.slice(0, most), { sv: `… och ${rest} till`, en: `… and ${rest} more` }];
}

/** The same of what a record has been found to lack: path and rule in one text. */
export function problemWords(problems: readonly string[]): Words[] {
  return violationWords(
    problems.map((problem) => {
      const end = problem.indexOf(' ');
      return { path: problem.slice(0, end), rule: problem.slice(end + 1) };
    }),
  );
}

function inSwedish(rule: string): string {
  const [form, words] = rules.find(([candidate]) => candidate.test(rule)) ?? [];
  return form && words !== undefined ? rule.replace(form, words) : rule;
}

/** A reply in a few words, without anything out of it that may be about a patient. */
export function replyWords(reply: Reply): Words {
  switch (reply.kind) {
    case 'answer':
      return {
        sv: `ett svar med ${reply.records.length} poster${reply.resultCode ? `, resultCode ${reply.resultCode}` : ''}`,
        en: `an answer with ${reply.records.length} records${reply.resultCode ? `, resultCode ${reply.resultCode}` : ''}`,
      };
    case 'fault':
      return {
        sv: `${reply.what.sv} med HTTP-status ${reply.status}`,
        en: `${reply.what.en} with HTTP status ${reply.status}`,
      };
    case 'unreadable':
      return reply.what;
    case 'silent':
      return reply.isLate
        ? { sv: `inget helt svar på ${seconds(reply)} s`, en: `no whole answer in ${seconds(reply)} s` }
        : { sv: `ingen kontakt (${reply.code})`, en: `no contact (${reply.code})` };
  }
}

const seconds = ({ milliseconds }: Reply): string => (milliseconds / 1000).toFixed(1);

/** What came, where something else should have. */
export function insteadOf(reply: Reply, sv: string, en: string): Words {
  const came = replyWords(reply);
  return { sv: `Väntat: ${sv}. Kom: ${came.sv}.`, en: `Expected: ${en}. Came: ${came.en}.` };
}
