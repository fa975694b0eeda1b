import { Heading, Link, Paragraph } from '@digdir/designsystemet-react';
import { Link as RouterLink } from 'react-router';
import { useTexts } from '../texts/language.tsx';
import { usePageTitle } from './page-title.ts';
import { texts } from './texts.ts';

export default function NotFound() {
  const text = useTexts(texts);
  usePageTitle(text.notFound);
  return (
    <div className="page page--narrow stack">
      <Heading level={1}>{text.notFound}</Heading>
      <Paragraph>{text.notFoundText}</Paragraph>
      <Paragraph>
        <Link asChild>
          <RouterLink to="/">{text.toStart}</RouterLink>
        </Link>
      </Paragraph>
    </div>
  );
}
