import { Button, Heading } from '@digdir/designsystemet-react';
import { useMemo } from 'react';
import type { MadeExtract } from '../../../faces/portal-api/shapes/access-log.ts';
import { keepFile } from '../../common/keep-file.ts';
import { PdfView } from '../../parts/pdf/pdf-view.tsx';
import { bytesOf } from '../../records/bytes.ts';
import { useTexts } from '../../texts/language.tsx';
import { texts } from './texts.ts';

/** The extract as it will be on paper. Files are named after the day, never after the patient. */
export function Made({ extract: { pdf, csv } }: { readonly extract: MadeExtract }) {
  const text = useTexts(texts);
  const bytes = useMemo(() => bytesOf(pdf), [pdf]);
  const name = `${text.file}-${new Date().toLocaleDateString('sv-SE')}`;
  return (
    <section className="stack" aria-label={text.made}>
      <Heading level={2} data-size="xs">
        {text.made}
      </Heading>
      <div className="row">
        <Button onClick={() => bytes && keepFile(bytes, `${name}.pdf`)}>{text.savePdf}</Button>
        <Button variant="secondary" onClick={() => keepFile(new TextEncoder().encode(csv), `${name}.csv`)}>
          {text.saveCsv}
        </Button>
      </div>
      {bytes && <PdfView bytes={bytes} />}
    </section>
  );
}
