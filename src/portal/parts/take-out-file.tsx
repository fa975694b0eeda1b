import { Button, Paragraph } from '@digdir/designsystemet-react';
import { DownloadIcon } from '@navikt/aksel-icons';
import { useMutation } from '@tanstack/react-query';
import type { PrintMark } from '../../faces/portal-api/shapes/output.ts';
import type { ShownRecord } from '../../faces/portal-api/shapes/reading.ts';
import { call } from '../api/client.ts';
import { keepFile } from '../common/keep-file.ts';
import { ProblemNote } from '../shell/problem-note.tsx';
import { useSession } from '../shell/session.ts';
import { useTexts } from '../texts/language.tsx';
import { texts } from './texts.ts';

interface TakeOutFileProps {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly mediaType: string;
  readonly record: ShownRecord;
  /** Whether it can be read on the page without being saved. */
  readonly isShown: boolean;
}

/**
 * A file from a record, to be saved. That is to take information out of the portal, as printing is:
 * only where the unit may, and on the log first.
 */
export function TakeOutFile({ bytes, mediaType, record, isShown }: TakeOutFileProps) {
  const text = useTexts(texts);
  const { data: session } = useSession();
  const name = `${text.file.toLowerCase()}.${endings[mediaType] ?? 'bin'}`;
  const taking = useMutation({
    mutationFn: async () => {
      const what = [{ contract: record.contract, source: record.source, records: 1 }];
      await call<PrintMark>('POST', '/output/print', { body: { what } });
      keepFile(bytes, name);
    },
  });
  return (
    <div className="not-printed">
      {!isShown && (
        <Paragraph>
          {text.fileNotHere} ({mediaType}, {text.bytes(bytes.length)})
        </Paragraph>
      )}
      {session?.output.includes('print') ? (
        <Button variant="secondary" data-size="sm" loading={taking.isPending} onClick={() => taking.mutate()}>
          <DownloadIcon aria-hidden />
          {text.download}
        </Button>
      ) : (
        !isShown && <Paragraph>{text.fileNotTaken}</Paragraph>
      )}
      {taking.error && <ProblemNote problem={taking.error} />}
    </div>
  );
}

const endings: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'application/msword': 'doc',
  'application/dicom': 'dcm',
  'image/tiff': 'tif',
  'text/rtf': 'rtf',
};
