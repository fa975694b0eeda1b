import { Field, Heading, Label, Paragraph, Select, Spinner, Tag } from '@digdir/designsystemet-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { CertificateUse } from '../../../faces/portal-api/shapes/access-log.ts';
import { call } from '../../api/client.ts';
import { DataTable } from '../../common/data-table.tsx';
import { useMoment } from '../../common/use-moment.ts';
import { usePageTitle } from '../../shell/page-title.ts';
import { ProblemNote } from '../../shell/problem-note.tsx';
import { useTexts } from '../../texts/language.tsx';
import { commonNameIn } from '../common-name.ts';
import { FindButton } from '../find-button.tsx';
import { texts as refusedTexts } from '../refused/texts.ts';
import { texts } from './texts.ts';

type Period = keyof (typeof texts)['sv']['periods'];

const periods = ['30', '365', 'all'] as const satisfies readonly Period[];

/** Certificates by how they were used, each with the way to everything it did. */
export default function CertificatesPage() {
  const text = useTexts(texts);
  usePageTitle(text.title);
  const [period, setPeriod] = useState<Period>('30');
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['access-log', 'certificates', period],
    queryFn: () =>
      call<{ certificates: readonly CertificateUse[] }>('POST', '/access-log/certificates', { body: asked(period) }),
  });
  return (
    <div className="page stack">
      <Heading level={1}>{text.title}</Heading>
      <Paragraph>{text.what}</Paragraph>
      <Field>
        <Label>{text.period}</Label>
        <Select width="auto" value={period} onChange={({ target }) => setPeriod(target.value as Period)}>
          {periods.map((one) => (
            <Select.Option key={one} value={one}>
              {text.periods[one]}
            </Select.Option>
          ))}
        </Select>
      </Field>
      {isPending && <Spinner aria-label={text.waiting} />}
      {error && <ProblemNote problem={error} again={() => void refetch()} />}
      {data && <Certificates certificates={data.certificates} />}
    </div>
  );
}

function Certificates({ certificates }: { readonly certificates: readonly CertificateUse[] }) {
  const text = useTexts(texts);
  const { reasons } = useTexts(refusedTexts);
  const moment = useMoment();
  return (
    <DataTable
      caption={text.caption}
      rows={certificates}
      keyOf={({ fingerprint }) => fingerprint}
      none={text.none}
      columns={[
        {
          heading: text.holder,
          cell: ({ subject, fingerprint }) => (
            <FindButton search={{ certificate: fingerprint }}>{commonNameIn(subject)}</FindButton>
          ),
        },
        { heading: text.serial, cell: ({ serial }) => serial },
        { heading: text.count, cell: ({ count }) => count, isNumber: true },
        { heading: text.first, cell: ({ first }) => moment(first) },
        { heading: text.last, cell: ({ last }) => moment(last) },
        {
          heading: text.refused,
          cell: ({ refused }) =>
            Object.entries(refused)
              .map(([code, times]) => `${reasons[code] ?? code} (${times})`)
              .join(', '),
        },
        {
          heading: text.expires,
          cell: ({ expires, expired }) => (expired ? <Tag data-color="danger">{text.expired}</Tag> : moment(expires)),
        },
      ]}
    />
  );
}

function asked(period: Period): { readonly from?: string } {
  if (period === 'all') return {};
  const now = new Date();
  // Whole days, so that the same question is the same.
  return { from: new Date(now.getFullYear(), now.getMonth(), now.getDate() - Number(period)).toISOString() };
}
