import type { Narrative } from 'fhir/r4';
import { answerIssues } from '../answer-issues.ts';
import { coverageIssues, notPermittedIssues } from '../coverage-issues.ts';
import { contractName } from '../identities.ts';
import { escapeXhtml, inside, narrativeOf } from '../mapping/narrative.ts';
import type { Gathered } from '../search/records.ts';
import { lacksClinicalStatus } from './clinical-status.ts';
import { reasonOf, reasons } from './emptiness.ts';
import type { Picked, Section } from './section.ts';

type Asked = Pick<Gathered, 'coverage' | 'notPermitted' | 'notes' | 'accesses'>;

/** What the reader must know before reading: from when it is, and which sources are not in it. */
export function statementOf(gathered: Asked, bridge: string, madeAt: string): Narrative {
  const { missing, other } = told(gathered);
  return narrativeOf(
    [
      `<p>${escapeXhtml(`Patientöversikt, sammanställd av ${bridge} ${madeAt} ur det som anslutna källor lämnade ut.`)}</p>`,
      missing.length > 0
        ? `<p>Följande saknas i översikten:</p>${list(missing)}`
        : '<p>Alla tillfrågade källor svarade.</p>',
      other.length > 0 ? `<p>Övrigt om källorna:</p>${list(other)}` : '',
    ].join(''),
  );
}

/** A section's entries in words, each with who answers for it, and which of its sources are missing. */
export function sectionNarrative(section: Section, picked: readonly Picked[], gathered: Asked): Narrative {
  const contracts = new Set(section.draws.map(({ contract }) => contract));
  const own = (contract: string) => contracts.has(contractName(contract));
  const { missing } = told({
    coverage: gathered.coverage.filter(({ contract }) => own(contract)),
    notPermitted: gathered.notPermitted.filter(own),
    notes: new Set<never>(),
    accesses: [],
  });
  const entries = picked.map(inWords).join('');
  const absence = picked.length === 0 ? `<p>${escapeXhtml(reasons[reasonOf(section, gathered)])}</p>` : '';
  const gaps = missing.length > 0 ? `<p>Ofullständigt:</p>${list(missing)}` : '';
  return narrativeOf(entries + absence + gaps);
}

function inWords({ resource, record }: Picked): string {
  const { careUnit, careProvider } = record.header;
  const text = resource.text ? inside(resource.text) : `<p>${escapeXhtml(resource.resourceType)}</p>`;
  const assumed = lacksClinicalStatus(resource) ? '<p>Klinisk status: aktiv (antagen, källan anger ingen)</p>' : '';
  return `${text}${assumed}<p>${escapeXhtml(`Vårdenhet ${careUnit ?? 'okänd'}, vårdgivare ${careProvider ?? 'okänd'}`)}</p>`;
}

/** What is missing, and what else is to be known of the sources. */
function told({ coverage, notPermitted, notes, accesses }: Asked): { missing: string[]; other: string[] } {
  const issues = [...coverageIssues(coverage), ...notPermittedIssues(notPermitted), ...answerIssues(notes, accesses)];
  const texts = (severity: string) =>
    issues.flatMap((issue) => (issue.severity === severity ? (issue.details?.text ?? []) : []));
  return { missing: texts('warning'), other: texts('information') };
}

function list(texts: readonly string[]): string {
  return `<ul>${texts.map((text) => `<li>${escapeXhtml(text)}</li>`).join('')}</ul>`;
}
