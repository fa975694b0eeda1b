import { Link, Paragraph } from '@digdir/designsystemet-react';
import { Link as RouterLink } from 'react-router';
import { useTexts } from '../texts/language.tsx';
import { texts } from './texts.ts';

/** The care directory, which needs no assignment. */
export function ToDirectory() {
  const text = useTexts(texts);
  return (
    <Paragraph>
      <Link asChild>
        <RouterLink to="/directory">{text.directory}</RouterLink>
      </Link>
    </Paragraph>
  );
}
