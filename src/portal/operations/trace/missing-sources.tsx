import { Link as DsLink, Heading, Paragraph } from '@digdir/designsystemet-react';
import { Link } from 'react-router';
import type { ShownTrace } from '../../../faces/portal-api/shapes/operations.ts';
import { useTexts } from '../../texts/language.tsx';
import { nothingMissing } from './nothing-missing.ts';
import { texts } from './texts.ts';

type Missing = ShownTrace['missing'][number];

/** Whom the answer was without, why, and the least that would alter it; those that failed before those not asked. */
export function MissingSources({ trace }: { readonly trace: ShownTrace }) {
  const text = useTexts(texts);
  const failed = together(trace.missing.filter(({ kind }) => kind === 'failed'));
  const notAsked = together(trace.missing.filter(({ kind }) => kind === 'not-asked'));
  return (
    <section className="stack" aria-labelledby="trace-missing">
      <Heading id="trace-missing" level={2} data-size="xs">
        {text.missing}
      </Heading>
      {trace.missing.length === 0 && <Paragraph>{text[nothingMissing(trace)]}</Paragraph>}
      {failed.map((group) => (
        <Group key={keyOf(group[0])} group={group} color="danger" />
      ))}
      {notAsked.length > 0 && (
        <Heading level={3} data-size="2xs">
          {text.notAsked}
        </Heading>
      )}
      {notAsked.map((group) => (
        <Group key={keyOf(group[0])} group={group} color="neutral" />
      ))}
    </section>
  );
}

type Together = readonly [Missing, ...Missing[]];

function keyOf({ source, reason }: Missing): string {
  return `${source} ${reason}`;
}

/** One source for one reason, whatever contracts it was asked for. */
function together(missing: readonly Missing[]): readonly Together[] {
  return [...Map.groupBy(missing, keyOf).values()].flatMap(([first, ...more]) => (first ? [[first, ...more]] : []));
}

function Group({ group, color }: { readonly group: Together; readonly color: 'danger' | 'neutral' }) {
  const text = useTexts(texts);
  const [first] = group;
  const each = (of: (missing: Missing) => string) => [...new Set(group.map(of))];
  return (
    <div className="trace__reason" data-color={color}>
      {each(({ why }) => why).map((why) => (
        <Paragraph key={why}>
          <strong>{why}</strong>
        </Paragraph>
      ))}
      {each(({ change }) => change).map((change) => (
        <Paragraph key={change}>
          {text.change} {change}
        </Paragraph>
      ))}
      <Paragraph data-size="sm">
        <code>{first.reason}</code> · {each(({ contract }) => contract).join(', ')} ·{' '}
        <DsLink asChild>
          <Link to={`/operations/sources/${encodeURIComponent(first.source)}`}>{text.look}</Link>
        </DsLink>
      </Paragraph>
    </div>
  );
}
