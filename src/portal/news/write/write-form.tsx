import { Button, ValidationMessage } from '@digdir/designsystemet-react';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { NewsDraft, NewsPreview, WrittenNews } from '../../../faces/portal-api/shapes/news.ts';
import type { NewsKind } from '../../../news/item.ts';
import { call } from '../../api/client.ts';
import { ProblemNote } from '../../shell/problem-note.tsx';
import { useTexts } from '../../texts/language.tsx';
import { texts } from '../texts.ts';
import { AimFields } from './aim-fields.tsx';
import { draftOf, emptyForm, type Form, formOf } from './form.ts';
import { KindField } from './kind-field.tsx';
import { PreviewSection } from './preview-section.tsx';
import { TimeFields } from './time-fields.tsx';
import { useDeed } from './use-written.ts';
import { WordingFields } from './wording-fields.tsx';

interface WriteFormProps {
  readonly kinds: readonly NewsKind[];
  /** What is changed; left out: something new is written. */
  readonly item?: WrittenNews;
}

/** The fields of an item. It is seen as it will be shown before it can be published. */
export function WriteForm({ kinds: [usual = 'news', ...others], item }: WriteFormProps) {
  const { write } = useTexts(texts);
  const [form, setForm] = useState<Form>(() => (item ? formOf(item.draft) : emptyForm(usual, new Date())));
  const [lacksTimes, setLacksTimes] = useState(false);
  const previewing = useMutation({
    mutationFn: (draft: NewsDraft) =>
      call<NewsPreview>('POST', '/news/preview', { body: { draft, ...(item && { id: item.id }) } }),
  });
  const publishing = useDeed('published', (draft: NewsDraft) =>
    item
      ? call('POST', `/news/${item.id}/change`, { body: { version: item.version, draft } })
      : call('POST', '/news', { body: { draft } }),
  );
  const problem = previewing.error ?? publishing.error;

  /** What was seen is no longer what is written. */
  function change(changed: Partial<Form>): void {
    setForm({ ...form, ...changed });
    previewing.reset();
    setLacksTimes(false);
  }

  function preview(event: FormEvent): void {
    event.preventDefault();
    const draft = draftOf(form, item?.draft);
    setLacksTimes(draft === undefined);
    if (draft) previewing.mutate(draft);
  }

  return (
    <>
      <form className="stack news-form" onSubmit={preview} noValidate>
        {!item && others.length > 0 && (
          <KindField
            kinds={[usual, ...others]}
            kind={form.kind}
            // The words stay; times and whether care is affected follow the kind.
            choose={(kind) => change({ ...emptyForm(kind, new Date()), sv: form.sv, en: form.en })}
          />
        )}
        <WordingFields form={form} change={change} />
        <AimFields form={form} change={change} />
        <TimeFields form={form} change={change} />
        {lacksTimes && <ValidationMessage role="alert">{write.timesMissing}</ValidationMessage>}
        {problem && <ProblemNote problem={problem} />}
        <div>
          <Button type="submit" variant="secondary" loading={previewing.isPending}>
            {write.preview}
          </Button>
        </div>
      </form>
      {previewing.data && previewing.variables && (
        <PreviewSection
          preview={previewing.data}
          isPublishing={publishing.isPending}
          publish={() => publishing.mutate(previewing.variables)}
        />
      )}
    </>
  );
}
