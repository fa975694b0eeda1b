import type { Diagnosis } from '../../contracts/index.ts';
import { codedValue } from '../coded-value.ts';
import type { Mapped } from '../mapped.ts';
import { elementValue, itemOf, linksTo } from './composition.ts';
import { type Context, careContactIdOf, descriptionHeader, ownerOf } from './header.ts';
import type { Node } from './node.ts';
import { codedValueOf, textOf, timeOf } from './values.ts';

/** `dia` → GetDiagnosis 2. One diagnosis per entry `dia-dia`. */
export function diagnosisFrom(context: Context): Mapped<Diagnosis> {
  const { composition, entry } = context;
  const diagnosisTime = timeOf(elementValue(entry, 'dia-dia-tid'));
  const related = linksTo('dia', composition, ...(entry ? [entry] : [])).flatMap((link) => link.targets);
  return {
    item: {
      diagnosisHeader: descriptionHeader(context, diagnosisTime),
      diagnosisBody: {
        ...typeOf(textOf(elementValue(entry, 'dia-dia-typ'))?.trim(), related.length > 0),
        diagnosisTime,
        diagnosisCode: codedValueOf(elementValue(entry, 'dia-dia-kod')) ?? describedCode(entry),
        relatedDiagnosis: related.map((documentId) => ({ documentId })),
      },
    },
    ...ownerOf(composition),
    careContact: careContactIdOf(context),
  };
}

/** Without a type it can read, a diagnosis that points at another one is secondary, any other is a main one. */
function typeOf(text: string | undefined, pointsAtAnother: boolean) {
  if (text === 'Huvuddiagnos' || text === 'Bidiagnos') return { typeOfDiagnosis: text } as const;
  if (text === 'Kronisk diagnos') return { typeOfDiagnosis: 'Bidiagnos', chronicDiagnosis: true } as const;
  return { typeOfDiagnosis: pointsAtAnother ? 'Bidiagnos' : 'Huvuddiagnos' } as const;
}

/** The cluster of code and text that stands where a coded value is missing. */
function describedCode(entry: Node | undefined) {
  const cluster = itemOf(entry, 'dia-dia-dbe');
  return codedValue({
    code: textOf(elementValue(cluster, 'dia-dia-dbe-kod'))?.trim(),
    display: textOf(elementValue(cluster, 'dia-dia-dbe-txt')),
  });
}
