import { Button } from '@digdir/designsystemet-react';
import { useLanguage, useTexts } from '../texts/language.tsx';
import type { PartContent } from './items-by-type.ts';
import { namesIn } from './sentence-text.ts';
import { texts } from './texts.ts';

/** What came while something was being read: told, and shown on request. Floats, so that it moves nothing. */
export function LateBar({ parts, insert }: { readonly parts: readonly PartContent[]; readonly insert: () => void }) {
  const text = useTexts(texts);
  const { language } = useLanguage();
  const count = parts.reduce((sum, { late }) => sum + late.length, 0);
  const names = parts.flatMap(({ cells }) => cells.flatMap(({ late, name }) => (late.length > 0 ? [name] : [])));
  const has = count > 0;
  return (
    <div className="late-bar not-printed" data-empty={!has}>
      <span role="status">{has && text.late(count, namesIn([...new Set(names)], language))}</span>
      {has && (
        <Button data-size="sm" className="late-bar__show" onClick={insert}>
          {text.showLate(count)}
        </Button>
      )}
    </div>
  );
}
