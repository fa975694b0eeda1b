import { Heading, Paragraph, Switch } from '@digdir/designsystemet-react';
import { useState } from 'react';
import { type Column, DataTable } from '../../common/data-table.tsx';
import { useLanguage, useTexts } from '../../texts/language.tsx';
import { CallLink } from '../call-link.tsx';
import { reasonTexts } from '../sources/reason-texts.ts';
import { callsPerSecond, type Wrong } from './lately.ts';
import { texts } from './texts.ts';
import { useLately } from './use-lately.ts';

/** What goes wrong as it does, alike together; paused by whoever wants to read in peace. */
export function LiveNow() {
  const text = useTexts(texts);
  const { language } = useLanguage();
  const [isPaused, setIsPaused] = useState(false);
  const now = useLately(isPaused);
  const isDeaf = !now.listens && !isPaused;
  const time = new Intl.DateTimeFormat(language === 'sv' ? 'sv-SE' : 'en-GB', { timeStyle: 'medium' });
  const columns: readonly Column<Wrong>[] = [
    { heading: text.at, cell: ({ at }) => time.format(new Date(at)) },
    {
      heading: text.what,
      cell: ({ name }) => (Object.hasOwn(text.names, name) ? text.names[name] : <code>{name}</code>),
    },
    { heading: text.about, cell: ({ about }) => about ?? '–' },
    { heading: text.reason, cell: ({ reason }) => <Reason reason={reason} /> },
    { heading: text.times, cell: ({ count }) => count, isNumber: true },
    { heading: text.call, cell: ({ correlationId }) => (correlationId ? <CallLink id={correlationId} /> : '–') },
  ];
  return (
    <section className="stack" aria-labelledby="live-now">
      <Heading id="live-now" level={2} data-size="xs">
        {text.title}
      </Heading>
      <div className="row">
        <Paragraph data-size="sm">
          {isDeaf ? text.deaf : text.rate(callsPerSecond(now).toLocaleString(language))}
        </Paragraph>
        <Switch
          data-size="sm"
          label={text.paused}
          checked={isPaused}
          onChange={({ target }) => setIsPaused(target.checked)}
        />
      </div>
      {(!isDeaf || now.wrongs.length > 0) && (
        <DataTable caption={text.title} columns={columns} rows={now.wrongs} keyOf={({ key }) => key} none={text.none} />
      )}
    </section>
  );
}

/** Reasons of record systems in words for people; others as the process says them. */
function Reason({ reason = '–' }: Partial<Pick<Wrong, 'reason'>>) {
  const reasons = useTexts(reasonTexts);
  if (Object.hasOwn(reasons, reason)) return reasons[reason as keyof typeof reasons];
  return <span lang="en">{reason}</span>;
}
