import type { OperationOutcomeIssue } from 'fhir/r4';
import type { Lacking } from '../../access/index.ts';
import { errorCatalogue } from '../../errors.ts';
import type { AnswerNote, OverviewAnswer } from '../../overview/index.ts';
import type { Said } from './coverage-issues.ts';

const answerNotes: Readonly<Record<AnswerNote, Said>> = {
  'identities-unverified': {
    code: 'incomplete',
    severity: 'warning',
    sv: 'Personregistret svarade inte. Patienten har bara eftersökts under den angivna identiteten.',
    en: 'The person register did not answer. The patient was asked for under the given identity alone.',
  },
  'no-person-register': {
    code: 'informational',
    severity: 'information',
    sv: 'Patienten har bara eftersökts under den angivna identiteten: inget personregister är anslutet.',
    en: 'The patient was asked for under the given identity alone: no person register is connected.',
  },
  'unblocked-exists': {
    code: 'suppressed',
    severity: 'information',
    sv: 'Det finns uppgifter hos andra vårdgivare. Patientens samtycke krävs för att visa dem.',
    en: 'There is information from other care providers. The patient’s consent is required to show it.',
  },
  'blocked-exists': {
    code: 'suppressed',
    severity: 'information',
    sv: 'Det finns spärrade uppgifter.',
    en: 'There is blocked information.',
  },
  'checks-unavailable': {
    code: 'incomplete',
    severity: 'warning',
    sv: 'Spärrar kunde inte kontrolleras just nu. Det som inte kunde kontrolleras visas inte.',
    en: 'Blocks could not be checked just now. What could not be checked is not shown.',
  },
};

type Access = OverviewAnswer['access'];

/**
 * What holds for the whole answer, and what the reader lacks; in an emergency, before it is opened, with whose the
 * information is.
 */
export function answerIssues(given: Iterable<AnswerNote>, accesses: Iterable<Access> = []): OperationOutcomeIssue[] {
  const said = [...given].map((note) => answerNotes[note]);
  const named = [...accesses].flatMap((access) => access ?? []);
  const holders = named.flatMap((access) => access.holders);
  const blockers = named.flatMap((access) => access.blockers);
  return [
    ...said,
    ...lackingSaid(named.flatMap(({ lacking }) => lacking)),
    ...naming(holders, 'Uppgifter finns hos', 'There is information from'),
    ...naming(blockers, 'Spärrade uppgifter finns hos', 'Information is blocked by'),
  ].map(({ severity, code, sv, en }) => ({ severity, code, details: { text: `${sv} / ${en}` } }));
}

/** Each once, though several contracts lack it. */
function lackingSaid(lacking: readonly Lacking[]): Said[] {
  const said = lacking.map(({ code, detail }): [string, Said] => {
    const { sv, en } = errorCatalogue[code];
    const named = detail === undefined ? '' : ` (${detail})`;
    return [code + named, { severity: 'information', code: 'suppressed', sv: sv + named, en: en + named }];
  });
  return [...new Map(said).values()];
}

function naming(hsaIds: readonly string[], sv: string, en: string): Said[] {
  if (hsaIds.length === 0) return [];
  const names = [...new Set(hsaIds)].join(', ');
  return [{ severity: 'information', code: 'suppressed', sv: `${sv} ${names}.`, en: `${en} ${names}.` }];
}
