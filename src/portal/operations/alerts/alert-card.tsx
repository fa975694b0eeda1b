import { Card, Heading, Link, Paragraph, Tag } from '@digdir/designsystemet-react';
import { Link as RouterLink } from 'react-router';
import type { ShownAlert } from '../../../faces/portal-api/shapes/alerts.ts';
import { useMoment } from '../../common/use-moment.ts';
import { useLanguage, useTexts } from '../../texts/language.tsx';
import { lasted } from './lasted.ts';
import { TakeForm } from './take-form.tsx';
import { texts } from './texts.ts';

/** What their subject is: a record system, which has a page of its own. */
const aboutSource: readonly ShownAlert['kind'][] = [
  'NoWorker',
  'QueueStalled',
  'RecordsWithheld',
  'SourceFailing',
  'SourceSlow',
];

const color = { critical: 'danger', warning: 'warning' } as const;

/** One open alert: what care notices of it, what to do first, whom to ring, and who has it in hand. */
export function AlertCard({ alert }: { readonly alert: ShownAlert }) {
  const text = useTexts(texts);
  const moment = useMoment();
  const { language } = useLanguage();
  const { kind, subject, severity, said, detail, startedAt, contacts, acknowledged, expectedUntil } = alert;
  const { what, effect, first } = said[language];
  return (
    <Card asChild>
      <article className="stack alert" data-color={color[severity]} aria-labelledby={alert.id}>
        <div className="row">
          <Tag data-color={color[severity]}>{text.severity[severity]}</Tag>
          {expectedUntil && <Tag data-color="info">{text.expected(moment(expectedUntil))}</Tag>}
        </div>
        <Heading id={alert.id} level={3} data-size="2xs">
          {what}
        </Heading>
        <Paragraph data-size="sm">
          {text.since(moment(startedAt), lasted(Date.now() - Date.parse(startedAt), text))}
        </Paragraph>
        {aboutSource.includes(kind) && (
          <Link asChild>
            <RouterLink to={`/operations/sources/${encodeURIComponent(subject)}`}>{text.toSource}</RouterLink>
          </Link>
        )}
        <dl className="alert__facts">
          <dt>{text.effect}</dt>
          <dd>{effect}</dd>
          <dt>{text.first}</dt>
          <dd>{first}</dd>
          {detail && (
            <>
              <dt>{text.why}</dt>
              <dd lang="en">{detail}</dd>
            </>
          )}
          <dt>{text.ring}</dt>
          <dd>
            {contacts.length === 0 && text.nobody}
            {contacts.map(({ name, phone, hours }) => (
              <div key={phone}>
                {name}, <Link href={`tel:${phone.replaceAll(/[ -]/g, '')}`}>{phone}</Link>, {hours}
              </div>
            ))}
          </dd>
          <dt>{text.runbook}</dt>
          <dd>
            <code>docs/operations.md#{kind.toLowerCase()}</code>
          </dd>
          <dt>{text.inHand}</dt>
          <dd>
            {acknowledged ? (
              <>
                {acknowledged.by}, {moment(acknowledged.at)}: {acknowledged.note}
              </>
            ) : (
              text.nobodyYet
            )}
          </dd>
        </dl>
        <TakeForm alert={alert} />
      </article>
    </Card>
  );
}
