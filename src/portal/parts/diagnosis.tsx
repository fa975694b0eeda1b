import { Paragraph } from '@digdir/designsystemet-react';
import { timeText } from '../records/time.ts';
import { useTexts } from '../texts/language.tsx';
import { Group } from './groups.tsx';
import { ItemRow } from './item-row.tsx';
import { LongList } from './long-list.tsx';
import type { PartProps } from './part.ts';
import { texts } from './texts.ts';
import { byThread, type Thread } from './threads.ts';

/** Diagnoses: those the source calls chronic, those of the last year, and earlier ones; each code once for a source. */
export default function DiagnosisPart({ items, open }: PartProps) {
  const text = useTexts(texts);
  const threads = byThread(items, ({ group }) => group === 'chronic');
  const groups = Object.groupBy(threads, ({ latest }) => latest.group ?? 'earlier');
  const named = [
    [text.diagnosesChronic, groups.chronic],
    [text.diagnosesLastYear, groups['last-year']],
    [text.diagnosesEarlier, groups.earlier],
  ] as const;
  return (
    <>
      <Paragraph className="part-note">{text.diagnosesNote}</Paragraph>
      {named.map(([name, rows = []]) => (
        <Group key={name} name={name} count={rows.length}>
          <LongList rows={rows} keyOf={({ latest }) => latest.key} label={name} estimate={100}>
            {(thread) => <Diagnosis thread={thread} open={open} />}
          </LongList>
        </Group>
      ))}
    </>
  );
}

function Diagnosis({
  thread: { latest, earlier },
  open,
}: {
  readonly thread: Thread;
  readonly open: PartProps['open'];
}) {
  const text = useTexts(texts);
  return (
    <ItemRow item={latest} open={open}>
      {latest.summary && <p className="item__summary">{latest.summary}</p>}
      {earlier.length > 0 && (
        <p className="item__origin diagnosis__again">
          {text.alsoMade}{' '}
          {earlier.map((item) => (
            <button
              key={item.key}
              type="button"
              className="item__again"
              aria-haspopup="dialog"
              onClick={() => open(item)}
            >
              {item.time ? timeText(item.time.slice(0, 8)) : text.noTime}
            </button>
          ))}
        </p>
      )}
    </ItemRow>
  );
}
