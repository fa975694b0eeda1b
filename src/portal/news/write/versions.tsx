import { Details } from '@digdir/designsystemet-react';
import type { WrittenNews } from '../../../faces/portal-api/shapes/news.ts';
import { useTexts } from '../../texts/language.tsx';
import { ItemView } from '../item-view.tsx';
import { texts } from '../texts.ts';

/** What it said before. */
export function Versions({ items }: { readonly items: readonly WrittenNews[] }) {
  const { write } = useTexts(texts);
  return (
    <Details>
      <Details.Summary>{`${write.versions} (${items.length})`}</Details.Summary>
      <Details.Content>
        {items.map((item) => (
          <ItemView key={item.version} item={item} level={2} />
        ))}
      </Details.Content>
    </Details>
  );
}
