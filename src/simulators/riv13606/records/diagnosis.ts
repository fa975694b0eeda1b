import type { Diagnosis } from '../../../contracts/index.ts';
import type { Composition } from '../composition.ts';
import { elementWriter, entry, type Link } from '../record-components.ts';
import type { TypeForm } from '../types.ts';

/** Records of years before this were never coded: they carry the diagnosis in the descriptive cluster. */
const codedSince = '2019';

/**
 * A chronic main diagnosis cannot be said: 1.0 has one field for both, so that its chronicity is lost.
 */
export function diagnosisCompositions(item: Diagnosis): Composition[] {
  return [{ meaning: 'dia', header: item.diagnosisHeader, entry: (form) => diagnosisEntry(form, item) }];
}

function diagnosisEntry(form: TypeForm, { diagnosisHeader: header, diagnosisBody: body }: Diagnosis): string {
  const items = elementWriter(form, 'items');
  const parts = elementWriter(form, 'parts');
  const code = body.diagnosisCode;
  const descriptive = code?.code === undefined || (body.diagnosisTime ?? '') < codedSince;
  const type = body.chronicDiagnosis && body.typeOfDiagnosis === 'Bidiagnos' ? 'Kronisk diagnos' : body.typeOfDiagnosis;
  return entry(
    form,
    { code: 'dia-dia' },
    diagnosisLinks(header.careContactId, body),
    (descriptive ? '' : items.concept('dia-dia-kod', code)) +
      items.text('dia-dia-typ', type) +
      // To the minute: 1.0 leaves out what is not known, the reader fills up with zeros.
      items.time('dia-dia-tid', body.diagnosisTime?.slice(0, 12)) +
      (descriptive
        ? items.cluster(
            'dia-dia-dbe',
            parts.text('dia-dia-dbe-kod', code?.code) +
              parts.text('dia-dia-dbe-txt', code?.displayName ?? code?.originalText),
          )
        : ''),
  );
}

function diagnosisLinks(careContactId: string | undefined, body: Diagnosis['diagnosisBody']): Link[] {
  const related = (body.relatedDiagnosis ?? []).map(({ documentId }) => ({ target: 'dia', targetId: documentId }));
  return careContactId === undefined ? related : [{ target: 'vko', targetId: careContactId }, ...related];
}
