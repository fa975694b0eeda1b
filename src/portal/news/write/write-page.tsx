import '../news.css';
import { Heading, Paragraph, Spinner } from '@digdir/designsystemet-react';
import { useParams } from 'react-router';
import type { WrittenNews } from '../../../faces/portal-api/shapes/news.ts';
import type { NewsKind } from '../../../news/item.ts';
import { usePageTitle } from '../../shell/page-title.ts';
import { ProblemNote } from '../../shell/problem-note.tsx';
import { useTexts } from '../../texts/language.tsx';
import { texts } from '../texts.ts';
import { EndIt } from './end-it.tsx';
import { stateOf } from './state.ts';
import { useVersions } from './use-written.ts';
import { Versions } from './versions.tsx';
import { WriteForm } from './write-form.tsx';

/** Something new, or what there is of one item to change. `kinds`: what the author writes. */
export default function WritePage({ kinds }: { readonly kinds: readonly NewsKind[] }) {
  const { write } = useTexts(texts);
  const { id } = useParams();
  usePageTitle(write.title);
  const { data, error, isLoading } = useVersions(id);
  const [item, ...earlier] = data?.items ?? [];
  return (
    <div className="page page--narrow stack">
      <Heading level={1}>{id ? write.change : write.new}</Heading>
      {isLoading && <Spinner aria-label={write.title} />}
      {error && <ProblemNote problem={error} />}
      {!id && <WriteForm kinds={kinds} />}
      {item && <Change key={item.version} item={item} />}
      {earlier.length > 0 && <Versions items={earlier} />}
    </div>
  );
}

function Change({ item }: { readonly item: WrittenNews }) {
  const { write } = useTexts(texts);
  const state = stateOf(item, Date.now());
  if (item.withdrawn) return <Paragraph>{`${write.states.withdrawn}: ${item.withdrawn.reason}`}</Paragraph>;
  return (
    <>
      {state !== 'ended' && <EndIt item={item} />}
      <WriteForm kinds={[item.kind]} item={item} />
    </>
  );
}
