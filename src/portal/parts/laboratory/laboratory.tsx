import './laboratory.css';
import { Tabs } from '@digdir/designsystemet-react';
import { useState } from 'react';
import { useTexts } from '../../texts/language.tsx';
import type { PartProps } from '../part.ts';
import { Answers } from './answers.tsx';
import { ResultTable } from './result-table.tsx';
import type { Series } from './series.ts';
import { SeriesDialog } from './series-dialog.tsx';
import { texts } from './texts.ts';

/** What was measured: analyses against samplings, each over time, or answer by answer. */
export default function Laboratory({ items, open }: PartProps) {
  const text = useTexts(texts);
  const [charted, setCharted] = useState<Series>();
  const hasValues = items.some(({ measurement }) => measurement !== undefined);
  return (
    <>
      <Tabs defaultValue={hasValues ? 'table' : 'answers'} data-size="sm">
        <Tabs.List aria-label={text.views}>
          {hasValues && <Tabs.Tab value="table">{text.table}</Tabs.Tab>}
          <Tabs.Tab value="answers">{text.answers}</Tabs.Tab>
        </Tabs.List>
        {hasValues && (
          <Tabs.Panel value="table" className="laboratory-panel">
            <ResultTable items={items} open={open} chart={setCharted} />
          </Tabs.Panel>
        )}
        <Tabs.Panel value="answers" className="laboratory-panel">
          <Answers items={items} open={open} />
        </Tabs.Panel>
      </Tabs>
      {charted && <SeriesDialog series={charted} open={open} onClose={() => setCharted(undefined)} />}
    </>
  );
}
