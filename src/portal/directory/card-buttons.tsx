import { Button, Heading, Paragraph } from '@digdir/designsystemet-react';
import { CopyButton } from '../common/copy-button.tsx';
import { keepFile } from '../common/keep-file.ts';
import { useTexts } from '../texts/language.tsx';
import { texts } from './texts.ts';

interface CardButtonsProps {
  /** The contact card as text. */
  readonly card: string;
  readonly hsaId: string;
}

/** The contact card, copied or saved. */
export function CardButtons({ card, hsaId }: CardButtonsProps) {
  const text = useTexts(texts);
  return (
    <section className="facts not-printed" aria-labelledby="card">
      <Heading level={2} data-size="2xs" id="card">
        {text.card.title}
      </Heading>
      <Paragraph data-size="sm">{text.card.text}</Paragraph>
      <div className="row">
        <CopyButton value={card} what={text.card.copied} />
        <Button
          variant="tertiary"
          data-size="sm"
          onClick={() => keepFile(new TextEncoder().encode(card), `${hsaId}.vcf`)}
        >
          {text.card.save}
        </Button>
      </div>
    </section>
  );
}
