import './body-view.css';
import { Alert, Paragraph } from '@digdir/designsystemet-react';
import { ExternalLinkIcon } from '@navikt/aksel-icons';
import { useMemo } from 'react';
import type { ShownRecord } from '../../faces/portal-api/shapes/reading.ts';
import { bytesOf, decoded } from '../records/bytes.ts';
import type { Body } from '../records/item.ts';
import { labels } from '../records/labels.ts';
import { type TextBlock, textBlocks } from '../records/running-text.ts';
import { useTexts } from '../texts/language.tsx';
import { PdfView } from './pdf/pdf-view.tsx';
import { TakeOutFile } from './take-out-file.tsx';
import { texts } from './texts.ts';

interface BodyViewProps {
  readonly body: Body;
  readonly record: ShownRecord;
  /** Of the headings within it. */
  readonly level: 3 | 4;
}

/** Running text or a file, in full. Markup is shown by elements of ours, never as markup. */
export function BodyView({ body, record, level }: BodyViewProps) {
  const label = useTexts(labels);
  const Heading = `h${level}` as const;
  return (
    <div className="body">
      {body.heading && <Heading className="body__heading">{label[body.heading]}</Heading>}
      {body.kind === 'text' && <PlainText text={body.text} />}
      {body.kind === 'marked-up' && <MarkedUp source={body.source} mediaType="application/xml" level={level} />}
      {body.kind === 'attachment' && <Attachment file={body} record={record} level={level} />}
    </div>
  );
}

function PlainText({ text }: { readonly text: string }) {
  return <p className="body__text">{text}</p>;
}

interface MarkedUpProps {
  readonly source: string;
  readonly mediaType: 'application/xml' | 'text/html';
  readonly level: number;
}

function MarkedUp({ source, mediaType, level }: MarkedUpProps) {
  const blocks = useMemo(() => textBlocks(source, mediaType), [source, mediaType]);
  return blocks ? (
    blocks.map((block, index) => <Block key={keyOf(block, index)} block={block} level={level} />)
  ) : (
    <PlainText text={source} />
  );
}

function keyOf({ kind }: TextBlock, index: number): string {
  return `${kind}-${index}`;
}

function Block({ block, level }: { readonly block: TextBlock; readonly level: number }) {
  if (block.kind === 'paragraph') return <PlainText text={block.text} />;
  const Heading = `h${Math.min(6, level + block.depth - 1)}` as 'h6';
  return <Heading className="body__heading">{block.text}</Heading>;
}

type File = Extract<Body, { readonly kind: 'attachment' }>;

interface AttachmentProps {
  readonly file: File;
  readonly record: ShownRecord;
  readonly level: number;
}

function Attachment({ file: { mediaType, base64, reference }, record, level }: AttachmentProps) {
  const text = useTexts(texts);
  const bytes = useMemo(() => (base64 === undefined ? undefined : bytesOf(base64)), [base64]);
  if (base64 === undefined) return <Elsewhere mediaType={mediaType} reference={reference} />;
  if (!bytes) return <Alert data-color="warning">{text.fileBroken}</Alert>;
  if (mediaType === 'text/plain') return <PlainText text={decoded(bytes)} />;
  if (mediaType === 'text/html') return <MarkedUp source={decoded(bytes)} mediaType="text/html" level={level} />;
  if (/^(text|application)\/xml$/.test(mediaType)) {
    return <MarkedUp source={decoded(bytes)} mediaType="application/xml" level={level} />;
  }
  if (/^image\/(png|jpeg|gif)$/.test(mediaType)) {
    return (
      <img className="body__image" src={`data:${mediaType};base64,${base64}`} alt={`${text.file}, ${mediaType}`} />
    );
  }
  const isPdf = mediaType === 'application/pdf';
  return (
    <>
      {isPdf && <PdfView bytes={bytes} />}
      <TakeOutFile bytes={bytes} mediaType={mediaType} record={record} isShown={isPdf} />
    </>
  );
}

/** A file that its source keeps. Only an address on the web's own secure terms is a link. */
function Elsewhere({ mediaType, reference }: { readonly mediaType: string; readonly reference: string | undefined }) {
  const text = useTexts(texts);
  const isLink = reference !== undefined && /^https:\/\//i.test(reference);
  return (
    <Paragraph className="body__elsewhere">
      {text.fileElsewhere} ({mediaType}):{' '}
      {isLink ? (
        <a className="ds-link" href={reference} target="_blank" rel="noopener noreferrer">
          {reference}
          <ExternalLinkIcon aria-hidden />
        </a>
      ) : (
        reference
      )}
    </Paragraph>
  );
}
