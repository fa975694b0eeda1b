import { Alert } from '@digdir/designsystemet-react';
import type { DirectoryAge } from '../../faces/portal-api/shapes/directory.ts';
import { useMoment } from '../common/use-moment.ts';
import { useTexts } from '../texts/language.tsx';
import { texts } from './texts.ts';

/** Said where the directory does not answer and what is shown is what it said before. */
export function StaleNote({ age }: { readonly age: DirectoryAge }) {
  const text = useTexts(texts);
  const moment = useMoment();
  return age.stale && <Alert data-color="warning">{text.stale(moment(age.asOf))}</Alert>;
}
