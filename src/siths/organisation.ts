/** The organization above a system in the care directory. */
interface Above {
  readonly name: string;
  /** `NNNNNN-NNNN`. */
  readonly orgNo: string | undefined;
  readonly alternativeNames: readonly string[];
}

/** With the forms of test platforms around it: `T-SERVICES-SE165565594230-112N`, `SE2321000222T-3P60`. */
const inHsaId = /^(?:[A-Z0-9]+[-_])*SE(?:16)?([0-9]{10})[A-Z]*-/;
/** As historic certificates have it in O, with or without the century 16 of juridical persons. */
const written = /^(?:16)?([0-9]{6})-?([0-9]{4})$/;

/**
 * How the organisation number inside an HSA-id (upper case) contradicts the certificate's subject O, or the organization
 * that the care directory has the system below; undefined: it does not, or nothing can be said. The number is that of
 * whoever keeps the catalogue, which need not be the employer: a contradiction is to be looked into, no reason to refuse.
 */
export function organisationConflict(
  hsaId: string,
  organisation: string | undefined,
  above: Above | undefined,
): string | undefined {
  const [, number] = inHsaId.exec(hsaId) ?? [];
  if (number === undefined) return undefined;
  const ofSubject = numberIn(organisation);
  if (ofSubject !== undefined && ofSubject !== number) return `The subject is of organisation ${ofSubject}.`;
  const ofAbove = numberIn(above?.orgNo);
  if (ofAbove !== undefined && ofAbove !== number) return `The care directory has it below ${above?.orgNo}.`;
  if (above === undefined || organisation === undefined || ofSubject !== undefined) return undefined;
  const names = [above.name, ...above.alternativeNames].map(comparable);
  return names.includes(comparable(organisation)) ? undefined : 'The care directory names the organisation otherwise.';
}

function numberIn(text: string | undefined): string | undefined {
  const [, first, last] = written.exec(text?.trim() ?? '') ?? [];
  return first === undefined ? undefined : `${first}${last}`;
}

const comparable = (name: string): string => name.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase();
