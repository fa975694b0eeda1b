import { Tag } from '@digdir/designsystemet-react';
import type { SourceLine } from '../../../operations/source-tools.ts';
import { useTexts } from '../../texts/language.tsx';
import { standingColor, standingOf } from './standing.ts';
import { texts } from './texts.ts';

export function StandingTag({ line }: { readonly line: SourceLine }) {
  const text = useTexts(texts);
  const standing = standingOf(line);
  return <Tag data-color={standingColor[standing]}>{text.standings[standing]}</Tag>;
}
