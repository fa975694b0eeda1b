import { Heading } from '@digdir/designsystemet-react';
import type { ShownSession } from '../../faces/portal-api/shapes/session.ts';
import { usePageTitle } from '../shell/page-title.ts';
import { texts } from '../shell/texts.ts';
import { useTexts } from '../texts/language.tsx';

/** What the signed-in person can do under the assignment chosen. */
export default function Start({ session }: { readonly session: ShownSession }) {
  const text = useTexts(texts);
  usePageTitle(text.start);
  return (
    <div className="page stack">
      <Heading level={1}>{session.assignment?.name}</Heading>
    </div>
  );
}
