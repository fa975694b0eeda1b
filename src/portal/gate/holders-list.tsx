import { Heading, List, Paragraph } from '@digdir/designsystemet-react';
import { coverageTexts } from '../overview/coverage-texts.ts';
import { ProblemNote } from '../shell/problem-note.tsx';
import { useLanguage, useTexts } from '../texts/language.tsx';
import type { Holders } from './holders-state.ts';
import { texts } from './texts.ts';

interface HoldersListProps {
  readonly holders: Holders;
  readonly problem: Error | undefined;
  readonly again: () => void;
}

/** Which care providers have information that may be opened; what is not known yet is said, too. */
export function HoldersList({ holders, problem, again }: HoldersListProps) {
  const text = useTexts(texts);
  const { notAsked } = coverageTexts[useLanguage().language];
  const { done } = holders;
  // Whoever is not heard any more has not answered.
  const [waiting, failed] = problem ? [[], [...holders.failed, ...holders.waiting]] : [holders.waiting, holders.failed];
  const reasons = [...new Set(holders.notAsked.flatMap((one) => one.reasons))];
  const names = (all: readonly { readonly name: string | undefined; readonly hsaId: string }[]) =>
    all.map(({ name, hsaId }) => name ?? hsaId).join(', ');
  return (
    <section className="stack" aria-live="polite">
      <Heading level={3} data-size="2xs">
        {text.holders.holds}
      </Heading>
      {holders.holders.length > 0 && (
        <List.Unordered>
          {holders.holders.map(({ hsaId, name }) => (
            <List.Item key={hsaId}>{name ?? hsaId}</List.Item>
          ))}
        </List.Unordered>
      )}
      {done && holders.holders.length === 0 && <Paragraph>{text.holders.none}</Paragraph>}
      {waiting.length > 0 && <Paragraph>{text.holders.asking(names(waiting))}</Paragraph>}
      {failed.length > 0 && <Paragraph>{text.holders.failed(names(failed))}</Paragraph>}
      {reasons.map((reason) => (
        <Paragraph key={reason}>
          {notAsked[reason](
            names(holders.notAsked.filter((one) => one.reasons.includes(reason))),
            text.holders.information,
          )}
        </Paragraph>
      ))}
      {problem && <ProblemNote problem={problem} again={again} />}
    </section>
  );
}
