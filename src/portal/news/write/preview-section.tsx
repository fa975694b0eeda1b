import { Alert, Button, Heading } from '@digdir/designsystemet-react';
import { useEffect, useRef } from 'react';
import type { NewsPreview } from '../../../faces/portal-api/shapes/news.ts';
import { useTexts } from '../../texts/language.tsx';
import { ItemView } from '../item-view.tsx';
import { texts } from '../texts.ts';

interface PreviewSectionProps {
  readonly preview: NewsPreview;
  readonly isPublishing: boolean;
  readonly publish: () => void;
}

/** How it will be shown, in each language that it is written in; and what keeps it from being. */
export function PreviewSection({ preview: { item, faults }, isPublishing, publish }: PreviewSectionProps) {
  const { write } = useTexts(texts);
  const place = useRef<HTMLElement>(null);
  useEffect(() => place.current?.focus(), []);
  return (
    <section ref={place} className="stack" tabIndex={-1} aria-label={write.previewTitle}>
      <Heading level={2} data-size="sm">
        {write.previewTitle}
      </Heading>
      <div className="news-preview">
        <ItemView item={item} level={3} in="sv" />
        {item.en && <ItemView item={item} level={3} in="en" />}
      </div>
      {faults.length > 0 ? (
        <Alert data-color="warning">
          <Heading level={3} data-size="2xs">
            {write.mustChange}
          </Heading>
          <ul>
            {faults.map((fault) => (
              <li key={fault}>{write.faults[fault]}</li>
            ))}
          </ul>
        </Alert>
      ) : (
        <div>
          <Button loading={isPublishing} onClick={publish}>
            {write.publish}
          </Button>
        </div>
      )}
    </section>
  );
}
