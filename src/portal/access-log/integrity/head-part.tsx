import { Button, Heading, Paragraph, Spinner } from '@digdir/designsystemet-react';
import { useQuery } from '@tanstack/react-query';
import type { ShownLogHead } from '../../../faces/portal-api/shapes/integrity.ts';
import { call } from '../../api/client.ts';
import { CopyButton } from '../../common/copy-button.tsx';
import { DataTable } from '../../common/data-table.tsx';
import { Facts } from '../../common/facts.tsx';
import { keepFile } from '../../common/keep-file.ts';
import { useMoment } from '../../common/use-moment.ts';
import { ProblemNote } from '../../shell/problem-note.tsx';
import { useTexts } from '../../texts/language.tsx';
import { texts } from './texts.ts';

/** The newest signed head, to be kept elsewhere, and what witnesses have seen. */
export function HeadPart() {
  const text = useTexts(texts);
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['access-log', 'head'],
    queryFn: () => call<ShownLogHead>('GET', '/access-log/head'),
  });
  return (
    <section className="integrity__part">
      <Heading level={2} data-size="xs">
        {text.head}
      </Heading>
      {isPending && <Spinner aria-label={text.waiting} />}
      {error && <ProblemNote problem={error} again={() => void refetch()} />}
      {data && <Head head={data} />}
    </section>
  );
}

function Head({ head }: { readonly head: ShownLogHead }) {
  const text = useTexts(texts);
  const moment = useMoment();
  const { note, size, root, at, keyId, keys, cosigned } = head;
  const key = keys.find((one) => one.keyId === keyId);
  return (
    <>
      <Facts
        facts={[
          [text.size, String(size)],
          [text.signedAt, moment(at)],
          [text.root, <code key="root">{root}</code>],
          [text.key, <code key="key">{keyId}</code>],
        ]}
      />
      <pre className="integrity__lines">{note.trimEnd()}</pre>
      <div className="row">
        <CopyButton value={note} what={text.headNote} />
        <Button variant="secondary" data-size="sm" onClick={() => keepText(note, `head-${size}.txt`)}>
          {text.keepHead}
        </Button>
        {key && (
          <Button variant="secondary" data-size="sm" onClick={() => keepText(key.publicKey, `key-${keyId}.pem`)}>
            {text.keepKey}
          </Button>
        )}
      </div>
      <Heading level={3} data-size="2xs">
        {text.witnesses}
      </Heading>
      {cosigned.length === 0 ? (
        <Paragraph>{text.noWitnesses}</Paragraph>
      ) : (
        <DataTable
          caption={text.witnesses}
          rows={cosigned}
          keyOf={({ witness }) => witness}
          columns={[
            { heading: text.witness, cell: ({ witness }) => witness },
            { heading: text.sawUpTo, cell: (seen) => text.entries(seen.size) },
            { heading: text.signedAt, cell: (seen) => moment(seen.at) },
            {
              heading: text.headNote,
              cell: (seen) => <CopyButton value={seen.note} what={`${text.headNote}, ${seen.witness}`} />,
            },
          ]}
        />
      )}
    </>
  );
}

function keepText(content: string, name: string): void {
  keepFile(new TextEncoder().encode(content), name);
}
