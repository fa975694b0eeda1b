import { Button, Paragraph } from '@digdir/designsystemet-react';
import { useState } from 'react';
import { send } from '../api/client.ts';
import { keepFile } from '../common/keep-file.ts';
import { ProblemNote } from '../shell/problem-note.tsx';
import { useTexts } from '../texts/language.tsx';
import { texts } from './texts.ts';

/** What the page shows, as a table to be kept. */
export function SaveCsv({ path, name }: { readonly path: string; readonly name: string }) {
  const text = useTexts(texts);
  const [state, setState] = useState<'saving' | Error>();
  const save = async () => {
    setState('saving');
    try {
      keepFile(await (await send('GET', path)).arrayBuffer(), name);
      setState(undefined);
    } catch (thrown) {
      setState(thrown as Error);
    }
  };
  return (
    <div className="stack not-printed">
      <div className="row">
        <Button variant="secondary" data-size="sm" onClick={save} loading={state === 'saving'}>
          {state === 'saving' ? text.saving : text.saveCsv}
        </Button>
        <Paragraph data-size="sm">{text.aboutCsv}</Paragraph>
      </div>
      {state instanceof Error && <ProblemNote problem={state} />}
    </div>
  );
}
