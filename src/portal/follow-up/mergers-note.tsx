import { Alert, Paragraph } from '@digdir/designsystemet-react';
import type { Names, ShownMerger } from '../../faces/portal-api/shapes/follow-up.ts';
import { useTexts } from '../texts/language.tsx';
import { texts } from './texts.ts';

interface MergersNoteProps {
  readonly mergers: readonly ShownMerger[];
  readonly names: Names;
}

/** That figures are compared across the day of a merger. */
export function MergersNote({ mergers, names }: MergersNoteProps) {
  const text = useTexts(texts);
  if (mergers.length === 0) return null;
  return (
    <Alert data-color="info">
      {mergers.map(({ from, into, at }) => (
        <Paragraph key={from}>{text.merged(names[from] ?? from, names[into] ?? into, at)}</Paragraph>
      ))}
      <Paragraph>{text.aboutMerged}</Paragraph>
    </Alert>
  );
}
