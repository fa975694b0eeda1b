import { Link, Paragraph, Spinner } from '@digdir/designsystemet-react';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link as RouterLink } from 'react-router';
import { Problem } from '../api/problem.ts';
import NotFound from '../shell/not-found.tsx';
import { ProblemNote } from '../shell/problem-note.tsx';
import { useTexts } from '../texts/language.tsx';
import { texts } from './texts.ts';

interface ShownProps<Answer> {
  readonly asked: UseQueryResult<Answer>;
  readonly children: (answer: Answer) => ReactNode;
}

/** The page of something in the directory, once it has answered; that it is not there; or what went wrong. */
export function Shown<Answer>({ asked: { data, error, refetch }, children }: ShownProps<Answer>) {
  const text = useTexts(texts);
  if (error instanceof Problem && error.status === 404) return <NotFound />;
  return (
    <div className="page directory stack">
      <Paragraph className="not-printed">
        <Link asChild>
          <RouterLink to="/directory">{text.toSearch}</RouterLink>
        </Link>
      </Paragraph>
      {error && <ProblemNote problem={error} again={() => void refetch()} />}
      {data === undefined && !error && <Spinner aria-label={text.loading} data-size="lg" />}
      {data !== undefined && children(data)}
    </div>
  );
}
