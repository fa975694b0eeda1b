import { contentOf, plainTextOf } from './attachments.ts';
import type { Context } from './context.ts';
import { headerFrom } from './header.ts';
import type { CodeableConcept, Resource } from './resources.ts';
import { signatureOf } from './signature.ts';
import { hasCode, joined } from './values.ts';

type Report = Resource<'DiagnosticReport'>;

/** Codes of HL7 v2 table 0074 for imaging and for consultations; its other codes are of laboratories. */
const imaging = [
  'RAD',
  'IMG',
  'CT',
  'CUS',
  'NMR',
  'NMS',
  'OUS',
  'RUS',
  'RX',
  'VUS',
  'XRC',
  'imaging',
  '18748-4',
  'LP29684-5',
];
const consultation = ['OTH', 'PHY', '11488-4', '57133-1', '18726-0'];
const elsewhere = ['EC', 'EN', 'CTH', 'PF', 'AU', 'NRS', 'RT', 'RC'];

/** Which of the contracts a report belongs to. One that says nothing of it is told by what it holds. */
export function kindOfReport({ category = [], code, imagingStudy = [], result = [] }: Report) {
  const said: readonly (CodeableConcept | undefined)[] = [...category, code];
  if (hasCode(said, ...imaging) || imagingStudy.length > 0) return 'imaging';
  if (hasCode(category, 'LAB', 'laboratory')) return 'laboratory';
  if (hasCode(said, ...consultation)) return 'referral';
  if (hasCode(said, ...elsewhere)) return 'other';
  return category.length > 0 || result.length > 0 ? 'laboratory' : 'referral';
}

/** Whose it is, who wrote and signed it, and when. */
export function headerOfReport(report: Report, authorTime: string | undefined, context: Context) {
  const [interpreter] = report.resultsInterpreter ?? [];
  const { signer, signed } = signatureOf(report);
  return headerFrom(
    report,
    {
      subject: report.subject,
      encounter: report.encounter,
      // Where it is told when it was signed, the interpreter is whoever did that.
      author: report.performer?.[0] ?? (signed ? undefined : interpreter),
      authorTime,
      signer: interpreter ?? signer,
      signed,
      nullified: report.status === 'entered-in-error',
    },
    context,
  );
}

const attachedOnly = 'Se bifogat dokument';

/** What it says: its conclusion, else its first text, else that there is a document. */
export function textOfReport(report: Report, context: Context): string | undefined {
  const contents = contentsOf(report, context);
  const told = report.conclusion ?? contents.map(plainTextOf).find(Boolean);
  return joined([told]) ?? (contents.length > 0 ? attachedOnly : undefined);
}

export function contentsOf(report: Report, context: Context) {
  return (report.presentedForm ?? []).flatMap((form) => contentOf(form, report, context) ?? []);
}

export const finalStatuses = ['final', 'amended', 'corrected', 'appended'];
