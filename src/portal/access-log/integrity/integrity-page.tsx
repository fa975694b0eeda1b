import { Details, Heading, Paragraph } from '@digdir/designsystemet-react';
import { usePageTitle } from '../../shell/page-title.ts';
import { useTexts } from '../../texts/language.tsx';
import { HeadPart } from './head-part.tsx';
import './integrity.css';
import { ProofPart } from './proof-part.tsx';
import { texts } from './texts.ts';
import { VerificationPart } from './verification-part.tsx';

/** Whether the log is what it was: its head, a verification of all of it, and proof of one entry. */
export default function IntegrityPage() {
  const text = useTexts(texts);
  usePageTitle(text.title);
  return (
    <div className="page stack">
      <Heading level={1}>{text.title}</Heading>
      <Paragraph>{text.what}</Paragraph>
      <HeadPart />
      <VerificationPart />
      <ProofPart />
      <Details>
        <Details.Summary>{text.without}</Details.Summary>
        <Details.Content className="stack">
          <Paragraph>{text.withoutWhat}</Paragraph>
          <pre className="integrity__lines">
            npm run audit -- verify export.jsonl --head head.txt --key audit-log.pub.pem
          </pre>
        </Details.Content>
      </Details>
    </div>
  );
}
