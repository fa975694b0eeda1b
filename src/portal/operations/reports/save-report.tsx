import { Button } from '@digdir/designsystemet-react';
import { useMutation } from '@tanstack/react-query';
import { send } from '../../api/client.ts';
import { keepFile } from '../../common/keep-file.ts';
import { ProblemNote } from '../../shell/problem-note.tsx';
import { useTexts } from '../../texts/language.tsx';
import { texts } from './texts.ts';

/** The report as a file, in the language of the page. */
export function SaveReport({ path, name }: Readonly<Record<'path' | 'name', string>>) {
  const text = useTexts(texts);
  return (
    <div className="row not-printed">
      <SaveAs path={path} name={name} kind="pdf" label={text.pdf} />
      <SaveAs path={path} name={name} kind="csv" label={text.csv} />
    </div>
  );
}

function SaveAs({
  path,
  name,
  kind,
  label,
}: Readonly<Record<'path' | 'name' | 'label', string>> & { kind: 'pdf' | 'csv' }) {
  const save = useMutation({
    mutationFn: async () => {
      const answer = await send('GET', `${path}/${kind}`);
      keepFile(await answer.arrayBuffer(), `${name}.${kind}`);
    },
  });
  return (
    <>
      <Button variant="secondary" data-size="sm" loading={save.isPending} onClick={() => save.mutate()}>
        {label}
      </Button>
      {save.error && <ProblemNote problem={save.error} />}
    </>
  );
}
